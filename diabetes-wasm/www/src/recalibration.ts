import { Model, type DiabetesError } from "../../js/src/index.js";
import { outputsOf } from "../../js/src/element/assessment.js";
import { h } from "../../js/src/element/dom.js";
import type { Estimate, ModelInfo, Output, RecalibrationJudgement } from "../../js/src/types.js";
import { calibrationFigure } from "./agreement.js";
import type { Background } from "./background.js";
import { filePlace, saveModel } from "./files.js";
import { ProgressBar } from "./progress.js";
import type { Tasks } from "./protocol.js";
import type { State } from "./state.js";
import { textOf } from "./text.js";

type Figures = Record<string, number | number[] | null>;

/** `info.recalibration` of a model. */
interface Recalibration {
  rows: number;
  skipped: Record<string, number>;
  outputs: Partial<Record<Output, Refit>>;
  cutoffs: Record<"before" | "after", Record<string, number>> | null;
}

interface Refit {
  refitted: string;
  reason: string | null;
  before: Figures | null;
  after: Figures | null;
}

/** Refits the model in use to the people in a file, and shows the effect. */
export function recalibrationPanel(
  state: State,
  background: Background,
  use: (model: string) => void,
): HTMLElement {
  const panel = h("div", { class: "card" });
  const outcome = h("div", { role: "status" });
  const entered = { target: "Resultado", source: "" };
  let made: Tasks["recalibrate"]["answer"] | undefined;

  async function run(file: File): Promise<void> {
    const { text, locale, model } = state;
    background.cancel();
    made = undefined;
    const bar = new ProgressBar(state, text.recalibrating(file.name), () => {
      background.cancel();
    });
    outcome.replaceChildren(bar.element);
    try {
      made = await background.ask("recalibrate", { ...entered, file, model: model.text, locale });
      drawOutcome();
    } catch (thrown) {
      if (!bar.element.isConnected) return;
      const { code, message } = thrown as DiabetesError;
      outcome.replaceChildren(
        code === "cancelled"
          ? h("p", {}, text.cancelled)
          : h("p", { class: "notice" }, state.failure(code, message)),
      );
    }
  }

  function drawOutcome(): void {
    if (made === undefined) return;
    const { model: json, judgement } = made;
    const { text } = state;
    const model = Model.fromJson(json);
    const info = model.info();
    model.free();
    const isBetter = judgement.verdict === "better";
    const adopt = h("button", { type: "button", class: isBetter ? "main" : undefined }, text.adopt);
    adopt.addEventListener("click", () => {
      use(json);
    });
    const saved = h("button", { type: "button" }, text.saveRecalibrated);
    saved.addEventListener("click", () => {
      saveModel(json, info);
    });
    outcome.replaceChildren(
      beforeAndAfter(state, info, judgement),
      judgement.refused ? "" : h("p", { class: "row" }, adopt, saved),
    );
  }

  function draw(): void {
    const { text } = state;
    panel.replaceChildren(
      h("h3", {}, text.recalibration),
      h("p", {}, text.recalibrationIntro),
      entry("target", text.target, text.targetNote),
      entry("source", text.source),
      filePlace(state, {
        id: "outcomes-file",
        label: text.outcomesFile,
        accept: ".csv,.txt,text/csv",
        taken: (file) => void run(file),
      }),
      outcome,
    );
  }

  function entry(name: "target" | "source", label: string, note?: string): HTMLElement {
    const input = h("input", {
      id: name,
      type: "text",
      autocomplete: "off",
      value: entered[name],
      "aria-describedby": note === undefined ? undefined : `${name}-note`,
    });
    input.addEventListener("input", () => {
      entered[name] = input.value.trim();
    });
    return h(
      "div",
      { class: "field" },
      h("label", { for: name }, label),
      input,
      note !== undefined && h("p", { class: "muted", id: `${name}-note` }, note),
    );
  }

  draw();
  state.whenLocale(() => {
    draw();
    drawOutcome();
  });
  return panel;
}

