import { guarded } from "./errors.js";
import { names } from "./names.js";
import { engine } from "./runtime.js";
import type { PredictionColumns, Priority } from "./types.js";

/** Where rows stand in a list. */
export interface Ranked {
  priority: Priority[];
  /** From 1, which comes first. */
  rank: Uint32Array;
}

type Cells = Pick<PredictionColumns, "urgent" | "measured" | "risk_level" | "warnings" | "errors">;

/**
 * Who comes first among the rows of a table's answers: what is urgent, then what was measured, before any estimate; within a
 * priority the higher `prob_Diabetes` comes first. Each row has one priority, so that counts by it add up.
 */
export function priority(answers: Cells & Pick<PredictionColumns, "prob_Diabetes">): Ranked {
  return guarded(() => {
    const places = prioritiesOf(answers);
    const rank = new Uint32Array(places.length);
    ranked(places, answers.prob_Diabetes).forEach((row, place) => (rank[row] = place + 1));
    return { priority: Array.from(places, (place) => names().priorities[place] as Priority), rank };
  });
}

/** The priorities of rows as positions in {@link names}. @internal */
export function prioritiesOf({ urgent, measured, risk_level, warnings, errors }: Cells): Uint8Array {
  // Few rows differ in what decides.
  const known = new Map<string, number>();
  return Uint8Array.from(errors, (fault, row) => {
    const cells = [urgent[row], measured[row], risk_level[row], warnings[row], fault] as const;
    const key = cells.join("|");
    const place = known.get(key) ?? engine().priority(...cells);
    known.set(key, place);
    return place;
  });
}

/** The places of rows in the order in which they come. @internal */
export function ranked(places: Uint8Array, diabetes: Float64Array): Uint32Array {
  return engine().ranked(places, diabetes);
}
