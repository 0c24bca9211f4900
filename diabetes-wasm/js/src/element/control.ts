import type { FieldName, SchemaProperty } from "../types.js";
import { h } from "./dom.js";
import type { Wording } from "./wording.js";

/** What a control needs to know about its field in addition to the schema. */
export interface ControlOptions {
  wording: Wording;
  entry: string;
  required: boolean;
  /** The name of the chosen unit; the field's own by default. */
  unit?: string | undefined;
  /** A remark next to the title. */
  mark?: string | undefined;
}

/** A field of the form: label, help, input and the place for its error. */
export interface Control {
  element: HTMLElement;
  /** Sets the focus. */
  focus: () => void;
  /** Shows or clears an error. */
  setError: (message: string | undefined) => void;
}

/** The control for a field: radio buttons for choices, so that one tap answers, a calendar or a number box. */
export function control(field: FieldName, options: ControlOptions): Control {
  const property = options.wording.schema.properties[field];
  const choices = (property.enum ?? []).filter((choice) => choice !== null);
  if (choices.length > 0) return radios(field, choices, options);
  return property.format === "date" ? date(field, options) : number(field, property, options);
}

function radios(field: FieldName, choices: string[], options: ControlOptions): Control {
  const { wording, entry, required } = options;
  const offered = required ? choices : [...choices, ""];
  const inputs = offered.map((choice) =>
    h("input", {
      type: "radio",
      name: field,
      value: choice,
      checked: choice === entry,
      required,
      id: `${field}-${choice}`,
    }),
  );
  const error = errorBox(field);
  const element = h(
    "fieldset",
    {
      class: "field choice",
      part: "field",
      "data-field": field,
      "aria-describedby": `${field}-help ${field}-error`,
    },
    h("legend", {}, ...title(field, options)),
    help(field, wording),
    h(
      "div",
      { class: "radios" },
      ...inputs.map((input) =>
        h(
          "label",
          { for: input.id },
          input,
          h("span", {}, input.value === "" ? wording.text.unknown : wording.choice(field, input.value)),
        ),
      ),
    ),
    error,
  );
  return {
    element,
    focus: () => (inputs.find((input) => input.checked) ?? inputs[0])?.focus(),
    setError: (message) => {
      show(error, message);
      for (const input of inputs) describeError(input, field, message);
    },
  };
}

function date(field: FieldName, options: ControlOptions): Control {
  const input = h("input", {
    id: field,
    name: field,
    type: "date",
    value: options.entry,
    "aria-describedby": `${field}-help ${field}-error`,
  });
  return labelled(field, input, options, input);
}

function number(field: FieldName, property: SchemaProperty, options: ControlOptions): Control {
  const { entry, required } = options;
  const input = h("input", {
    id: field,
    name: field,
    type: "text",
    inputmode: property.type.includes("integer") ? "numeric" : "decimal",
    autocomplete: "off",
    value: entry,
    required,
    "aria-describedby": `${field}-help ${field}-error`,
  });
  return labelled(field, input, options, h("div", { class: "entry" }, input, unit(field, property, options)));
}

/** The unit, or a switch of units where people measure in several. */
function unit(field: FieldName, property: SchemaProperty, { wording, unit: chosen }: ControlOptions) {
  const own = wording.unit(field);
  if (!property.other_units) return own === "" ? null : h("span", { class: "unit" }, own);
  const offered = [{ name: "", label: own }, ...property.other_units];
  return h(
    "select",
    { class: "unit", "data-unit": field, "aria-label": `${wording.text.unit}: ${wording.title(field)}` },
    ...offered.map(({ name, label }) =>
      h("option", { value: name, selected: name === (chosen ?? "") }, label),
    ),
  );
}

function labelled(
  field: FieldName,
  input: HTMLElement,
  options: ControlOptions,
  entry: HTMLElement,
): Control {
  const error = errorBox(field);
  return {
    element: h(
      "div",
      { class: "field", part: "field", "data-field": field },
      h("label", { for: field }, ...title(field, options)),
      help(field, options.wording),
      entry,
      error,
    ),
    focus: () => {
      input.focus();
    },
    setError: (message) => {
      show(error, message);
      describeError(input, field, message);
    },
  };
}

function title(field: FieldName, { wording, mark }: ControlOptions): Node[] {
  return [
    h("span", { class: "title" }, wording.title(field)),
    ...(mark === undefined ? [] : [h("span", { class: "mark" }, ` (${mark})`)]),
  ];
}

function help(field: FieldName, wording: Wording): HTMLElement {
  const { description, minimum, maximum } = wording.schema.properties[field];
  const sentences = [description];
  if (minimum !== undefined && maximum !== undefined) {
    const range = wording.text.range(wording.number(minimum), wording.number(maximum));
    const isSaid = description.toLowerCase().includes(range.toLowerCase());
    if (!isSaid) sentences.push(`${range} ${wording.unit(field)}`.trim() + ".");
  }
  return h("p", { class: "help", id: `${field}-help` }, sentences.join(" "));
}

function errorBox(field: FieldName): HTMLElement {
  return h("p", { class: "error", id: `${field}-error`, part: "error", hidden: true });
}

function show(box: HTMLElement, message: string | undefined): void {
  box.textContent = message ?? "";
  box.hidden = message === undefined;
}

function describeError(input: HTMLElement, field: FieldName, message: string | undefined): void {
  if (message === undefined) input.removeAttribute("aria-invalid");
  else input.setAttribute("aria-invalid", "true");
  if (input instanceof HTMLInputElement && input.type === "radio") {
    if (message === undefined) input.removeAttribute("aria-describedby");
    else input.setAttribute("aria-describedby", `${field}-error`);
  }
}
