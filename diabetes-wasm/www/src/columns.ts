import { h } from "../../js/src/element/dom.js";
import type { ColumnField } from "../../js/src/csv.js";
import type { CsvPreview, FieldName } from "../../js/src/types.js";
import type { Fields } from "./protocol.js";
import type { State } from "./state.js";

type Name = FieldName | typeof OUTCOME;
const OUTCOME = "Resultado";

/** Fields that together stand in for another. */
const INSTEAD: Partial<Record<FieldName, FieldName[]>> = { imc: ["talla", "peso"] };

/** The suggested field of each column; in a file with outcomes, the fasting glucose is the outcome. */
export function suggested({ columns }: CsvPreview, withOutcome = false): NonNullable<Fields> {
  const fields: NonNullable<Fields> = columns.map(({ suggestion: { field, unit } }) =>
    field !== null && unit !== null ? (`${field}:${unit}` as const) : field,
  );
  if (!withOutcome || fields.includes(OUTCOME)) return fields;
  return fields.map((field) => (field === "glucosa_ayunas" ? OUTCOME : field));
}

/**
 * Whether a person must say what the columns are: a heading only seems to name a field, one is lacking, or the sex is
 * not written as M and F.
 */
export function mustBeAsked(state: State, preview: CsvPreview): boolean {
  const fields = suggested(preview).map(fieldOf);
  const seems = preview.columns.some(
    ({ suggestion: { field, named, other_unit: other, perhaps } }) =>
      other !== null || perhaps !== null || (field !== null && !named),
  );
  const hasWords = preview.columns.some(
    ({ suggestion: { field }, samples }) => field === "sexo" && samples.some((cell) => !/^[MF]$/i.test(cell)),
  );
  const isPartly = fields.includes(null) && fields.some((field) => field !== null);
  return seems || hasWords || (isPartly && lacking(state, fields).length > 0);
}

/** The field of a column, whatever the unit. */
function fieldOf(column: ColumnField): Name | null {
  return (column?.split(":")[0] ?? null) as Name | null;
}

/** The required fields that no column has. */
function lacking({ wording }: State, fields: (Name | null)[]): FieldName[] {
  const has = (field: FieldName) => fields.includes(field);
  return wording.schema.required.filter((field) => !has(field) && !(INSTEAD[field]?.every(has) ?? false));
}

/**
 * A form that says which field each column of a file is, with some of its cells; `fields` holds what is chosen. In a
 * file with outcomes, a column may also be the outcome.
 */
export function columnsForm(
  state: State,
  preview: CsvPreview,
  fields: NonNullable<Fields>,
  done: () => void,
  withOutcome = false,
): HTMLElement {
  const { text, wording } = state;
  const { required, properties } = wording.schema;
  const names = Object.keys(properties) as FieldName[];
  const title = (field: Name) => (field === OUTCOME ? text.outcomeField : wording.title(field));
  const units = (field: Name) => (field === OUTCOME ? [] : (properties[field].other_units ?? []));
  const id = withOutcome ? "outcome-columns" : "columns";
  const others = names
    .filter((name) => !required.includes(name))
    .sort((a, b) => title(a).localeCompare(title(b), state.locale));
  const lacks = h("p", { role: "status" });
  const error = h("p", { class: "error", id: `${id}-error`, role: "alert" });
  const selects = preview.columns.map(({ heading, suggestion }, column) => {
    const item = (value: NonNullable<ColumnField>, label: string) =>
      h("option", { value, selected: value === fields[column] }, label);
    // A field with several units names them.
    const option = (name: Name) => {
      const others = units(name);
      const own = others.length === 0 ? title(name) : text.inUnit(title(name), wording.unit(name));
      return [
        item(name, own),
        ...others.map((unit) =>
          item(`${name as FieldName}:${unit.name}`, text.inUnit(title(name), unit.label)),
        ),
      ];
    };
    const select = h(
      "select",
      { id: `${id}-${column}`, "aria-describedby": `${id}-${column}-cells` },
      h("option", { value: "" }, text.notUsed),
      ...(withOutcome ? option(OUTCOME) : []),
      h("optgroup", { label: text.required }, ...required.flatMap(option)),
      h("optgroup", { label: text.optional }, ...others.flatMap(option)),
    );
    select.addEventListener("change", () => {
      fields[column] = select.value === "" ? null : (select.value as ColumnField);
      check();
    });
    return { heading, suggestion, select };
  });

  function unitLabel({ field, unit }: CsvPreview["columns"][number]["suggestion"]): string {
    return units(field as FieldName).find(({ name }) => name === unit)?.label ?? "";
  }

  function twice(): Name[] {
    const all: Name[] = [OUTCOME, ...names];
    return all.filter((name) => fields.filter((field) => fieldOf(field) === name).length > 1);
  }

  function check(): void {
    const missing = lacking(state, fields.map(fieldOf)).map(title);
    lacks.textContent = missing.length === 0 ? text.nothingLacks : text.lacks(missing.join(", "));
    lacks.className = missing.length === 0 ? "" : "notice";
    const again = twice();
    error.textContent = again.length === 0 ? "" : text.twice(again.map(title).join(", "));
    selects.forEach(({ select }, column) => {
      const field = fieldOf(fields[column] ?? null);
      select.toggleAttribute("aria-invalid", field !== null && again.includes(field));
      select.parentElement?.classList.toggle("unused", field === null);
    });
  }

  const form = h(
    "form",
    { class: "card", "aria-labelledby": `${id}-title` },
    h("h3", { id: `${id}-title`, tabindex: -1 }, text.columnsTitle),
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
          h("label", { for: `${id}-${column}` }, heading === "" ? text.noHeading : heading),
          h(
            "p",
            { class: "muted", id: `${id}-${column}-cells` },
            samples.length === 0 ? text.noCells : samples.join(" · "),
            samples.some((cell) => /^h$/i.test(cell)) && suggestion.field === "sexo" && ` ${text.hIsMan}`,
            suggestion.unit !== null && ` ${text.unitSeen(unitLabel(suggestion))}`,
            suggestion.perhaps &&
              h("span", { class: "error" }, ` ${text.perhaps(title(suggestion.perhaps))}`),
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
    else selects[fields.findIndex((field) => again.includes(fieldOf(field) as Name))]?.select.focus();
  });
  check();
  return form;
}
