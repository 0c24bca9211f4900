import type { FieldError } from "../index.js";
import type { FieldName, ModelInfo } from "../types.js";
import { control, type Control } from "./control.js";
import { h } from "./dom.js";
import type { Entries } from "./entries.js";
import { BODY, FIRST, groupsOf, LABORATORY, scoresThatRead, SYMPTOMS } from "./groups.js";
import type { Wording } from "./wording.js";

/** The form of a record. */
export interface RecordForm {
  element: HTMLFormElement;
  /** Shows the errors of the touched fields, and a summary if requested. */
  showErrors: (errors: FieldError[], touched: ReadonlySet<string>, summary: boolean) => void;
  /** Moves the focus to the first field with an error. */
  focusFirst: (errors: FieldError[]) => void;
}

/** Builds the form from the schema and the fields that the model uses. */
export function recordForm(
  wording: Wording,
  info: ModelInfo,
  entries: Entries,
  opened: Set<string>,
): RecordForm {
  const { text } = wording;
  const groups = groupsOf(wording.schema, info);
  const controls = new Map<string, Control>();
  const place = (fields: FieldName[], mark?: (field: FieldName) => string | undefined) =>
    fields.map((field) => {
      // Height and weight can replace the body mass index, which a single control cannot express.
      const required = field !== "imc" && wording.schema.required.includes(field);
      const options = { wording, entry: entries.get(field) ?? "", required, mark: mark?.(field) };
      const made = control(field, options);
      controls.set(field, made);
      return made.element;
    });
  const unusedMark = (field: FieldName): string => {
    const names = scoresThatRead(field, wording.scores).map((name) => wording.score(name));
    return names.length === 0 ? text.notUsed : `${text.notUsed}; ${text.usedBy(names.join(", "))}`;
  };
  const isOpen = (name: string, fields: FieldName[]) =>
    opened.has(name) || fields.some((field) => entries.has(field));
  const summary = h("div", {
    class: "summary",
    role: "group",
    "aria-label": text.corrections,
    tabindex: "-1",
    part: "error-summary",
    hidden: true,
  });
  const element = h(
    "form",
    { novalidate: true, part: "form", "aria-label": text.form },
    summary,
    group(text.first, place([...FIRST, SYMPTOMS])),
    group(
      text.required,
      place(groups.required),
      group(
        text.bodyMass,
        place(BODY, (field) => (field === "imc" ? text.bodyMassRequired : undefined)),
      ),
    ),
    folded("used", text.optional, place(groups.used), { isOpen: isOpen("used", groups.used) }),
    folded("laboratory", text.laboratory, place(LABORATORY), { isOpen: isOpen("laboratory", LABORATORY) }),
    folded("unused", text.unused, place(groups.unused, unusedMark), {
      isOpen: isOpen("unused", groups.unused),
      note: h("p", { class: "help" }, text.unusedNote),
    }),
    h(
      "div",
      { class: "actions" },
      h("button", { type: "submit", class: "primary", part: "submit" }, text.submit),
      h("button", { type: "reset", part: "clear" }, text.clear),
    ),
  );
  const focus = (field: string) => {
    const target = controls.get(field);
    target?.element.closest("details")?.setAttribute("open", "");
    target?.focus();
  };
  return {
    element,
    showErrors: (errors, touched, withSummary) => {
      for (const [field, made] of controls) {
        const error = touched.has(field) ? errors.find((one) => one.field === field) : undefined;
        made.setError(error && wording.sentence(error.message));
      }
      summary.hidden = !withSummary || errors.length === 0;
      const order = [...controls.keys()];
      const sorted = [...errors].sort((a, b) => order.indexOf(a.field ?? "") - order.indexOf(b.field ?? ""));
      summary.replaceChildren(...(summary.hidden ? [] : summaryOf(sorted, wording, focus)));
    },
    focusFirst: (errors) => {
      const first = [...controls.keys()].find((field) => errors.some((error) => error.field === field));
      if (first === undefined) summary.focus();
      else focus(first);
    },
  };
}

function group(title: string, fields: Node[], ...more: Node[]): HTMLElement {
  return h(
    "fieldset",
    { class: "group", part: "group" },
    h("legend", {}, title),
    h("div", { class: "fields" }, ...fields),
    ...more,
  );
}

function folded(
  name: string,
  title: string,
  fields: Node[],
  { isOpen, note }: { isOpen: boolean; note?: Node },
): HTMLElement | null {
  if (fields.length === 0) return null;
  return h(
    "details",
    { class: "group", part: "group", "data-group": name, open: isOpen },
    h("summary", {}, title),
    note,
    h("div", { class: "fields" }, ...fields),
  );
}

function summaryOf(errors: FieldError[], wording: Wording, focus: (field: string) => void): Node[] {
  const items = errors.map(({ field, message }) => {
    const sentence = wording.sentence(message);
    if (field === null) return h("li", {}, sentence);
    const link = h("a", { href: `#${field}` }, sentence);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      focus(field);
    });
    return h("li", {}, link);
  });
  return [h("strong", {}, wording.text.errorTitle(errors.length)), h("ul", {}, ...items)];
}
