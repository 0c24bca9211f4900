import { engine } from "./runtime.js";
import type { Category, FieldName, Level, Locale, NextStepCode, Priority } from "./types.js";

/** What the cells of a column of answers are: numbers, codes of some values, or texts. */
export type ColumnKind = "numbers" | "texts" | { truths: (boolean | null)[] } | { names: (string | null)[] };

/** What numbers of the engine stand for. */
export interface Names {
  categories: readonly Category[];
  confidences: readonly Level[];
  levels: readonly Level[];
  /** The codes of the next steps. */
  steps: readonly NextStepCode[];
  /** Whether a next step advises a test. */
  advises: readonly (boolean | null)[];
  priorities: readonly Priority[];
  /** The columns of answers. */
  columns: readonly (readonly [name: string, kind: ColumnKind])[];
  /** The languages, the default first. */
  locales: readonly Locale[];
  /** The choices of each slot; a number has none. */
  choices: readonly (readonly string[])[];
  /** The slot of a field. */
  slots: ReadonlyMap<string, number>;
}

let read: Names | undefined;

/** Asks the engine, once. */
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
