import { measuredOf } from "../../js/src/element/result.js";
import type { Wording } from "../../js/src/element/wording.js";
import { advice } from "../../js/src/index.js";
import type { Advice, Locale } from "../../js/src/types.js";
import { isApart, type Note, type Row, type Words } from "./protocol.js";

/** A row in words, as the table shows it and a list has it. */
export interface Said {
  /** What is urgent or was measured, in place of the estimated level. */
  level: string | null;
  advised: string[];
  /** What was measured, why the estimate does not apply, errors, warnings. */
  notes: { text: string; kind?: "strong" | "error" }[];
}

/** The texts of the advice codes, by language: a list asks for them in every row. */
const advised = new Map<Locale, Advice[]>();

/** The words for a row. */
export function said(row: Row, words: Words, wording: Wording): Said {
  const { priority, level, urgent, step, notApplicable } = row;
  const texts = advised.get(wording.locale) ?? advice(wording.locale);
  advised.set(wording.locale, texts);
  // A row with errors has no step, but a value in the range of diabetes is to be confirmed all the same.
  const due = step ?? (priority === "measured_diabetes" ? "confirm" : null);
  const say = ({ code, message }: Note) => message ?? words.codes[code] ?? code;
  return {
    level:
      isApart(priority) || priority === "errors" ? words.filters[priority] : level && wording.levels()[level],
    advised: texts
      .filter(({ code }) => code === due || (urgent as string[]).includes(code))
      .map(({ code, text }) => (code === step ? (row.stepText ?? text) : text)),
    notes: [
      ...measuredOf(row, wording, row.values).map((text) => ({ text, kind: "strong" as const })),
      ...(notApplicable === null ? [] : [{ text: words.reasons[notApplicable] }]),
      ...row.errors.map((error) => ({ text: say(error), kind: "error" as const })),
      ...row.warnings.map((warning) => ({ text: say(warning) })),
    ],
  };
}
