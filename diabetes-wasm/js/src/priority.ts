import { guarded } from "./errors.js";
import { names } from "./names.js";
import { engine } from "./runtime.js";
import type { PredictionColumns, Priority } from "./types.js";

/** The order of rows in a list. */
export interface Ranked {
  priority: Priority[];
  /** Ranks from 1, which comes first. */
  rank: Uint32Array;
}

type Cells = Pick<PredictionColumns, "urgent" | "measured" | "risk_level" | "warnings" | "errors">;

/**
 * Ranks the rows of a table's answers: urgent rows, then measured values, before any estimate; within a
 * priority, the higher `prob_Diabetes` comes first. Each row has exactly one priority, so counts add up.
 */
export function priority(answers: Cells & Pick<PredictionColumns, "prob_Diabetes">): Ranked {
  return guarded(() => {
    const places = prioritiesOf(answers);
    const rank = new Uint32Array(places.length);
    ranked(places, answers.prob_Diabetes).forEach((row, place) => (rank[row] = place + 1));
    return { priority: Array.from(places, (place) => names().priorities[place] as Priority), rank };
  });
}

/** The priorities of rows as indices into {@link names}. @internal */
export function prioritiesOf({ urgent, measured, risk_level, warnings, errors }: Cells): Uint8Array {
  // The deciding values take few distinct combinations.
  const known = new Map<string, number>();
  return Uint8Array.from(errors, (fault, row) => {
    const cells = [urgent[row], measured[row], risk_level[row], warnings[row], fault] as const;
    const key = cells.join("|");
    const place = known.get(key) ?? engine().priority(...cells);
    known.set(key, place);
    return place;
  });
}

/** The indices of rows in ranked order. @internal */
export function ranked(places: Uint8Array, diabetes: Float64Array): Uint32Array {
  return engine().ranked(places, diabetes);
}
