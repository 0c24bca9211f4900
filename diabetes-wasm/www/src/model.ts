import type { DiabetesError } from "../../js/src/index.js";
import { outputsOf } from "../../js/src/element/assessment.js";
import { h } from "../../js/src/element/dom.js";
import type { Background } from "./background.js";
import { filePlace, saveModel } from "./files.js";
import { recalibrationPanel } from "./recalibration.js";
import type { ModelText } from "./protocol.js";
import type { State } from "./state.js";
import { textOf } from "./text.js";

/** The training facts of a model that the page shows. */
interface Training {
  source: string;
  rows: number;
  events: Partial<Record<string, number>>;
}

/** The model in use, with controls to replace it and to refit it. */
export function modelSection(state: State, background: Background): HTMLElement {
  const facts = h("div", { class: "card" });
  const status = h("div", { role: "status" });
  const others = h("div", { class: "card" });

  const use = (text: ModelText): void => {
    try {
      state.use(text);
      const { name, version } = state.model.info;
      status.replaceChildren(h("p", {}, state.text.modelLoaded(name, version)));
    } catch (thrown) {
      const { code, message } = thrown as DiabetesError;
      status.replaceChildren(h("p", { class: "notice" }, state.failure(code, message)));
    }
  };

  function draw(): void {
    const { text, model } = state;
    const saved = h("button", { type: "button" }, text.saveModel);
    saved.addEventListener("click", () => {
      saveModel(model.model.toJson(), model.info);
    });
    const reset = h("button", { type: "button" }, text.reset);
    reset.addEventListener("click", () => {
      use(null);
    });
    facts.replaceChildren(
      h("h3", {}, text.inUse),
      h("p", { class: "muted" }, text.modelIntro),
      factsOf(state),
      h("p", { class: "row" }, saved, model.text !== null && reset),
    );
    others.replaceChildren(
      h("h3", {}, text.loadModel),
      filePlace(state, {
        id: "model-file",
        label: text.modelFile,
        accept: ".json,application/json",
        taken: (file) => {
          void file.text().then(use, () => {
            status.replaceChildren(h("p", { class: "notice" }, state.failure("unreadable_file", "")));
          });
        },
      }),
      status,
    );
  }

  draw();
  state.whenModel(draw);
  state.whenLocale(() => {
    status.replaceChildren();
    draw();
  });
  return h("div", { class: "stack" }, facts, others, recalibrationPanel(state, background, use));
}

/** The facts in a model's file. */
export function factsOf(state: State): HTMLElement {
  const { text, wording, model } = state;
  const { info } = model;
  const training = info.training as Training;
  const recalibrated = info.recalibration as { date: string; source: string } | null;
  const area = (info.metrics as { cross_fitted?: { diabetes?: { auroc: number } | null } }).cross_fitted
    ?.diabetes;
  const events = training.events.diabetes;
  const { facts } = text;
  const wide = [facts.source, facts.fields, facts.hash];
  const rows: [string, string | Node | undefined][] = [
    [facts.name, model.text === null ? `${info.name} (${text.bundled})` : info.name],
    [facts.version, info.version],
    [facts.algorithm, textOf(text.algorithms, info.algorithm)],
    [facts.created, info.created],
    [facts.rows, wording.number(training.rows)],
    [facts.events, events === undefined ? undefined : wording.number(events)],
    [facts.auroc, area ? wording.fixed(area.auroc, 2) : undefined],
    [
      facts.outputs,
      outputsOf(info)
        .map((output) => wording.labels.output[output])
        .join(", "),
    ],
    [
      facts.recalibrated,
      recalibrated ? text.recalibratedOn(recalibrated.date, recalibrated.source) : text.notRecalibrated,
    ],
    [facts.source, training.source],
    [
      facts.fields,
      info.fields
        .filter(({ used }) => used)
        .map(({ field }) => wording.title(field))
        .join(", "),
    ],
    [facts.hash, h("code", { class: "hash" }, info.hash)],
  ];
  return h(
    "div",
    { class: "stack" },
    info.synthetic !== false &&
      h("p", { class: "notice" }, info.synthetic ? wording.text.synthetic : wording.text.unstated),
    h(
      "dl",
      { class: "facts" },
      ...rows.flatMap(([name, value]) =>
        value === undefined || value === ""
          ? []
          : [
              h(
                "div",
                { class: wide.includes(name) ? "wide" : undefined },
                h("dt", {}, name),
                h("dd", {}, value),
              ),
            ],
      ),
    ),
  );
}
