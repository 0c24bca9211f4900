import { engine } from "./runtime.js";
import type { Category, FieldName, Level, Locale, NextStepCode, Priority } from "./types.js";

/** The contents of a column of answers: numbers, codes for some values, or texts. */
export type ColumnKind = "numbers" | "texts" | { truths: (boolean | null)[] } | { names: (string | null)[] };

/** The meaning of the numbers that the engine uses. */
export interface Names {
  categories: readonly Category[];
  confidences: readonly Level[];
  levels: readonly Level[];
  /** The codes of the next steps. */
  steps: readonly NextStepCode[];
  /** Whether each next step advises a test. */
  advises: readonly (boolean | null)[];
  priorities: readonly Priority[];
  /** The columns of the answers. */
  columns: readonly (readonly [name: string, kind: ColumnKind])[];
  /** The languages, starting with the default. */
  locales: readonly Locale[];
  /** The choices of each slot; none for a number. */
  choices: readonly (readonly string[])[];
  /** The slot of each field. */
  slots: ReadonlyMap<string, number>;
}

let read: Names | undefined;

/** Reads the names from the engine, once. */
export function names(): Names {
  if (read) return read;
  const [[categories, confidences, levels], priorities, steps, columns, locales] = JSON.parse(
    engine().names(),
  ) as [
    [Category[], Level[], Level[]],
    Priority[],
    [NextStepCode, boolean | null][],
    [string, ColumnKind][],
    Locale[],
  ];
  const fields = JSON.parse(engine().fields()) as [FieldName, string[]][];
  read = {
    categories,
    confidences,
    levels,
    steps: steps.map(([code]) => code),
    advises: steps.map(([, advised]) => advised),
    priorities,
    columns,
    locales,
    choices: fields.map(([, choices]) => choices),
    slots: new Map(fields.map(([name], slot) => [name, slot])),
  };
  return read;
}
