import { engine } from "./runtime.js";
import type { Category, FieldName, Level, NextStepCode, Priority } from "./types.js";

/** What numbers of the engine stand for. */
export interface Names {
  categories: readonly Category[];
  confidences: readonly Level[];
  levels: readonly Level[];
  /** The codes of the next steps. */
  steps: readonly NextStepCode[];
  /** Whether a next step advises a test. */
  advises: readonly (boolean | null)[];
  /** Sets of urgent codes, joined by `;`. */
  urgent: readonly (string | null)[];
  /** What can be measured in a row: field and category, and whether to confirm it. */
  measured: readonly (readonly [names: string | null, confirm: boolean | null])[];
  priorities: readonly Priority[];
  /** The choices of each slot; a number has none. */
  choices: readonly (readonly string[])[];
  /** The slot of a field. */
  slots: ReadonlyMap<string, number>;
}

let read: Names | undefined;

/** Asks the engine, once. */
export function names(): Names {
  if (read) return read;
  const [[categories, confidences, levels], measured, priorities, steps, urgent] = JSON.parse(
    engine().names(),
  ) as [
    [Category[], Level[], Level[]],
    [string | null, boolean | null][],
    Priority[],
    [NextStepCode, boolean | null][],
    (string | null)[],
  ];
  const fields = JSON.parse(engine().fields()) as [FieldName, string[]][];
  read = {
    categories,
    confidences,
    levels,
    steps: steps.map(([code]) => code),
    advises: steps.map(([, advised]) => advised),
    urgent,
    measured,
    priorities,
    choices: fields.map(([, choices]) => choices),
    slots: new Map(fields.map(([name], slot) => [name, slot])),
  };
  return read;
}
