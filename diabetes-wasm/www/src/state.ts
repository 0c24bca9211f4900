import { Model, scores } from "../../js/src/index.js";
import { locales } from "../../js/src/element/text.js";
import { Wording } from "../../js/src/element/wording.js";
import type { Locale, ModelInfo } from "../../js/src/types.js";
import type { ModelText } from "./protocol.js";
import { textOf, texts, type Text } from "./text.js";

/** The model in use: for the element, and as text for the worker. */
export interface InUse {
  text: ModelText;
  model: Model;
  info: ModelInfo;
}

/** State shared by the parts of the page; each part redraws itself when it changes. */
export class State {
  #wording = new Wording(locales[0]);
  #inUse = inUse(null);
  readonly #onLocale: (() => void)[] = [];
  readonly #onModel: (() => void)[] = [];

  get locale(): Locale {
    return this.#wording.locale;
  }

  set locale(locale: Locale) {
    this.#wording = new Wording(locale);
    for (const draw of this.#onLocale) draw();
  }

  /** The FINDRISC points from which a test is advised: the lowest published cut-off for Colombia. */
  readonly findriscCut = Math.min(
    ...scores().flatMap(({ name, other_cuts: cuts }) =>
      name === "findrisc" ? cuts.map(({ points }) => points) : [],
    ),
  );

  get text(): Text {
    return texts[this.locale];
  }

  /** Field names, numbers and the element's texts in the language. */
  get wording(): Wording {
    return this.#wording;
  }

  get model(): InUse {
    return this.#inUse;
  }

  /** Switches to a model; an invalid file fails with a `DiabetesError`, and the old model stays. */
  use(text: ModelText): void {
    this.#inUse = inUse(text);
    for (const changed of this.#onModel) changed();
  }

  whenLocale(draw: () => void): void {
    this.#onLocale.push(draw);
  }

  whenModel(changed: () => void): void {
    this.#onModel.push(changed);
  }

  /** An error from the engine or the worker, in words. */
  failure(code: string, message: string): string {
    return this.text.failed(textOf(this.text.codes, code, message), code);
  }
}

function inUse(text: ModelText): InUse {
  const model = text === null ? Model.bundled() : Model.fromJson(text);
  return { text, model, info: model.info() };
}
