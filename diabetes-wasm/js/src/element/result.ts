import type { Assessment } from "../assessment.js";
import { advice } from "../index.js";
import type { Level, ModelInfo, NextStepCode, Prediction, ScoreResult } from "../types.js";
import { restOf, urgentTexts } from "./advice.js";
import type { Answered } from "./answered.js";
import { averagePeer, type Swing } from "./comparison.js";
import { h } from "./dom.js";
import { explanation } from "./explanation.js";
import { people } from "./people.js";
import { reportText } from "./report.js";
import { glucoseScale } from "./scale.js";
import { advises, scoreCards } from "./scores.js";
import { entered, patientLine, signature } from "./sheet.js";
import type { Wording } from "./wording.js";

/** The answer for a valid record: what to do first, then people of 100, then what a professional asks. */
export function result(answered: Answered): Node[] {
  const { assessment, info, wording, shown, shows, scores } = answered;
  const { prediction, record } = assessment;
  const { text } = wording;
  const time = new Date();
  // A glucose that is too low lies in no zone.
  const hasZone = prediction.measured.glucosa_ayunas?.category != null;
  const glucose = hasZone ? record.glucosa_ayunas : undefined;
  // Next to an abnormal measured value the estimate steps back.
  const isAbnormal = Object.values(prediction.measured).some(({ confirm }) => confirm);
  const hundred = [
    shows("people") && prediction.probabilities && people(prediction.probabilities, wording),
    peer(assessment, info, wording),
  ];
  const parts = [
    patientLine(wording, time),
    info.synthetic !== false &&
      h("p", { class: "notice", role: "alert" }, info.synthetic ? text.synthetic : text.unstated),
    whatToDo(assessment, isAbnormal ? null : prediction.risk_level, scores, wording),
    listed("measured", text.measured, measuredOf(prediction, wording, { ...record }), wording),
    listed(
      "notice",
      text.warnings,
      prediction.warnings.filter(({ code }) => code !== "unit_doubtful").map(({ message }) => message),
      wording,
    ),
    prediction.not_applicable !== null && refusal(null, wording),
    ...(isAbnormal ? [] : hundred),
    entered(assessment, answered.order, wording),
    prediction.not_applicable === null &&
      h(
        "details",
        {
          class: "professional",
          part: "professional",
          "data-group": "professional",
          open: shown.opened.has("professional"),
        },
        h("summary", {}, text.professional),
        h("p", { class: "interpretation", part: "interpretation" }, restOf(prediction, wording)),
        ...(isAbnormal ? hundred : []),
        shows("glucose") &&
          glucoseScale(prediction, typeof glucose === "number" ? glucose : undefined, wording),
        riskRange(prediction, wording),
        shows("explanation") && explanation(assessment, info, wording, shown),
        shows("missing") && missing(answered.swings, wording),
      ),
    scoreCards(scores, wording, shown.opened),
    footer(answered, time),
    signature(wording),
  ];
  return parts.filter((part) => part !== null && part !== false);
}

/** Why there are no figures; without a reason, what to do says it. */
export function refusal(reason: string | null, wording: Wording): HTMLElement {
  return h(
    "div",
    { class: "notice", part: "not-applicable" },
    wording.heading(2, wording.text.notApplicable),
    reason !== null && h("p", {}, reason),
    h("p", {}, wording.text.noFigures),
  );
}

/**
 * The level whose colour an answer gets; no calm colour if something else speaks for a test or a clinician: a published
 * score that is shown, or symptoms.
 */
export function toneOf(
  {
    urgent,
    next_step: step,
    risk_level: level,
  }: Pick<Prediction, "urgent" | "risk_level"> & { next_step: { code: NextStepCode } },
  dissent = false,
): Level | null {
  if (urgent.length > 0 || step.code === "clinician" || step.code === "confirm") return "Alto";
  if (step.code === "usual" || step.code === "repeat_3_years") return dissent ? "Moderado" : "Bajo";
  if (step.code === "own_care" || step.code === "unknown") return dissent ? "Moderado" : null;
  return step.code === "test" && level === "Alto" ? "Alto" : "Moderado";
}

/** The one box that says what to do now: what is urgent, and the next step. */
function whatToDo(
  { prediction, record }: Assessment,
  level: Level | null,
  scores: ScoreResult[],
  wording: Wording,
): HTMLElement {
  const { text, labels } = wording;
  const { next_step: step } = prediction;
  // A test that was done has answered what a score asks for.
  const dissent =
    step.code === "usual"
      ? scores.filter((score) => advises(score, wording)).map(({ name }) => wording.score(name))
      : [];
  return h(
    "section",
    {
      class: `headline ${toneOf(prediction, dissent.length > 0 || record.sintomas === "Si") ?? ""}`,
      part: "headline",
    },
    wording.heading(2, text.now),
    ...doubts(prediction).map((doubt) => h("p", { class: "doubt" }, doubt)),
    ...urgentLines(prediction.urgent, wording),
    h("p", { class: "step", part: "next-step" }, step.text),
    dissent.length > 0 && h("p", { class: "dissent", part: "dissent" }, text.dissent(dissent.join(", "))),
    level !== null &&
      h(
        "p",
        { class: "level", part: "risk-level" },
        `${text.risk}: `,
        h("strong", {}, labels.risk_level[level]),
      ),
    sources(prediction, wording),
  );
}

