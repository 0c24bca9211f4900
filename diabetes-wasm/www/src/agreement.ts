import { scaleLinear } from "d3-scale";
import { h, svg } from "../../js/src/element/dom.js";
import type { DiabetesError } from "../../js/src/index.js";
import type { Agreement, CurvePoint, Output } from "../../js/src/types.js";
import type { Background } from "./background.js";
import type { State } from "./state.js";

const SIZE = 260;
const LEFT = 48;
const RIGHT = 236;
const BOTTOM = 216;

/** A curve with its name and the class of its colour. */
export interface Curve {
  name: string;
  kind: string;
  points: CurvePoint[];
}

/** Whether what was predicted for a file is what was measured in it; empty if it has too few outcomes. */
export function agreementPlace(state: State, background: Background): HTMLElement {
  const place = h("div", { class: "stack agreement-place" });
  const draw = async (): Promise<void> => {
    try {
      const agreement = await background.ask("agreement", null);
      if (agreement) place.append(agreementSection(state, agreement));
    } catch (thrown) {
      const { code, message } = thrown as DiabetesError;
      if (code !== "cancelled") place.append(h("p", { class: "notice" }, state.failure(code, message)));
    }
  };
  void draw();
  return place;
}

function agreementSection(state: State, agreement: Agreement): HTMLElement {
  const { text, wording } = state;
  return h(
    "section",
    { class: "card", "aria-labelledby": "agreement-title" },
    h("h3", { id: "agreement-title" }, text.agreement),
    h("p", { class: "muted" }, text.agreementNote),
    h(
      "div",
      { class: "charts" },
      ...(["diabetes", "dysglycaemia"] as const).flatMap((output) => {
        const found = agreement[output];
        if (!found) return [];
        const { observed_expected: ratio, auroc } = found;
        return [
          calibrationFigure(
            state,
            output,
            [{ name: text.observed, kind: "after", points: found.curve }],
            h(
              "p",
              {},
              ratio.value !== null && text.ratio(wording.fixed(ratio.value, 2)),
              auroc.value !== null && ` ${text.area(wording.fixed(auroc.value, 2))}`,
            ),
          ),
        ];
      }),
    ),
  );
}

/** Observed against predicted, with the line on which both are equal. */
export function calibrationFigure(
  state: State,
  output: Output,
  curves: Curve[],
  told?: HTMLElement,
): HTMLElement {
  const { text, wording } = state;
  const percent = (value: number) => `${wording.number(100 * value, 1)} %`;
  const all = curves.flatMap(({ points }) => points);
  const last = Math.max(...all.flatMap(({ predicted, high }) => [predicted, high]));
  const scale = scaleLinear().domain([0, last]).nice(4);
  const end = scale.domain()[1] ?? 1;
  const fine = scale.ticks(4);
  // Labels of more would touch.
  const ticks = fine.length > 5 ? fine.filter((_, index) => index % 2 === 0) : fine;
  const x = scale.copy().range([LEFT, RIGHT]);
  const y = scale.copy().range([BOTTOM, 8]);
  const title = wording.labels.output[output];
  const label = (at: [number, number], value: string, anchor: string) =>
    svg("text", { class: "tick", x: at[0], y: at[1], "text-anchor": anchor }, value);
  return h(
    "figure",
    {},
    h("figcaption", {}, h("h4", {}, title)),
    svg(
      "svg",
      {
        class: "agreement",
        viewBox: `0 0 ${SIZE} ${SIZE}`,
        role: "img",
        "aria-label": `${title}: ${text.agreementAxes}. ${text.chartTable}.`,
      },
      ...ticks.flatMap((tick) => [
        svg("line", { class: "grid", x1: LEFT, x2: RIGHT, y1: y(tick), y2: y(tick) }),
        label([LEFT - 5, y(tick) + 4], percent(tick), "end"),
        label([x(tick), BOTTOM + 16], percent(tick), "middle"),
      ]),
      svg("line", { class: "even", x1: x(0), y1: y(0), x2: x(end), y2: y(end) }),
      ...curves.flatMap(({ kind, points }, index) => [
        svg("polyline", {
          class: `curve ${kind}`,
          points: points.map(({ predicted, observed }) => `${x(predicted)},${y(observed)}`).join(" "),
        }),
        ...points.flatMap(({ predicted, observed, low, high }) => [
          svg("line", {
            class: `curve ${kind}`,
            x1: x(predicted),
            x2: x(predicted),
            y1: y(low),
            y2: y(high),
          }),
          index === 0
            ? svg("circle", { class: kind, cx: x(predicted), cy: y(observed), r: 4 })
            : svg("rect", { class: kind, x: x(predicted) - 4, y: y(observed) - 4, width: 8, height: 8 }),
        ]),
      ]),
      label([(LEFT + RIGHT) / 2, SIZE - 10], text.predicted, "middle"),
    ),
    curves.length > 1 &&
      h(
        "p",
        { class: "row" },
        ...curves.map(({ name, kind }, index) =>
          h("span", { class: `key ${kind}` }, `${index === 0 ? "●" : "■"} ${name}`),
        ),
      ),
    told,
    h(
      "details",
      {},
      h("summary", {}, text.chartTable),
      ...curves.map(({ name, points }) =>
        h(
          "table",
          { class: "codes" },
          h("caption", {}, name),
          h(
            "thead",
            {},
            h(
              "tr",
              {},
              ...[text.predicted, text.observed, text.interval, text.count].map((one) =>
                h("th", { scope: "col", class: "number" }, one),
              ),
            ),
          ),
          h(
            "tbody",
            {},
            ...points.map(({ predicted, observed, low, high, rows }) =>
              h(
                "tr",
                {},
                ...[
                  percent(predicted),
                  percent(observed),
                  text.span(percent(low), percent(high)),
                  wording.number(rows),
                ].map((one) => h("td", { class: "number" }, one)),
              ),
            ),
          ),
        ),
      ),
    ),
  );
}
