import type { Score, ScoreResult } from "../types.js";
import type { Assessment } from "../assessment.js";
import { h } from "./dom.js";
import type { Wording } from "./wording.js";

/** The published scores next to the estimate: points or range, band, referral, missing items, citation. */
export function scoreCards(
  scores: NonNullable<Assessment["scores"]>,
  wording: Wording,
  opened: Set<string>,
): HTMLElement {
  return h(
    "section",
    { class: "scores", part: "scores" },
    h("h4", {}, wording.text.scores),
    h(
      "div",
      { class: "cards" },
      ...Object.values(scores).map((result) =>
        card(result, wording.scores.get(result.name), wording, opened),
      ),
    ),
  );
}

/** The points as far as known: a number or a range. */
export function pointsOf(result: ScoreResult, wording: Wording): string {
  const { text } = wording;
  const points =
    result.points === null
      ? text.pointsOpen(wording.number(result.points_min), wording.number(result.points_max))
      : wording.number(result.points);
  return `${points} ${text.points}`;
}

/** The band, or that it is undetermined. */
export function bandOf(result: ScoreResult, wording: Wording): string {
  return result.band === null ? wording.text.bandOpen : wording.band(result.name, result.band);
}

/** The cut-off and whether the points reach it; `null` if the score has none. */
export function referralOf({ referral }: ScoreResult, wording: Wording): string | null {
  const { text } = wording;
  if (referral === null) return null;
  const advised =
    referral.advised === null ? text.bandOpen : referral.advised ? text.advised : text.notAdvised;
  return `${text.referral(wording.number(referral.cut))}: ${advised}`;
}

function card(
  result: ScoreResult,
  score: Score | undefined,
  wording: Wording,
  opened: Set<string>,
): HTMLElement {
  const { text } = wording;
  const [low = 0, high = 0] = score?.range ?? [];
  const open = result.items.filter((item) => item.points_min !== item.points_max);
  const title = (field: string | null, item: string) => wording.title(field ?? item);
  return h(
    "article",
    { class: "card", part: "score" },
    h(
      "h5",
      {},
      wording.score(result.name),
      " ",
      h("small", {}, text.scoreRange(wording.number(low), wording.number(high))),
    ),
    h("p", { class: "figure" }, h("strong", {}, pointsOf(result, wording))),
    h("p", {}, `${text.band}: ${bandOf(result, wording)}`),
    h(
      "p",
      {},
      ...(result.referral === null && score ? cutsOf(score, wording) : [referralOf(result, wording)]),
    ),
    open.length > 0 &&
      h(
        "p",
        { class: "help" },
        `${text.openItems} ${open.map(({ field, item }) => question(item, score) ?? title(field, item)).join(", ")}`,
      ),
    score &&
      h(
        "details",
        { "data-group": score.name, open: opened.has(score.name) },
        h("summary", {}, text.aboutScore),
        // The engine only has these texts in English.
        h(
          "div",
          { lang: "en" },
          h("p", {}, score.title),
          h("p", {}, `${score.population}. ${score.outcome}.`),
          h("p", {}, score.note),
        ),
        h("p", { lang: "en" }, result.citation),
      ),
    h("p", { class: "citation only-print", lang: "en" }, result.citation),
  );
}

/** The published cut-offs, where they disagree. */
function cutsOf({ other_cuts }: Score, wording: Wording): (Node | string)[] {
  const cuts = other_cuts.map(({ points, source }) => `${wording.number(points)} (${source})`).join("; ");
  return [`${wording.text.noCut} `, h("span", { lang: "en" }, cuts)];
}

/** The question for an item that no field covers. */
function question(item: string, score: Score | undefined): string | null {
  return score?.items.find((one) => one.item === item)?.question ?? null;
}
