import type { Level, ModelInfo, NextStepCode, Output, Prediction } from "../types.js";
import type { Assessment } from "../assessment.js";
import { h } from "./dom.js";
import { explanation } from "./explanation.js";
import { people } from "./people.js";
import { enteredOf, imputedOf, reportText } from "./report.js";
import { glucoseScale } from "./scale.js";
import { scoreCards } from "./scores.js";
import type { Wording } from "./wording.js";

/** What outlives a redrawing of the result. */
export interface Shown {
  /** The explained output. */
  output: Output;
  /** Names of the unfolded parts. */
  opened: Set<string>;
}

/** The answer for a valid record. */
export function result(assessment: Assessment, info: ModelInfo, wording: Wording, shown: Shown): Node[] {
  const { prediction, scores, record } = assessment;
  const { text } = wording;
  const time = new Date();
  const glucose = record.glucosa_ayunas;
  // Beside an abnormal measured value the text leaves the estimated level out, and so does its frame.
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

/** Whose colour an answer has: that of a low risk only where nothing has to be done. */
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

/** Measured values in the words of their category; in pregnancy they have none, and a glucose that is too low has none. */
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

/** On paper the form is a table of what was entered. */
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

/** Where the clipboard is closed to the page the text is shown, selected. */
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
