import { h } from "../../js/src/element/dom.js";
import type { CsvPreview, FieldName } from "../../js/src/types.js";
import type { Fields } from "./protocol.js";
import type { State } from "./state.js";

/** Fields that together stand in for another. */
const INSTEAD: Partial<Record<FieldName, FieldName[]>> = { imc: ["talla", "peso"] };

/** The suggested field of each column. */
export function suggested({ columns }: CsvPreview): NonNullable<Fields> {
  return columns.map(({ suggestion }) => suggestion.field);
}

/**
 * Whether a person must say what the columns are: a heading only seems to name a field, one is lacking, or the sex is
 * not written as M and F.
 */
export function mustBeAsked(state: State, preview: CsvPreview): boolean {
  const fields = suggested(preview);
  const seems = preview.columns.some(
    ({ suggestion: { field, named, other_unit: other } }) => other !== null || (field !== null && !named),
  );
  const hasWords = preview.columns.some(
    ({ suggestion: { field }, samples }) => field === "sexo" && samples.some((cell) => !/^[MF]$/i.test(cell)),
  );
  const isPartly = fields.includes(null) && fields.some((field) => field !== null);
  return seems || hasWords || (isPartly && lacking(state, fields).length > 0);
}

/** The required fields that no column has. */
function lacking({ wording }: State, fields: NonNullable<Fields>): FieldName[] {
  const has = (field: FieldName) => fields.includes(field);
  return wording.schema.required.filter((field) => !has(field) && !(INSTEAD[field]?.every(has) ?? false));
}

/** A form that says which field each column of a file is, with some of its cells; `fields` holds what is chosen. */
export function columnsForm(
  state: State,
  preview: CsvPreview,
  fields: NonNullable<Fields>,
  done: () => void,
): HTMLElement {
  const { text, wording } = state;
  const { required, properties } = wording.schema;
  const names = Object.keys(properties) as FieldName[];
  const title = (field: FieldName) => wording.title(field);
  const others = names
    .filter((name) => !required.includes(name))
    .sort((a, b) => title(a).localeCompare(title(b), state.locale));
  const lacks = h("p", { role: "status" });
  const error = h("p", { class: "error", id: "columns-error", role: "alert" });
  const selects = preview.columns.map(({ heading, suggestion }, column) => {
    const option = (name: FieldName) =>
      h("option", { value: name, selected: name === fields[column] }, title(name));
    const select = h(
      "select",
      { id: `column-${column}`, "aria-describedby": `column-${column}-cells` },
      h("option", { value: "" }, text.notUsed),
      h("optgroup", { label: text.required }, ...required.map(option)),
      h("optgroup", { label: text.optional }, ...others.map(option)),
    );
    select.addEventListener("change", () => {
      fields[column] = select.value === "" ? null : (select.value as FieldName);
      check();
    });
    return { heading, suggestion, select };
  });

  function twice(): FieldName[] {
    return names.filter((name) => fields.filter((field) => field === name).length > 1);
  }

  function check(): void {
    const missing = lacking(state, fields).map(title);
    lacks.textContent = missing.length === 0 ? text.nothingLacks : text.lacks(missing.join(", "));
    lacks.className = missing.length === 0 ? "" : "notice";
    const again = twice();
    error.textContent = again.length === 0 ? "" : text.twice(again.map(title).join(", "));
    selects.forEach(({ select }, column) => {
      const field = fields[column];
      select.toggleAttribute("aria-invalid", field !== null && field !== undefined && again.includes(field));
      select.parentElement?.classList.toggle("unused", field === null);
    });
  }

  const form = h(
    "form",
    { class: "card", "aria-labelledby": "columns-title" },
    h("h3", { id: "columns-title", tabindex: -1 }, text.columnsTitle),
    h("p", {}, text.columnsIntro),
    lacks,
    h(
      "ul",
      { class: "columns-list" },
      ...selects.map(({ heading, suggestion, select }, column) => {
        const { samples } = preview.columns[column] ?? { samples: [] };
        const other = suggestion.other_unit;
        return h(
          "li",
          {},
          h("label", { for: `column-${column}` }, heading === "" ? text.noHeading : heading),
          h(
            "p",
            { class: "muted", id: `column-${column}-cells` },
            samples.length === 0 ? text.noCells : samples.join(" · "),
            samples.some((cell) => /^h$/i.test(cell)) && suggestion.field === "sexo" && ` ${text.hIsMan}`,
            other && h("span", { class: "error" }, ` ${text.otherUnit(title(other), wording.unit(other))}`),
          ),
          select,
        );
      }),
    ),
    error,
    h("p", {}, h("button", { type: "submit", class: "main" }, text.useColumns)),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const again = twice();
    if (again.length === 0) done();
    else selects[fields.findIndex((field) => field !== null && again.includes(field))]?.select.focus();
  });
  check();
  return form;
}
