import { h } from "../../js/src/element/dom.js";
import { names } from "../../js/src/names.js";
import type { Category, Level } from "../../js/src/types.js";
import { APART, type Scored } from "./protocol.js";
import type { State } from "./state.js";
import { codesTable, groupsTable, type Group } from "./tables.js";

/** The priorities that are counted separately, with the category whose colour they get. */
export const MEASURED_KIND: Record<(typeof APART)[number], Category> = {
  urgent: "Diabetes",
  measured_diabetes: "Diabetes",
  measured_prediabetes: "Prediabetes",
};
/** The category whose colour each level gets. */
export const LEVEL_KIND: Record<Level, Category> = {
  Alto: "Diabetes",
  Moderado: "Prediabetes",
  Bajo: "Normal",
};

/** A summary of the rows of a file, in numbers. */
export function summary(state: State, scored: Scored): HTMLElement {
  const { text, wording, model } = state;
  const { categories } = wording.text;
  const levels = wording.levels();
  const notApplicable = Object.values(scored.notApplicable).reduce((sum, count) => sum + count, 0);
  const print = h("button", { type: "button" }, text.print);
  print.addEventListener("click", printSummary);
  const { ignored, errors, warnings, rows, answered, priorities } = scored;
  // People who are urgent or have an abnormal measured value are not in any group of the estimate.
  const measured: Group[] = APART.map((name) => ({
    name: text.filters[name],
    count: priorities[name] ?? 0,
    kind: MEASURED_KIND[name],
  })).filter(({ count }) => count > 0);
  return h(
    "section",
    { class: "card", "aria-labelledby": "summary-title" },
    h("div", { class: "row spread" }, h("h3", { id: "summary-title" }, text.summary), print),
    model.info.synthetic !== false &&
      h("p", { class: "notice" }, model.info.synthetic ? wording.text.synthetic : wording.text.unstated),
    h(
      "p",
      { class: "muted" },
      `${text.byModel(model.info.name, model.info.version)} ${text.file(scored.encoding, scored.separator === "\t" ? text.tab : scored.separator)} `,
      ignored.length === 0 ? text.noneIgnored : text.ignored,
      ...ignored.flatMap((name) => [" ", h("code", {}, name)]),
    ),
    h(
      "div",
      { class: "tiles" },
      groupsTable(
        state,
        text.outcome,
        [
          { name: text.answered, count: answered },
          { name: text.notApplicable, count: notApplicable },
          { name: text.bad, count: scored.bad, kind: "Diabetes" },
          { name: text.rows, count: rows },
        ],
        rows,
      ),
      groupsTable(
        state,
        text.byLevel,
        [
          ...measured,
          ...[...names().levels].reverse().map((level) => ({
            name: levels[level],
            count: priorities[level] ?? 0,
            kind: LEVEL_KIND[level],
          })),
        ],
        rows,
      ),
      groupsTable(
        state,
        text.byCategory,
        [
          ...measured,
          ...[...names().categories].reverse().map((category) => ({
            name: categories[category],
            count: scored.categories[category] ?? 0,
            kind: category,
          })),
        ],
        rows,
      ),
    ),
    h(
      "div",
      { class: "tiles" },
      notApplicable > 0 && codesTable(state, text.notApplicable, scored.notApplicable),
      scored.bad > 0 &&
        h("div", {}, codesTable(state, text.errorCodes, errors), h("p", { class: "muted" }, text.errorNote)),
      Object.keys(warnings).length > 0 && codesTable(state, text.warningCodes, warnings),
    ),
  );
}

/** Prints only the part about many people; by default the part about one person is printed. */
function printSummary(): void {
  document.body.classList.add("print-summary");
  window.print();
  document.body.classList.remove("print-summary");
}
