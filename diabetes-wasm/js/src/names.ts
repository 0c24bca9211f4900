import { engine } from "./runtime.js";
import type { Category, FieldName, Level, Priority } from "./types.js";

/** What numbers of the engine stand for. */
export interface Names {
  categories: readonly Category[];
  confidences: readonly Level[];
  levels: readonly Level[];
  /** Whether a level advises a test. */
  advises: readonly boolean[];
  /** What can be measured in a row: field and category, whether to confirm it, and whether that advises a test. */
  measured: readonly (readonly [names: string | null, confirm: boolean | null, advises: boolean])[];
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
  const [categories, confidences, levels, measured, priorities] = JSON.parse(engine().names()) as [
    Category[],
    Level[],
    [Level, boolean][],
    [string | null, boolean | null, boolean][],
    Priority[],
  ];
  const fields = JSON.parse(engine().fields()) as [FieldName, string[]][];
  read = {
    categories,
    confidences,
    levels: levels.map(([level]) => level),
    advises: levels.map(([, advises]) => advises),
    measured,
    priorities,
    choices: fields.map(([, choices]) => choices),
    slots: new Map(fields.map(([name], slot) => [name, slot])),
  };
  return read;
}
