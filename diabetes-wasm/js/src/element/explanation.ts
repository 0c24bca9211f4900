import { scaleLinear, type ScaleLinear } from "d3-scale";
import type { Contribution, ModelInfo, Output, Prediction } from "../types.js";
import type { Assessment } from "../assessment.js";
import { outputsOf } from "./assessment.js";
import { h, svg } from "./dom.js";
import type { Wording } from "./wording.js";

/** The explanation of each output: a switch, and a table whose rows are the steps of a waterfall. */
export function explanation(
  { explanation: outputs, prediction }: Assessment,
  info: ModelInfo,
  wording: Wording,
  chosen: { output: Output },
): HTMLElement | null {
  const { text } = wording;
  const offered = outputsOf(info)
    .reverse()
    .filter((output) => outputs[output]);
  if (offered.length === 0) return null;
  const panel = h("div", { class: "panel" });
  const draw = () => {
    const output = offered.includes(chosen.output) ? chosen.output : offered[0];
    if (output === undefined) return;
    panel.replaceChildren(waterfall(output, outputs[output] ?? [], prediction, wording));
  };
  const choice = h("fieldset", { class: "tabs" }, h("legend", { class: "hidden" }, text.explanation));
  for (const output of offered) {
    const input = h("input", {
      type: "radio",
      name: "output",
      value: output,
      id: `output-${output}`,
      checked: output === chosen.output,
    });
    input.addEventListener("change", () => {
      chosen.output = output;
      draw();
    });
    choice.append(h("label", { for: input.id }, input, h("span", {}, wording.labels.output[output])));
  }
  draw();
  return h(
    "section",
    { class: "explanation", part: "explanation" },
    wording.heading(2, text.explanation),
    choice,
    h("p", { class: "help" }, text.explanationNote),
    panel,
  );
}

/** A step from one score to another. */
interface Step {
  name: string;
  value: string;
  from: number;
  to: number;
}

/** From the average person to this one, the largest step first; calibration, if it changes anything, is the last. */
function waterfall(
  output: Output,
  contributions: Contribution[],
  prediction: Prediction,
  wording: Wording,
): HTMLElement {
  const { text } = wording;
  const end = endOf(output, prediction);
  let score = contributions.find(({ field }) => field === "base")?.points ?? 0;
  const start = score;
  const terms = contributions
    // A missing value counts as the average: it moves nothing.
    .filter(({ field, points }) => field !== "base" && points !== 0)
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  const steps = terms.map(({ field, value, points }): Step => {
    const from = score;
    score += points;
    const shown = value === null ? text.missing : wording.value(field, value);
    return { name: wording.title(field), value: shown, from, to: score };
  });
  if (Math.abs(end - score) > 1e-9) steps.push({ name: text.calibration, value: "", from: score, to: end });
  const ends = steps.flatMap(({ from, to }) => [from, to]);
  const x = scaleLinear()
    .domain([Math.min(start, ...ends), Math.max(start, ...ends)])
    .range([1, 99]);
  const figure = (at: number) =>
    output === "glucose" ? `${wording.number(at, 1)} mg/dL` : wording.percent(probabilityOf(at));
  const column = (name: string, kind?: string) => h("th", { scope: "col", class: kind }, name);
  const { field, value, effect, reached } = text.columns;
  return h(
    "table",
    { class: "bars" },
    h("caption", { class: "hidden" }, `${text.explanation}: ${wording.labels.output[output]}`),
    h(
      "thead",
      {},
      h("tr", {}, column(field), column(value), column(effect, "bar"), column(reached, "number")),
    ),
    h(
      "tbody",
      {},
      ending(text.base, figure(start)),
      ...steps.map((step) =>
        h(
          "tr",
          {},
          h("th", { scope: "row" }, step.name),
          h("td", {}, step.value),
          h("td", { class: "bar" }, bar(step, x)),
          h("td", { class: "number" }, figure(step.to)),
        ),
      ),
      ending(text.total, figure(end)),
    ),
  );
}

/** The place of the answer itself on the scale of the scores. */
function endOf(output: Output, { glucose_mg_dl, probabilities }: Prediction): number {
  if (output === "glucose") return glucose_mg_dl ?? 0;
  const { Diabetes = 0, Prediabetes = 0 } = probabilities ?? {};
  const share = output === "diabetes" ? Diabetes : Diabetes + Prediabetes;
  return Math.log(share / (1 - share));
}

function probabilityOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

function bar({ from, to }: Step, x: ScaleLinear<number, number>): SVGElement {
  const [low, high] = from < to ? [x(from), x(to)] : [x(to), x(from)];
  const kind = to === from ? "" : to > from ? "raise" : "lower";
  return svg(
    "svg",
    { width: "100%", height: 16, "aria-hidden": "true" },
    svg("rect", { class: kind, x: `${low}%`, y: 2, width: `${Math.max(high - low, 0.6)}%`, height: 12 }),
    svg("line", { class: "zero", x1: `${x(to)}%`, x2: `${x(to)}%`, y1: 0, y2: 16 }),
  );
}

function ending(name: string, figure: string): HTMLElement {
  return h(
    "tr",
    { class: "ending" },
    h("th", { scope: "row", colspan: 2 }, name),
    h("td", { colspan: 2, class: "number" }, figure),
  );
}