function beforeAndAfter(state: State, info: ModelInfo, judgement: RecalibrationJudgement): HTMLElement {
  const { text, wording } = state;
  const { rows, skipped, outputs, cutoffs } = info.recalibration as Recalibration;
  const { verdict, refused, least_auroc: least } = judgement;
  const left = Object.entries(skipped).map(
    ([code, count]) => `${textOf(text.codes, code)}: ${wording.number(count)}`,
  );
  return h(
    "div",
    { class: "stack" },
    h("h4", {}, text.recalibratedResult),
    h(
      "p",
      { class: refused ? "notice" : `verdict ${verdict}` },
      h("strong", {}, text.verdicts[verdict]),
      ` ${text.verdictWhy[verdict](wording.fixed(least, 2))}`,
    ),
    h(
      "p",
      {},
      text.recalibratedRows(wording.number(rows)),
      left.length > 0 && ` ${text.skipped} ${left.join("; ")}.`,
    ),
    h("p", { class: "muted" }, text.recalibratedNote),
    h(
      "div",
      { class: "charts" },
      ...(["diabetes", "dysglycaemia"] as const).flatMap((output) => {
        const found = judgement.outputs[output];
        return found ? [judged(state, output, found, outputs[output]?.refitted ?? "")] : [];
      }),
    ),
    h(
      "div",
      { class: "tiles" },
      ...outputsOf(info).flatMap((output) => {
        const refit = outputs[output];
        const isJudged = output !== "glucose" && judgement.outputs[output] !== null;
        return refit && !isJudged ? [refitTable(state, wording.labels.output[output], refit)] : [];
      }),
      cutoffs &&
        figuresTable(
          state,
          text.cutoffs,
          cutoffs.before,
          cutoffs.after,
          text.cutoffNames,
          (value) => `${wording.fixed(100 * value, 1)} %`,
        ),
    ),
  );
}

/** A probability before and after: the curves, and the figures with their intervals. */
function judged(
  state: State,
  output: Output,
  {
    rows,
    events,
    before,
    after,
    brier_change: change,
  }: NonNullable<RecalibrationJudgement["outputs"]["diabetes"]>,
  refitted: string,
): HTMLElement {
  const { text, wording } = state;
  const fixed = (value: number, decimals: number) => {
    // Neither −0 nor a hyphen.
    const round = Math.round(value * 10 ** decimals) / 10 ** decimals + 0;
    return wording.fixed(round, decimals).replace("-", "−");
  };
  const say = ({ value, interval }: Estimate, decimals: number) => {
    if (value === null) return "–";
    const [low, high] = interval ?? [];
    return low === undefined || high === undefined
      ? fixed(value, decimals)
      : `${fixed(value, decimals)} (${text.span(fixed(low, decimals), fixed(high, decimals))})`;
  };
  const line = (name: string, ...cells: string[]) =>
    h("tr", {}, h("th", { scope: "row" }, name), ...cells.map((one) => h("td", { class: "number" }, one)));
  const both = (name: "auroc" | "brier" | "observed_expected" | "slope", decimals: number) =>
    line(text.judged[name], say(before[name], decimals), say(after[name], decimals));
  const head = [text.before, text.after].map((one) => h("th", { scope: "col", class: "number" }, one));
  const told = h(
    "div",
    { class: "scroll" },
    h(
      "table",
      { class: "codes" },
      h(
        "caption",
        {},
        `${text.rowsAndCases(wording.number(rows), wording.number(events))}; ${textOf(text.refits, refitted)}`,
      ),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, text.figure), ...head)),
      h(
        "tbody",
        {},
        both("auroc", 3),
        both("brier", 4),
        line(text.judged.change, "", say(change, 4)),
        both("observed_expected", 2),
        both("slope", 2),
      ),
    ),
  );
  told.tabIndex = 0;
  told.setAttribute("role", "region");
  told.setAttribute("aria-label", wording.labels.output[output]);
  const curves = [
    { name: text.before, kind: "before", points: before.curve },
    { name: text.after, kind: "after", points: after.curve },
  ];
  return calibrationFigure(state, output, curves, told);
}

function refitTable(state: State, name: string, { refitted, reason, before, after }: Refit): HTMLElement {
  const { text, wording } = state;
  const why = [textOf(text.refits, refitted)];
  if (reason !== null) why.push(textOf(text.codes, reason));
  return figuresTable(state, `${name}: ${why.join("; ")}`, before, after, text.figures, (value) =>
    Number.isInteger(value) ? wording.number(value) : wording.fixed(value, 3),
  );
}

function figuresTable(
  { text }: State,
  caption: string,
  before: Figures | null,
  after: Figures | null,
  names: Record<string, string>,
  format: (value: number) => string,
): HTMLElement {
  const cell = (value: unknown) =>
    h("td", { class: "number" }, typeof value === "number" ? format(value) : "–");
  return h(
    "table",
    { class: "codes" },
    h("caption", {}, caption),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, text.figure),
        h("th", { scope: "col", class: "number" }, text.before),
        h("th", { scope: "col", class: "number" }, text.after),
      ),
    ),
    h(
      "tbody",
      {},
      ...Object.entries(names)
        .filter(([key]) => typeof (before?.[key] ?? after?.[key]) === "number")
        .map(([key, name]) =>
          h("tr", {}, h("th", { scope: "row" }, name), cell(before?.[key]), cell(after?.[key])),
        ),
    ),
  );
}
