import { h } from "../../js/src/element/dom.js";
import { toneOf } from "../../js/src/element/result.js";
import { names } from "../../js/src/names.js";
import type { DiabetesError } from "../../js/src/index.js";
import type { Background } from "./background.js";
import { save, stem } from "./files.js";
import { ProgressBar } from "./progress.js";
import {
  isApart,
  type Chosen,
  type Filter,
  type Row,
  type Rows,
  type Scored,
  type SortKey,
} from "./protocol.js";
import { said } from "./said.js";
import type { State } from "./state.js";
import { LEVEL_KIND, MEASURED_KIND } from "./summary.js";

const SIZE = 50;
/** Maximum number of a file's columns to show: more would make the table unreadable. */
const COLUMNS = 40;
/** Columns of the file that stay in sight: who it is. */
const IDENTITY = 2;
/** Maximum number of characters shown of a cell. */
const SHOWN = 60;
/** The pause after which typed words are searched. */
const TYPED_MS = 250;

/** The rows on display; this survives a language change. */
export interface View extends Chosen {
  page: number;
}

/** The file's columns in the order shown: who it is, then the others. */
interface Columns {
  identity: number[];
  others: number[];
}

/** The rows of a file, a page at a time; only the visible page is kept here. */
export function rowsTable(
  state: State,
  background: Background,
  scored: Scored,
  view: View,
  name: string,
): HTMLElement {
  const { text, wording } = state;
  const filters: Filter[] = ["all", "call", ...names().priorities.filter((one) => one !== "no_level")];
  filters.splice(filters.indexOf("not_applicable"), 0, "no_test");
  const columns = columnsOf(scored);
  let pages = 1;
  const box = h("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": text.table });
  const where = h("p", { class: "muted", role: "status" });
  const faulty = scored.priorities.errors ?? 0;
  const unlisted = h("p", { class: "notice" }, text.notListed(faulty, wording.number(faulty)));
  const saved = h("div", { role: "status" });
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
  const search = h("input", { id: "search", type: "search", autocomplete: "off", value: view.search });
  let typed: ReturnType<typeof setTimeout> | undefined;
  search.addEventListener("input", () => {
    clearTimeout(typed);
    typed = setTimeout(() => {
      view.search = search.value;
      void go(0);
    }, TYPED_MS);
  });
  const step = (name: string, page: () => number) => {
    const button = h("button", { type: "button" }, name);
    button.addEventListener("click", () => void go(page()));
    return button;
  };
  const back = [step(text.first, () => 0), step(text.previous, () => view.page - 1)];
  const on = [step(text.next, () => view.page + 1), step(text.last, () => pages - 1)];
  const number = h("span", { class: "figures" });
  const download = h("button", { type: "button" }, text.saveList);
  download.addEventListener("click", () => void write());

  const chosen = (): Chosen => {
    const { filter, search, sort, reversed } = view;
    return { filter, search, sort, reversed };
  };

  function sortBy(key: SortKey): void {
    view.reversed = view.sort === key && !view.reversed;
    view.sort = key;
    // The button is drawn anew; the focus stays on it.
    void go(0).then(() =>
      box.querySelector<HTMLElement>("[aria-sort] button")?.focus({ preventScroll: true }),
    );
  }

  async function go(page: number): Promise<void> {
    const asked = chosen();
    let answer: Rows;
    try {
      answer = await background.ask("rows", { ...asked, page, size: SIZE, locale: state.locale });
    } catch (thrown) {
      const { code, message } = thrown as DiabetesError;
      if (code !== "cancelled")
        box.replaceChildren(h("p", { class: "notice" }, state.failure(code, message)));
      return;
    }
    if (JSON.stringify(asked) !== JSON.stringify(chosen())) return;
    const { rows, total } = answer;
    view.page = page;
    pages = Math.max(Math.ceil(total / SIZE), 1);
    box.replaceChildren(tableOf(state, scored.header, columns, rows, view, sortBy));
    box.hidden = total === 0;
    unlisted.hidden = faulty === 0 || (asked.filter !== "call" && asked.filter !== "no_test");
    box.scrollTop = 0;
    const first = page * SIZE + 1;
    where.textContent =
      total === 0
        ? text.none
        : text.shown(wording.number(first), wording.number(first + rows.length - 1), wording.number(total));
    number.textContent = text.page(wording.number(page + 1), wording.number(pages));
    download.disabled = total === 0;
    for (const button of back) button.disabled = page === 0;
    for (const button of on) button.disabled = page >= pages - 1;
  }

  async function write(): Promise<void> {
    const bar = new ProgressBar(state, text.writing);
    download.disabled = true;
    saved.replaceChildren(bar.element);
    const { row, level, step, notes, diabetes } = text.columns;
    const question = { ...chosen(), headings: [row, level, step, notes, diabetes], words: wordsOf(state) };
    try {
      const file = await background.ask("list", { ...question, locale: state.locale }, (done, total) => {
        bar.update(done, total);
      });
      const as = text.listName(stem(name));
      save(file, as);
      saved.replaceChildren(h("p", {}, text.written(as)));
    } catch (thrown) {
      const { code, message } = thrown as DiabetesError;
      saved.replaceChildren(h("p", { class: "notice" }, state.failure(code, message)));
    } finally {
      download.disabled = false;
    }
  }

  void go(view.page);
  return h(
    "section",
    { class: "card", "aria-labelledby": "rows-title" },
    h("h3", { id: "rows-title" }, text.table),
    h(
      "div",
      { class: "row spread" },
      h(
        "div",
        { class: "row", role: "search", "aria-label": text.find },
        h("label", { for: "filter" }, text.show),
        select,
        h("label", { for: "search" }, text.search),
        search,
      ),
      where,
    ),
    scored.header.length > COLUMNS && h("p", { class: "muted" }, text.columnsCut(wording.number(COLUMNS))),
    unlisted,
    box,
    h("nav", { class: "row pager", "aria-label": text.pages }, ...back, number, ...on),
    h("div", { class: "row" }, download, h("p", { class: "muted" }, text.listNote)),
    saved,
  );
}

