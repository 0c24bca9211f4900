import { h, svg } from "../../js/src/element/dom.js";
import type { State } from "./state.js";
import { textOf } from "./text.js";

/** A group of rows: its name, its size, and the CSS class of its colour. */
export interface Group {
  name: string;
  count: number;
  kind?: string;
}

/** Groups with their share of all rows, each shown as a bar. */
export function groupsTable(
  { text, wording }: State,
  caption: string,
  groups: Group[],
  all: number,
): HTMLElement {
  const percent = (count: number) => (all === 0 ? 0 : (100 * count) / all);
  const column = (name: string, kind: string | undefined) => h("th", { scope: "col", class: kind }, name);
  return h(
    "table",
    { class: "groups" },
    h("caption", {}, caption),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        column(text.group, undefined),
        column(text.count, "number"),
        column(text.share, "number"),
        h("td", { class: "bar" }),
      ),
    ),
    h(
      "tbody",
      {},
      ...groups.map(({ name, count, kind }) =>
        h(
          "tr",
          {},
          h("th", { scope: "row" }, name),
          h("td", { class: "number" }, wording.number(count)),
          h("td", { class: "number" }, `${wording.fixed(percent(count), 1)} %`),
          h(
            "td",
            { class: "bar" },
            svg(
              "svg",
              { width: "100%", height: 14, "aria-hidden": "true" },
              svg("rect", { class: kind, width: `${percent(count)}%`, height: 14, rx: 2 }),
            ),
          ),
        ),
      ),
    ),
  );
}

/** Names with their counts, largest first. */
export function codesTable(state: State, caption: string, counts: Record<string, number>): HTMLElement {
  const { text, wording } = state;
  const sorted = Object.entries(counts).sort(([, a], [, b]) => b - a);
  return h(
    "table",
    { class: "codes" },
    h("caption", {}, caption),
    h(
      "tbody",
      {},
      ...sorted.map(([code, count]) =>
        h(
          "tr",
          {},
          h("th", { scope: "row" }, textOf(text.codes, code)),
          h("td", { class: "number" }, wording.number(count)),
        ),
      ),
    ),
  );
}
