import { scaleLinear } from "d3-scale";
import { classifyGlucose } from "../../js/src/index.js";
import { glucoseCuts } from "../../js/src/element/assessment.js";
import { h, svg } from "../../js/src/element/dom.js";
import type { Category, Level } from "../../js/src/types.js";
import { APART, type Histogram, type Scored } from "./protocol.js";
import type { State } from "./state.js";
import { LEVEL_KIND } from "./summary.js";

const HEIGHT = 220;
const TOP = 34;
const BOTTOM = 190;

/** A part of the axis with a colour and a name. */
interface Zone {
  from: number;
  kind: Category;
  name: string;
}

interface Chart {
  title: string;
  data: Histogram;
  zones: Zone[];
  /** Formats a value with its unit; `tick` formats it as an axis label. */
  format: (value: number) => string;
  tick: (value: number) => string;
}

/** Charts of the distributions of a file's answers. */
export function charts(state: State, { risk, glucose, priorities }: Scored): HTMLElement | null {
  const { text, wording, model } = state;
  const { categories } = wording.text;
  const levels = wording.levels();
  if (!risk && !glucose) return null;
  const measured = APART.reduce((sum, name) => sum + (priorities[name] ?? 0), 0);
  const cutoffs = model.info.cutoffs as { sensitivity_80: number; specificity_90: number } | null;
  const zone = (from: number, level: Level): Zone => ({ from, kind: LEVEL_KIND[level], name: levels[level] });
  const riskZones: Zone[] = [zone(0, "Bajo")];
  if (cutoffs) {
    riskZones.push(zone(cutoffs.sensitivity_80, "Moderado"), zone(cutoffs.specificity_90, "Alto"));
  }
  const glucoseZones = glucoseCuts().map(({ from, category }) => ({
    from,
    kind: category,
    name: categories[category],
  }));
  const lowest =
    glucose && classifyGlucose(Math.min(glucose.edges[0] ?? 0, glucoseZones[0]?.from ?? 0) - 1).category;
  return h(
    "section",
    { class: "card", "aria-labelledby": "charts-title" },
    h("h3", { id: "charts-title" }, text.charts),
    measured > 0 && h("p", { class: "muted" }, text.chartsWithout(wording.number(measured))),
    h(
      "div",
      { class: "charts" },
      risk &&
        figure(state, {
          title: text.riskChart,
          data: risk,
          zones: riskZones,
          format: (value) => `${wording.number(100 * value, 1)} %`,
          tick: (value) => `${wording.number(100 * value, 1)} %`,
        }),
      glucose &&
        lowest &&
        figure(state, {
          title: text.glucoseChart,
          data: glucose,
          zones: [{ from: -Infinity, kind: lowest, name: categories[lowest] }, ...glucoseZones],
          format: (value) => `${wording.number(value)} mg/dL`,
          tick: (value) => wording.number(value),
        }),
    ),
  );
}

function figure(state: State, chart: Chart): HTMLElement {
  const { text, wording } = state;
  const { title, data, format } = chart;
  const { edges, counts } = data;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const most = counts.indexOf(Math.max(...counts));
  const place = (index: number) => text.between(format(edges[index] ?? 0), format(edges[index + 1] ?? 0));
  const says = text.chartText(
    title,
    wording.number(total),
    format(edges[0] ?? 0),
    format(edges.at(-1) ?? 0),
    place(most),
  );
  return h(
    "figure",
    {},
    h("figcaption", {}, h("h4", {}, title)),
    drawing(state, chart, says),
    h("p", { class: "muted" }, says),
    h(
      "details",
      {},
      h("summary", {}, text.chartTable),
      h(
        "table",
        { class: "codes" },
        h("caption", { class: "hidden" }, title),
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            ...[text.from, text.to, text.count].map((name) =>
              h("th", { scope: "col", class: "number" }, name),
            ),
          ),
        ),
        h(
          "tbody",
          {},
          ...counts.map((count, index) =>
            h(
              "tr",
              {},
              ...[format(edges[index] ?? 0), format(edges[index + 1] ?? 0), wording.number(count)].map(
                (cell) => h("td", { class: "number" }, cell),
              ),
            ),
          ),
        ),
      ),
    ),
  );
}

function drawing({ wording }: State, { data, zones, tick: label }: Chart, says: string): SVGElement {
  const { edges, counts } = data;
  const first = edges[0] ?? 0;
  const last = edges.at(-1) ?? 1;
  const x = scaleLinear().domain([first, last]).range([1, 99]);
  const y = scaleLinear()
    .domain([0, Math.max(...counts)])
    .nice(3)
    .range([BOTTOM, TOP]);
  const shown = zones
    .map((zone, index) => ({
      ...zone,
      from: Math.max(zone.from, first),
      to: Math.min(zones[index + 1]?.from ?? last, last),
    }))
    .filter(({ from, to }) => from < to);
  return svg(
    "svg",
    { class: "histogram", width: "100%", height: HEIGHT, role: "img", "aria-label": says },
    ...shown.map(({ from, to, kind }) =>
      svg("rect", {
        class: `zone ${kind}`,
        x: `${x(from)}%`,
        y: TOP,
        width: `${x(to) - x(from)}%`,
        height: BOTTOM - TOP,
      }),
    ),
    ...y
      .ticks(3)
      .flatMap((tick) => [
        svg("line", { class: "grid", x1: "1%", x2: "99%", y1: y(tick), y2: y(tick) }),
        tick > 0 &&
          svg(
            "text",
            { class: "tick", x: "99%", y: y(tick) - 3, "text-anchor": "end" },
            wording.number(tick),
          ),
      ]),
    ...counts.map((count, index) => {
      const [from, to] = [edges[index] ?? 0, edges[index + 1] ?? 0];
      return svg("rect", {
        class: "column",
        x: `${x(from) + 0.1}%`,
        y: y(count),
        width: `${Math.max(x(to) - x(from) - 0.2, 0.2)}%`,
        height: BOTTOM - y(count),
      });
    }),
    ...shown
      .slice(1)
      .map(({ from }) =>
        svg("line", { class: "cut", x1: `${x(from)}%`, x2: `${x(from)}%`, y1: TOP - 6, y2: BOTTOM }),
      ),
    ...shown.map(({ from, to, name }) =>
      // A name that does not fit is left out; the summary has it.
      x(to) - x(from) > 3 + 1.6 * name.length
        ? svg(
            "text",
            { class: "zone-name", x: `${x((from + to) / 2)}%`, y: TOP - 10, "text-anchor": "middle" },
            name,
          )
        : null,
    ),
    ...x
      .ticks(5)
      .map((tick) =>
        svg(
          "text",
          { class: "tick", x: `${x(tick)}%`, y: BOTTOM + 18, "text-anchor": anchor(x(tick)) },
          label(tick),
        ),
      ),
  );
}

/** Keeps labels at the ends within the drawing. */
function anchor(percent: number): string {
  if (percent < 8) return "start";
  return percent > 92 ? "end" : "middle";
}