const wordsOf = ({ text: { filters, reasons, codes } }: State) => ({ filters, reasons, codes });

function columnsOf({ header, fields }: Scored): Columns {
  const all = [...header.keys()];
  const identity = all.filter((column) => fields[column] === null).slice(0, IDENTITY);
  const others = all.filter((column) => !identity.includes(column));
  return { identity, others: others.slice(0, COLUMNS - identity.length) };
}

function tableOf(
  state: State,
  header: string[],
  { identity, others }: Columns,
  rows: Row[],
  view: View,
  sortBy: (key: SortKey) => void,
): HTMLElement {
  const { text, wording } = state;
  const { row, level, step, diabetes, glucose, category, notes } = text.columns;
  const column = (name: string, kind?: string) => h("th", { scope: "col", class: kind }, name);
  const sortable = (name: string, key: SortKey, kind = "") => {
    const isSorted = view.sort === key;
    // The figures come highest first, and the most urgent first; all else starts at the least.
    const starts = typeof key === "number" || key === "row" ? "ascending" : "descending";
    const other = starts === "ascending" ? "descending" : "ascending";
    const order = view.reversed ? other : starts;
    const button = h("button", { type: "button", class: "sort", title: text.sortBy(name) }, name);
    const mark = order === "ascending" ? "▲" : "▼";
    button.append(h("span", { "aria-hidden": "true" }, isSorted ? mark : "↕"));
    button.addEventListener("click", () => {
      sortBy(key);
    });
    return h("th", { scope: "col", class: kind, "aria-sort": isSorted ? order : undefined }, button);
  };
  const own = (places: number[], kind: (place: number) => string) =>
    places.map((place, index) => sortable(header[place] ?? "", place, kind(index)));
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
        sortable(row, "row", "number stay stay-row"),
        ...own(identity, (index) => `stay stay-${index}`),
        sortable(level, "priority"),
        column(step),
        sortable(diabetes, "diabetes", "number"),
        sortable(glucose, "glucose", "number"),
        column(category),
        column(notes),
        column(wording.text.imputed),
        ...own(others, () => "own"),
      ),
    ),
    h("tbody", {}, ...rows.map((one) => rowOf(state, { identity, others }, one))),
  );
}

function rowOf(state: State, { identity, others }: Columns, row: Row): HTMLElement {
  const { wording } = state;
  const { categories } = wording.text;
  const { glucose, low, high, diabetes, urgent, step, priority, level } = row;
  const words = said(row, wordsOf(state), wording);
  const tone = step === null ? null : toneOf({ urgent, next_step: { code: step }, risk_level: level });
  const estimated = priority === "errors" ? "Diabetes" : tone && LEVEL_KIND[tone];
  const kind = isApart(priority) ? MEASURED_KIND[priority] : estimated;
  const cell = (column: number, kind: string) => {
    const text = row.cells[column] ?? "";
    return h("td", { class: kind }, text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
  };
  return h(
    "tr",
    {},
    // Numbered as in a spreadsheet, where the header is the first row.
    h("th", { scope: "row", class: "number stay stay-row" }, wording.number(row.row + 2)),
    ...identity.map((column, index) => cell(column, `stay stay-${index}`)),
    h("td", {}, words.level && h("span", { class: `level ${kind}` }, words.level)),
    h("td", { class: "notes" }, ...words.advised.map((text) => h("p", {}, text))),
    h("td", { class: "number" }, Number.isNaN(diabetes) ? "" : `${wording.fixed(100 * diabetes, 1)} %`),
    h(
      "td",
      { class: "number" },
      Number.isNaN(glucose)
        ? ""
        : `${wording.fixed(glucose, 1)} (${wording.number(low)}–${wording.number(high)})`,
    ),
    h("td", {}, row.category === null ? "" : categories[row.category]),
    h(
      "td",
      { class: "notes" },
      words.notes.length > 0 &&
        h("ul", {}, ...words.notes.map(({ text, kind }) => h("li", { class: kind }, text))),
    ),
    h("td", { class: "notes" }, row.imputed.join(", ")),
    ...others.map((column) => cell(column, "own")),
  );
}
