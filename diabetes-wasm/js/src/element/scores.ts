import type { Score, ScoreResult } from "../types.js";
import { h } from "./dom.js";
import type { Wording } from "./wording.js";

/** The published scores next to the estimate: points or range, band, risk, referral, missing items, citation. */
export function scoreCards(
  scores: ScoreResult[],
  wording: Wording,
  opened: ReadonlySet<string>,
): HTMLElement | null {
  if (scores.length === 0) return null;
  return h(
    "section",
    { class: "scores", part: "scores" },
    wording.heading(2, wording.text.scores),
    h("div", { class: "cards" }, ...scores.map((result) => card(result, wording, opened))),
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

/** Whether a score asks for a test: by its cut-off, or, without one, from the lowest of the published ones. */
export function advises({ name, referral, points_min: points }: ScoreResult, wording: Wording): boolean {
  if (referral !== null) return referral.advised === true;
  const cuts = wording.scores.get(name)?.other_cuts ?? [];
  return cuts.length > 0 && points >= Math.min(...cuts.map((cut) => cut.points));
}

/** The cut-off and whether the points reach it; `null` if the score has none. */
export function referralOf({ referral }: ScoreResult, wording: Wording): string | null {
  const { text } = wording;
  if (referral === null) return null;
  const advised =
    referral.advised === null ? text.bandOpen : referral.advised ? text.advised : text.notAdvised;
  return `${text.referral(wording.number(referral.cut))}: ${advised}`;
}

/** The published risk of the points; `null` if the score has none. */
export function riskOf(result: ScoreResult, wording: Wording): string | null {
  const score = wording.scores.get(result.name);
  const at = (points: number) => score?.bands.filter(({ from }) => points >= from).at(-1)?.risk ?? null;
  const [low, high] = [at(result.points_min), at(result.points_max)];
  if (!score || low === null || high === null || score.horizon_years === null) return null;
  const risk = low === high ? low : wording.text.range(low, high);
  return wording.text.riskWithin(wording.number(score.horizon_years), risk);
}

function card(result: ScoreResult, wording: Wording, opened: ReadonlySet<string>): HTMLElement {
  const { text } = wording;
  const score = wording.scores.get(result.name);
  const [low = 0, high = 0] = score?.range ?? [];
  const open = result.items.filter((item) => item.points_min !== item.points_max);
  const title = (field: string | null, item: string) => wording.title(field ?? item);
  const said = [
    `${text.band}: ${bandOf(result, wording)}`,
    riskOf(result, wording),
    referralOf(result, wording) ?? (score && cutsOf(score, wording)),
  ];
  return h(
    "article",
    { class: "card", part: "score" },
    wording.heading(3, wording.score(result.name)),
    h("p", { class: "help" }, text.scoreRange(wording.number(low), wording.number(high))),
    h("p", { class: "figure" }, h("strong", {}, pointsOf(result, wording))),
    ...said.map((one) => (one ? h("p", {}, one) : null)),
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
        h("p", {}, `${score.title}.`),
        h("p", {}, `${score.population}. ${text.outcome}: ${score.outcome}.`),
        h("p", {}, score.note),
        h("p", { lang: "en" }, result.citation),
      ),
    h("p", { class: "citation only-print", lang: "en" }, result.citation),
  );
}

/** The published cut-offs, where they disagree. */
function cutsOf({ other_cuts }: Score, wording: Wording): string | null {
  if (other_cuts.length === 0) return null;
  const cuts = other_cuts.map(({ points, source }) => `${wording.number(points)} (${source})`).join("; ");
  return `${wording.text.noSingleCut} ${cuts}`;
}

/** The question for an item that no field covers. */
function question(item: string, score: Score | undefined): string | null {
  return score?.items.find((one) => one.item === item)?.question ?? null;
}
