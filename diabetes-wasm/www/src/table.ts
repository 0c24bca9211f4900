import { h } from "../../js/src/element/dom.js";
import { measuredOf, toneOf } from "../../js/src/element/result.js";
import { names } from "../../js/src/names.js";
import { advice, type DiabetesError } from "../../js/src/index.js";
import type { Background } from "./background.js";
import { isApart, type Filter, type Note, type Row, type Rows, type Scored } from "./protocol.js";
import type { State } from "./state.js";
import { LEVEL_KIND, MEASURED_KIND } from "./summary.js";
import { textOf } from "./text.js";

const SIZE = 50;
/** Maximum number of a file's columns to show: more would make the table unreadable. */
const COLUMNS = 40;

/** The rows on display; this survives a language change. */
export interface View {
  filter: Filter;
  page: number;
}

/** The rows of a file, a page at a time; only the visible page is kept here. */
export function rowsTable(state: State, background: Background, scored: Scored, view: View): HTMLElement {
  const { text, wording } = state;
  const filters: Filter[] = ["all", ...names().priorities.filter((name) => name !== "no_level")];
  let pages = 1;
  const box = h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": text.table });
  const where = h("p", { class: "muted", role: "status" });
  const select = h(
    "select",
    { id: "filter" },
    ...filters.map((filter) =>
      h("option", { value: filter, selected: filter === view.filter }, text.filters[filter]),
    ),
  );
  select.addEventListener("change", () => {
    view.filter = select.value as Filter;
    void go(0);
  });
  const step = (name: string, page: () => number) => {
    const button = h("button", { type: "button" }, name);
    button.addEventListener("click", () => void go(page()));
    return button;
  };
  const back = [step(text.first, () => 0), step(text.previous, () => view.page - 1)];
  const on = [step(text.next, () => view.page + 1), step(text.last, () => pages - 1)];
  const number = h("span", { class: "figures" });

  async function go(page: number): Promise<void> {
    const { filter } = view;
    let answer: Rows;
    try {
      answer = await background.ask("rows", { filter, page, size: SIZE, locale: state.locale });
    } catch (thrown) {
      const { code, message } = thrown as DiabetesError;
      if (code !== "cancelled")
        box.replaceChildren(h("p", { class: "notice" }, state.failure(code, message)));
      return;
    }
    if (filter !== view.filter) return;
    const { rows, total } = answer;
    view.page = page;
    pages = Math.max(Math.ceil(total / SIZE), 1);
    box.replaceChildren(total === 0 ? h("p", {}, text.none) : tableOf(state, scored.header, rows));
    box.scrollTop = 0;
    const first = page * SIZE + 1;
    where.textContent =
      total === 0
        ? ""
        : text.shown(wording.number(first), wording.number(first + rows.length - 1), wording.number(total));
    number.textContent = text.page(wording.number(page + 1), wording.number(pages));
    for (const button of back) button.disabled = page === 0;
    for (const button of on) button.disabled = page >= pages - 1;
  }

  void go(view.page);
  return h(
    "section",
    { class: "card", "aria-labelledby": "rows-title" },
    h("h3", { id: "rows-title" }, text.table),
    h(
      "div",
      { class: "row spread" },
      h("div", { class: "row" }, h("label", { for: "filter" }, text.show), select),
      where,
    ),
    scored.header.length > COLUMNS && h("p", { class: "muted" }, text.columnsCut(wording.number(COLUMNS))),
    box,
    h("nav", { class: "row pager", "aria-label": text.table }, ...back, number, ...on),
  );
}

function tableOf(state: State, header: string[], rows: Row[]): HTMLElement {
  const { text, wording } = state;
  const { row, level, step, diabetes, glucose, category, notes } = text.columns;
  const column = (name: string, kind?: string) => h("th", { scope: "col", class: kind }, name);
  const own = header.slice(0, COLUMNS);
  return h(
    "table",
    { class: "rows" },
    h("caption", { class: "hidden" }, text.table),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        column(row, "number"),
        column(level),
        column(step),
        column(diabetes, "number"),
        column(glucose, "number"),
        column(category),
        column(notes),
        column(wording.text.imputed),
        ...own.map((name) => column(name, "own")),
      ),
    ),
    h("tbody", {}, ...rows.map((one) => rowOf(state, one))),
  );
}

function rowOf({ text, wording, locale }: State, row: Row): HTMLElement {
  const { categories } = wording.text;
  const levels = wording.levels();
  const { glucose, low, high, diabetes, urgent, step } = row;
  const advised = advice(locale)
    .filter(({ code }) => code === step || (urgent as string[]).includes(code))
    .map(({ text }) => text);
  const say = ({ code, message }: Note) => message ?? textOf(text.codes, code);
  const notes = [
    ...measuredOf(row, wording).map((found) => h("li", { class: "strong" }, found)),
    ...(row.notApplicable === null ? [] : [h("li", {}, text.reasons[row.notApplicable])]),
    ...row.errors.map((error) => h("li", { class: "error" }, say(error))),
    ...row.warnings.map((warning) => h("li", {}, say(warning))),
  ];
  /** The measured values in place of the estimated level, as in the answer for one person. */
  const standing = () => {
    const { level, priority } = row;
    if (isApart(priority))
      return h("span", { class: `level ${MEASURED_KIND[priority]}` }, text.filters[priority]);
    const tone = step === null ? null : toneOf({ urgent, next_step: { code: step }, risk_level: level });
    return level !== null && h("span", { class: `level ${tone && LEVEL_KIND[tone]}` }, levels[level]);
  };
  return h(
    "tr",
    {},
    // Numbered as in a spreadsheet, where the header is the first row.
    h("th", { scope: "row", class: "number" }, wording.number(row.row + 2)),
    h("td", {}, standing()),
    h("td", { class: "notes" }, ...advised.map((text) => h("p", {}, text))),
    h("td", { class: "number" }, Number.isNaN(diabetes) ? "" : `${wording.fixed(100 * diabetes, 1)} %`),
    h(
      "td",
      { class: "number" },
      Number.isNaN(glucose)
        ? ""
        : `${wording.fixed(glucose, 1)} (${wording.number(low)}–${wording.number(high)})`,
    ),
    h("td", {}, row.category === null ? "" : categories[row.category]),
    h("td", { class: "notes" }, notes.length > 0 && h("ul", {}, ...notes)),
    h("td", { class: "notes" }, row.imputed.join(", ")),
    ...row.cells.slice(0, COLUMNS).map((cell) => h("td", { class: "own" }, cell)),
  );
}