/** What is urgent in a record that cannot be answered yet. */
export function urgentBox(codes: Prediction["urgent"], wording: Wording): HTMLElement | null {
  if (codes.length === 0) return null;
  return h(
    "section",
    { class: "headline Alto", part: "headline" },
    wording.heading(2, wording.text.now),
    ...urgentLines(codes, wording),
  );
}

function urgentLines(urgent: Prediction["urgent"], wording: Wording): HTMLElement[] {
  return urgentTexts({ urgent }, wording).map((text) => h("p", { class: "urgent", part: "urgent" }, text));
}

/** Questions about a unit: they come before what follows from the value. */
function doubts({ warnings }: Prediction): string[] {
  return warnings.filter(({ code }) => code === "unit_doubtful").map(({ message }) => message);
}

/** The sources of what is urgent and of the next step, each once. */
function sources({ urgent, next_step: { source } }: Prediction, wording: Wording): HTMLElement | null {
  const own = advice(wording.locale).filter(({ code }) => urgent.some((one) => one === code));
  const all = new Set([...own.map(({ source }) => source), source].filter((one) => one !== null));
  if (all.size === 0) return null;
  // The names of publications are English in every language.
  const english = new Set([...advice("en").map(({ source }) => source), source]);
  return h(
    "p",
    { class: "help" },
    `${wording.text.source}: `,
    ...[...all].flatMap((one, place) => [
      place === 0 ? "" : " · ",
      h("span", { lang: english.has(one) ? "en" : undefined }, one),
    ]),
  );
}

/** The person beside the average person of the same age and sex. */
function peer(assessment: Assessment, info: ModelInfo, wording: Wording): HTMLElement | null {
  const average = averagePeer(assessment, info);
  return average === null ? null : h("p", { part: "peer" }, wording.text.peer(wording.of100(average)));
}

/** Measured values, as far as the record is given, with their category, if they have one. */
export function measuredOf(
  { measured }: Pick<Prediction, "measured">,
  wording: Wording,
  record: Record<string, unknown> = {},
): string[] {
  return Object.entries(measured).flatMap(([field, { category }]) => {
    const value = record[field];
    const parts = [
      ...(typeof value === "number" ? [wording.value(field, value)] : []),
      ...(category === null ? [] : [wording.labels.category[category]]),
    ];
    return parts.length === 0 ? [] : `${wording.title(field)}: ${parts.join(", ")}`;
  });
}

function riskRange({ risk_interval: range }: Prediction, wording: Wording): HTMLElement | null {
  if (range === null) return null;
  const [low, high] = range;
  return h(
    "p",
    { part: "risk-interval" },
    wording.text.riskRange(wording.percent(low), wording.percent(high)),
  );
}

/** What was missing and how far an answer could move the risk, the widest swing first. */
function missing(swings: Swing[], wording: Wording): HTMLElement | null {
  const { text } = wording;
  const items = swings.map(({ field, low, high }) => {
    const [from, to] = [wording.of100(low), wording.of100(high)];
    return `${wording.title(field)}: ${from === to ? text.noSwing(from) : text.swing(from, to)}`;
  });
  return listed("imputed", text.imputed, items, wording, text.imputedNote);
}

function listed(
  name: string,
  title: string,
  items: string[],
  wording: Wording,
  note?: string,
): HTMLElement | null {
  if (items.length === 0) return null;
  return h(
    "section",
    { class: name, part: name },
    wording.heading(2, title),
    note !== undefined && h("p", { class: "help" }, note),
    h("ul", {}, ...items.map((item) => h("li", {}, item))),
  );
}

function footer(answered: Answered, time: Date): HTMLElement {
  const { assessment, info, wording } = answered;
  const { text, locale } = wording;
  const { name, version, hash } = assessment.model;
  const said = h("p", { class: "help said", role: "status" });
  const copy = h("button", { type: "button", part: "copy" }, text.copy);
  copy.addEventListener("click", () => void copyText(reportText(answered, time), said, wording));
  const print = h("button", { type: "button", part: "print" }, text.print);
  print.addEventListener("click", () => {
    window.print();
  });
  const origin = info.origin?.[locale];
  return h(
    "footer",
    { part: "model" },
    answered.shows("actions") && h("div", { class: "actions" }, copy, print),
    said,
    origin !== undefined && h("p", { class: "help" }, origin),
    h("p", { class: "help" }, `${text.model}: ${name}, ${text.version} ${version}. ${wording.moment(time)}.`),
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
