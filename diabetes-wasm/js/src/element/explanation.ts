import { scaleLinear } from "d3-scale";
import type { Contribution, ModelInfo, Output, Prediction } from "../types.js";
import type { Assessment } from "../assessment.js";
import { outputsOf, slopeOf } from "./assessment.js";
import { h, svg } from "./dom.js";
import type { Wording } from "./wording.js";

/** The explanation of each output: a switch, and a table whose rows are the bars of a chart. */
export function explanation(
  { explanation: outputs, prediction }: Assessment,
  info: ModelInfo,
  wording: Wording,
  chosen: { output: Output },
): HTMLElement | null {
  const offered = outputsOf(info)
    .reverse()
    .filter((output) => outputs[output]);
  if (offered.length === 0) return null;
  const panel = h("div", {
    class: "panel",
    role: "region",
    "aria-live": "polite",
    "aria-label": wording.text.explanation,
  });
  const heading = h("h4");
  const draw = () => {
    const output = offered.includes(chosen.output) ? chosen.output : offered[0];
    if (output === undefined) return;
    heading.textContent = `${wording.text.explanation}: ${wording.text.outputs[output]}`;
    panel.replaceChildren(
      ...table(output, outputs[output] ?? [], slopeOf(info, output), prediction, wording),
    );
  };
  const choice = h("fieldset", { class: "tabs" }, h("legend", { class: "hidden" }, wording.text.explanation));
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
    choice.append(h("label", { for: input.id }, input, h("span", {}, wording.text.outputs[output])));
  }
  draw();
  return h("section", { class: "explanation", part: "explanation" }, heading, choice, panel);
}

/** The points after calibration: mg/dL for glucose, otherwise odds ratios. */
function table(
  output: Output,
  contributions: Contribution[],
  slope: number,
  prediction: Prediction,
  wording: Wording,
): HTMLElement[] {
  const { text } = wording;
  const isGlucose = output === "glucose";
  const terms = contributions
    .filter(({ field }) => field !== "base")
    .map(({ field, value, points }) => ({ field, value, points: slope * points }))
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  const largest = Math.abs(terms[0]?.points ?? 0);
  const x = scaleLinear().domain([-largest, largest]).range([0, 100]);
  const amount = (points: number) =>
    isGlucose ? wording.signed(points, 1) : `×${wording.fixed(Math.exp(points), 2)}`;
  const rows = terms.map(({ field, value, points }) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, wording.title(field)),
      h("td", {}, value === null ? text.missing : wording.value(field, value)),
      h("td", { class: "bar" }, largest > 0 && bar(points, x)),
      h("td", { class: "number" }, amount(points)),
    ),
  );
  const { field, value, effect, points, factor } = text.columns;
  const column = (name: string, kind?: string) => h("th", { scope: "col", class: kind }, name);
  const head = [
    column(field),
    column(value),
    column(effect, "bar"),
    column(isGlucose ? points : factor, "number"),
  ];
  const glucose = isGlucose ? prediction.glucose_mg_dl : null;
  const average = glucose === null ? null : terms.reduce((left, term) => left - term.points, glucose);
  return [
    h("p", { class: "help" }, isGlucose ? text.explanationNote.glucose : text.explanationNote.probability),
    h(
      "table",
      { class: "bars" },
      h("caption", { class: "hidden" }, `${text.explanation}: ${text.outputs[output]}`),
      h("thead", {}, h("tr", {}, ...head)),
      h(
        "tbody",
        {},
        average !== null && ending(text.base, `${wording.number(average, 1)} mg/dL`),
        ...rows,
        total(output, prediction, wording),
      ),
    ),
  ];
}

function bar(points: number, x: (value: number) => number): SVGElement {
  const [from, to] = points < 0 ? [x(points), x(0)] : [x(0), x(points)];
  return svg(
    "svg",
    { width: "100%", height: 14, "aria-hidden": "true" },
    svg("rect", {
      class: points < 0 ? "lower" : "raise",
      x: `${from}%`,
      y: 1,
      width: `${to - from}%`,
      height: 12,
    }),
    svg("line", { class: "zero", x1: "50%", x2: "50%", y1: 0, y2: 14 }),
  );
}

/** The result of the terms, taken from the prediction itself. */
function total(
  output: Output,
  { glucose_mg_dl, probabilities }: Prediction,
  wording: Wording,
): HTMLElement | null {
  const { total: name } = wording.text;
  if (output === "glucose")
    return glucose_mg_dl === null ? null : ending(name, `${wording.number(glucose_mg_dl, 1)} mg/dL`);
  if (probabilities === null) return null;
  const probability =
    output === "diabetes" ? probabilities.Diabetes : probabilities.Prediabetes + probabilities.Diabetes;
  return ending(name, `${wording.number(probability * 100, 1)} %`);
}

function ending(name: string, figure: string): HTMLElement {
  return h(
    "tr",
    { class: "ending" },
    h("th", { scope: "row", colspan: 2 }, name),
    h("td", { colspan: 2, class: "number" }, figure),
  );
}
