import type { Category, Prediction } from "../types.js";
import { h, svg } from "./dom.js";
import type { Wording } from "./wording.js";

const COLUMNS = 20;
const WIDTH = 12;
const HEIGHT = 24;

/** One hundred people by outcome: filled, with a hollow head, or hollow, so as not to rely on colour. */
export function people(
  probabilities: NonNullable<Prediction["probabilities"]>,
  wording: Wording,
): HTMLElement {
  const { text } = wording;
  const counts = countsOf(probabilities);
  const of = (category: Category) =>
    `${said(probabilities[category], counts[category], wording)} ${text.peopleParts[category]}`;
  // The engine lists those with neither first.
  const order = (Object.keys(probabilities) as Category[]).reverse();
  const kinds = order.flatMap((category) => Array<Category>(counts[category]).fill(category));
  return h(
    "figure",
    { class: "people", part: "people" },
    h("figcaption", {}, wording.heading(2, text.people)),
    svg(
      "svg",
      {
        viewBox: `0 0 ${COLUMNS * WIDTH} ${(kinds.length / COLUMNS) * HEIGHT}`,
        role: "img",
        "aria-label": `${text.people}: ${order.map(of).join(", ")}`,
      },
      ...kinds.map((category, index) =>
        person(category, (index % COLUMNS) * WIDTH, Math.floor(index / COLUMNS) * HEIGHT),
      ),
    ),
    h(
      "ul",
      { class: "legend" },
      ...order.map((category) =>
        h(
          "li",
          {},
          svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" }, person(category, 0, 0)),
          h("span", {}, of(category)),
        ),
      ),
    ),
  );
}

/** Whole people; those with neither are the remainder, so that the total is always a hundred. */
function countsOf(probabilities: Record<Category, number>): Record<Category, number> {
  const Diabetes = Math.round(probabilities.Diabetes * 100);
  const Prediabetes = Math.min(Math.round(probabilities.Prediabetes * 100), 100 - Diabetes);
  return { Diabetes, Prediabetes, Normal: 100 - Diabetes - Prediabetes };
}

/** The count as drawn, in words where it would say nobody or everybody. */
function said(probability: number, count: number, wording: Wording): string {
  return count === 0 || count === 100 ? wording.of100(probability) : wording.number(count);
}

function person(category: Category, x: number, y: number): SVGElement {
  return svg(
    "g",
    { class: category, transform: `translate(${x} ${y})` },
    svg("circle", { class: "head", cx: 6, cy: 4.5, r: 2.7 }),
    svg("path", { class: "body", d: "M2.2 21V12.2a3.2 3.2 0 0 1 3.2-3.2h1.2a3.2 3.2 0 0 1 3.2 3.2V21z" }),
  );
}
