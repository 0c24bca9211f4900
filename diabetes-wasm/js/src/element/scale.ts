import { scaleLinear } from "d3-scale";
import { classifyGlucose } from "../index.js";
import type { Category, Prediction } from "../types.js";
import { glucoseCuts } from "./assessment.js";
import { h, svg } from "./dom.js";
import type { Wording } from "./wording.js";

const TOP = 26;
const BOTTOM = 54;
const HEIGHT = 76;

/** The estimated glucose and its interval on the ADA scale, with the measured value if there is one. */
export function glucoseScale(
  prediction: Prediction,
  measured: number | undefined,
  wording: Wording,
): HTMLElement | null {
  const { glucose_mg_dl: estimate, interval, category, confidence } = prediction;
  if (estimate === null || interval === null || category === null) return null;
  const { text } = wording;
  const [low, high] = interval;
  const cuts = glucoseCuts();
  const x = axis(
    [estimate, low, high],
    cuts.map(({ from }) => from),
    measured,
  );
  const percent = (value: number) => `${x(value)}%`;
  const ends = x.domain() as [number, number];
  const isBeyond = measured !== undefined && (measured < ends[0] || measured > ends[1]);
  const mark = isBeyond ? text.beyondScale(`${wording.number(measured, 1)} mg/dL`) : text.measuredMark;
  const starts = [{ from: ends[0], category: classifyGlucose(ends[0]).category }, ...cuts];
  const shown = wording.number(whole(estimate, category));
  const range = text.interval(wording.number(low), wording.number(high));
  return h(
    "figure",
    { class: "scale", part: "scale" },
    h(
      "figcaption",
      {},
      wording.heading(2, text.glucose),
      h(
        "p",
        { class: "figure" },
        h("strong", {}, `${shown} mg/dL`),
        ` ${wording.labels.category[category]} `,
        h("span", {}, `(${range})`),
      ),
    ),
    svg(
      "svg",
      {
        width: "100%",
        height: HEIGHT,
        role: "img",
        "aria-label": `${text.glucose}: ${shown} mg/dL, ${wording.labels.category[category]}; ${range}`,
      },
      ...starts.flatMap((start, index) =>
        zone(start, starts[index + 1]?.from ?? ends[1], percent, text.categories),
      ),
      ...cuts.map(({ from }) => label(percent(from), HEIGHT - 6, wording.number(from), "cut")),
      svg("line", { class: "interval", x1: percent(low), x2: percent(high), y1: 40, y2: 40 }),
      ...[low, high].map((end) =>
        svg("line", { class: "interval end", x1: percent(end), x2: percent(end), y1: 33, y2: 47 }),
      ),
      svg("circle", { class: "estimate", cx: percent(estimate), cy: 40, r: 7 }),
      measured !== undefined &&
        !isBeyond &&
        svg(
          "svg",
          { x: percent(measured), y: 40, overflow: "visible" },
          svg("path", { class: "measured", d: "M0-9 8 0 0 9-8 0z" }),
        ),
    ),
    h(
      "p",
      { class: "help key", "aria-hidden": "true" },
      `● ${text.estimateMark}  ├─┤ ${text.intervalMark}${measured === undefined ? "" : `  ◆ ${mark}`}`,
    ),
    confidence !== null && h("p", { class: "help" }, text.confidence(wording.labels.confidence[confidence])),
  );
}

/** How far from the cut-offs a measured value is still drawn, in distances between them: beyond, names would overlap. */
const FAR = 3;

/** Maps values to percent of the width: both cut-offs with some room, all estimates, and a measured value nearby. */
function axis(estimates: number[], cuts: number[], measured?: number) {
  const [first = 0, last = 0] = [cuts[0], cuts.at(-1)];
  const around = last - first;
  const isNear =
    measured !== undefined && measured >= first - FAR * around && measured <= last + FAR * around;
  const values = isNear ? [...estimates, measured] : estimates;
  return scaleLinear()
    .domain([Math.min(first - around, ...values), Math.max(last + around, ...values)])
    .nice()
    .range([0, 100]);
}

/** Rounds to a whole mg/dL within the category: 125.9 is not diabetes, so it must not read 126. */
function whole(estimate: number, category: Category): number {
  const rounded = Math.round(estimate);
  return classifyGlucose(rounded).category === category ? rounded : Math.floor(estimate);
}

function zone(
  { from, category }: { from: number; category: Category },
  to: number,
  percent: (value: number) => string,
  names: Record<Category, string>,
): SVGElement[] {
  const width = `${parseFloat(percent(to)) - parseFloat(percent(from))}%`;
  return [
    svg("rect", { class: `zone ${category}`, x: percent(from), y: TOP, width, height: BOTTOM - TOP }),
    label(percent((from + to) / 2), TOP - 9, names[category], "zone-name"),
  ];
}

function label(x: string, y: number, text: string, name: string): SVGElement {
  return svg("text", { class: name, x, y, "text-anchor": "middle" }, text);
}
