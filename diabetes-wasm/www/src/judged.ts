import { h } from "../../js/src/element/dom.js";
import type { Estimate, Output, RecalibrationJudgement } from "../../js/src/types.js";
import { calibrationFigure } from "./agreement.js";
import type { State } from "./state.js";
import { textOf } from "./text.js";

/** A probability before and after: the curves, and the figures with their intervals. */
export function judged(
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
