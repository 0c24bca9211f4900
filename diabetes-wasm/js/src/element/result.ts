import type { Level, ModelInfo, NextStepCode, Output, Prediction } from "../types.js";
import type { Assessment } from "../assessment.js";
import { h } from "./dom.js";
import { explanation } from "./explanation.js";
import { people } from "./people.js";
import { enteredOf, imputedOf, reportText } from "./report.js";
import { glucoseScale } from "./scale.js";
import { scoreCards } from "./scores.js";
import type { Wording } from "./wording.js";

/** The state that survives redrawing the result. */
export interface Shown {
  /** The explained output. */
  output: Output;
  /** Names of the expanded parts. */
  opened: Set<string>;
}

/** The answer for a valid record. */
export function result(assessment: Assessment, info: ModelInfo, wording: Wording, shown: Shown): Node[] {
  const { prediction, scores, record } = assessment;
  const { text } = wording;
  const time = new Date();
  const glucose = record.glucosa_ayunas;
  // Next to an abnormal measured value, the text omits the estimated level, so the frame does too.
  const isAbnormal = Object.values(prediction.measured).some(({ confirm }) => confirm);
  const parts = [
    info.synthetic !== false &&
      h("p", { class: "notice", role: "alert" }, info.synthetic ? text.synthetic : text.unstated),
    listed("measured", text.measured, measuredOf(prediction, wording)),
    prediction.not_applicable === null
      ? headline(prediction, isAbnormal ? null : prediction.risk_level, wording)
      : refusal(prediction.interpretation, wording),
    listed(
      "notice",
      text.warnings,
      prediction.warnings.map(({ message }) => wording.sentence(message)),
    ),
    h(
      "div",
      { class: "figures" },
      prediction.probabilities && people(prediction.probabilities, wording),
      glucoseScale(prediction, typeof glucose === "number" ? glucose : undefined, wording),
    ),
    explanation(assessment, info, wording, shown),
    listed("imputed", text.imputed, imputedOf(assessment, wording), text.imputedNote),
    scores && scoreCards(scores, wording, shown.opened),
    entered(assessment, wording),
    footer(assessment, wording, time),
  ];
  return parts.filter((part) => part !== null && part !== false);
}

/** Why there are no figures. */
export function refusal(reason: string, { text }: Wording): HTMLElement {
  return h(
    "div",
    { class: "notice", part: "not-applicable" },
    h("h4", {}, text.notApplicable),
    h("p", {}, reason),
    h("p", {}, text.noFigures),
  );
}

/** The level whose colour an answer gets; the low-risk colour only if nothing needs to be done. */
export function toneOf({
  urgent,
  next_step: step,
  risk_level: level,
}: Pick<Prediction, "urgent" | "risk_level"> & { next_step: { code: NextStepCode } }): Level | null {
  if (urgent.length > 0 || step.code === "clinician" || step.code === "confirm") return "Alto";
  if (step.code === "usual" || step.code === "repeat_3_years") return "Bajo";
  if (step.code === "own_care" || step.code === "unknown") return null;
  return step.code === "test" && level === "Alto" ? "Alto" : "Moderado";
}

function headline(prediction: Prediction, level: Level | null, { text }: Wording): HTMLElement {
  const { interpretation } = prediction;
  return h(
    "div",
    { class: `headline ${toneOf(prediction) ?? ""}`, part: "headline" },
    level &&
      h("p", { class: "level", part: "risk-level" }, `${text.risk}: `, h("strong", {}, text.levels[level])),
    h("p", { class: "interpretation", part: "interpretation" }, interpretation),
  );
}

/** Measured values with their category; there is none in pregnancy, or for a glucose that is too low. */
export function measuredOf({ measured }: Pick<Prediction, "measured">, wording: Wording): string[] {
  const { text } = wording;
  return Object.entries(measured).flatMap(([field, { category }]) =>
    category === null ? [] : `${wording.title(field)}: ${text.inRange[category]}`,
  );
}

function listed(name: string, title: string, items: string[], note?: string): HTMLElement | null {
  if (items.length === 0) return null;
  return h(
    "section",
    { class: name, part: name },
    h("h4", {}, title),
    note !== undefined && h("p", { class: "help" }, note),
    h("ul", {}, ...items.map((item) => h("li", {}, item))),
  );
}

/** When printed, the form is replaced by a table of the entries. */
function entered(assessment: Assessment, wording: Wording): HTMLElement {
  return h(
    "section",
    { class: "entered only-print" },
    h("h4", {}, wording.text.entered),
    h(
      "dl",
      {},
      ...enteredOf(assessment, wording).map(([title, value]) =>
        h("div", {}, h("dt", {}, title), h("dd", {}, value)),
      ),
    ),
  );
}

function footer(assessment: Assessment, wording: Wording, time: Date): HTMLElement {
  const { text } = wording;
  const { name, version, hash } = assessment.model;
  const said = h("p", { class: "help", role: "status" });
  const copy = h("button", { type: "button", part: "copy" }, text.copy);
  copy.addEventListener("click", () => void copyText(reportText(assessment, wording, time), said, wording));
  const print = h("button", { type: "button", part: "print" }, text.print);
  print.addEventListener("click", () => {
    window.print();
  });
  return h(
    "footer",
    { part: "model" },
    h("div", { class: "actions" }, copy, print),
    said,
    h("p", { class: "help" }, `${text.model}: ${name} ${version}. ${text.date}: ${wording.moment(time)}.`),
    h("p", { class: "help hash" }, `${text.hash}: ${hash}`),
    h("p", { class: "help" }, text.reservation),
  );
}

/** Copies the text; if the page may not use the clipboard, the text is shown, selected. */
async function copyText(report: string, said: HTMLElement, { text }: Wording): Promise<void> {
  try {
    await navigator.clipboard.writeText(report);
    said.textContent = text.copied;
  } catch {
    const box = h("textarea", { readonly: true, rows: 8, "aria-label": text.copyByHand }, report);
    said.replaceChildren(text.copyByHand, box);
    box.select();
  }
}
