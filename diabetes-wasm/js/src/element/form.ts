import { DiabetesError, findrisc, type FieldError } from "../index.js";
import type { FieldName, PatientRecord } from "../types.js";
import { control, type Control } from "./control.js";
import { h } from "./dom.js";
import type { Entries, Units } from "./entries.js";
import { PAIRS, scoresThatRead, type Groups } from "./groups.js";
import { bandOf, pointsOf, referralOf, riskOf } from "./scores.js";
import type { Wording } from "./wording.js";

/** What is in the form. */
export interface Filled {
  entries: Entries;
  units: Units;
  /** Names of the expanded parts. */
  opened: ReadonlySet<string>;
  findriscCut: number | undefined;
  /** Whether the cut-off can be chosen. */
  hasCutChoice: boolean;
  /** What the main button says, if not the usual. */
  submitLabel: string | undefined;
}

/** The form of a record. */
export interface RecordForm {
  element: HTMLFormElement;
  /** Shows the errors of the touched fields, and a summary if requested. */
  showErrors: (errors: FieldError[], touched: ReadonlySet<string>, summary: boolean) => void;
  /** Moves the focus to the first field with an error. */
  focusFirst: (errors: FieldError[]) => void;
  /** Shows the FINDRISC score of what is known. */
  showFindrisc: (record: Partial<PatientRecord>, errors: FieldError[], cut: number | undefined) => void;
}

/** Builds the form: what decides most comes first. */
export function recordForm(wording: Wording, groups: Groups, filled: Filled): RecordForm {
  const { text } = wording;
  const controls = new Map<string, Control>();
  const place = (fields: FieldName[], mark?: (field: FieldName) => string | undefined) =>
    paired(fields, (field) => {
      // Height and weight can replace the body mass index, which a single control cannot express.
      const required = field !== "imc" && wording.schema.required.includes(field);
      const made = control(field, {
        wording,
        entry: filled.entries.get(field) ?? "",
        required,
        unit: filled.units.get(field),
        mark: mark?.(field),
      });
      controls.set(field, made);
      return made.element;
    });
  const unusedMark = (field: FieldName): string => {
    const names = scoresThatRead(field, wording.scores).map((name) => wording.score(name));
    return names.length === 0 ? text.notUsed : `${text.notUsed}; ${text.usedBy(names.join(", "))}`;
  };
  const isOpen = (name: string, fields: FieldName[]) =>
    filled.opened.has(name) || fields.some((field) => filled.entries.has(field));
  const summary = h("div", {
    class: "summary",
    role: "group",
    "aria-label": text.corrections,
    tabindex: "-1",
    part: "error-summary",
    hidden: true,
  });
  const points = h("p", { class: "findrisc", part: "findrisc" });
  const element = h(
    "form",
    { novalidate: true, part: "form", "aria-label": text.form },
    summary,
    group(text.first, place(groups.first)),
    group(
      text.required,
      place(groups.required, (field) => (field === "imc" ? text.bodyMassRequired : undefined)),
    ),
    group(text.history, place(groups.history)),
    group(
      text.findrisc,
      place(groups.findrisc),
      groups.findrisc.length > 0 &&
        h(
          "div",
          { class: "findrisc" },
          points,
          filled.hasCutChoice && cutChoice(wording, filled.findriscCut),
        ),
    ),
    folded("used", text.optional, place(groups.used), { isOpen: isOpen("used", groups.used) }),
    folded("laboratory", text.laboratory, place(groups.laboratory), {
      isOpen: isOpen("laboratory", groups.laboratory),
    }),
    folded("unused", text.unused, place(groups.unused, unusedMark), {
      isOpen: isOpen("unused", groups.unused),
      note: h("p", { class: "help" }, text.unusedNote),
    }),
    h(
      "div",
      { class: "actions" },
      h("button", { type: "submit", class: "primary", part: "submit" }, filled.submitLabel ?? text.submit),
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
        made.setError(error?.message);
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
    showFindrisc: (record, errors, cut) => {
      points.hidden = errors.some(({ code }) => code !== "missing");
      if (points.hidden) return;
      try {
        points.textContent = findriscIn(record as PatientRecord, cut, wording);
      } catch (thrown) {
        // A cut-off that the score cannot reach.
        points.textContent = text.broken(thrown instanceof DiabetesError ? thrown.code : "internal");
      }
    },
  };
}

/** The FINDRISC score of what is known, in words. */
function findriscIn(record: PatientRecord, cut: number | undefined, wording: Wording): string {
  const score = findrisc(record, { cut, locale: wording.locale });
  const said = [
    `${wording.score(score.name)}: ${pointsOf(score, wording)}`,
    `${wording.text.band}: ${bandOf(score, wording)}`,
    riskOf(score, wording),
    referralOf(score, wording),
  ];
  return said.filter((one) => one !== null).join(". ") + ".";
}

/** The controls of fields, those of a pair in one row. */
function paired(fields: FieldName[], make: (field: FieldName) => HTMLElement): HTMLElement[] {
  const rows: HTMLElement[] = [];
  for (const field of fields) {
    const pair = PAIRS.find((one) => one.includes(field) && one.every((other) => fields.includes(other)));
    if (!pair) rows.push(make(field));
    else if (pair[0] === field) rows.push(h("div", { class: "pair" }, ...pair.map(make)));
  }
  return rows;
}

/** The FINDRISC points from which a test is advised. */
function cutChoice(wording: Wording, chosen: number | undefined): HTMLElement {
  const { text } = wording;
  const published = wording.scores.get("findrisc")?.other_cuts ?? [];
  const own = chosen === undefined || published.some(({ points }) => points === chosen);
  const cuts = own ? published : [...published, { points: chosen, source: "" }];
  const options = cuts.map(({ points, source }) => {
    const label = source === "" ? wording.number(points) : `${wording.number(points)}: ${source}`;
    return h("option", { value: String(points), selected: points === chosen }, label);
  });
  return h(
    "label",
    { class: "cut" },
    h("span", { class: "title" }, text.cut),
    h(
      "select",
      { "data-cut": true },
      h("option", { value: "", selected: chosen === undefined }, text.noCut),
      ...options,
    ),
  );
}

function group(title: string, fields: Node[], more?: Node | false): HTMLElement | null {
  if (fields.length === 0) return null;
  return h(
    "fieldset",
    { class: "group", part: "group" },
    h("legend", {}, title),
    h("div", { class: "fields" }, ...fields),
    more,
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
    if (field === null) return h("li", {}, message);
    const link = h("a", { href: `#${field}` }, message);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      focus(field);
    });
    return h("li", {}, link);
  });
  return [h("strong", {}, wording.text.errorTitle(errors.length)), h("ul", {}, ...items)];
}
