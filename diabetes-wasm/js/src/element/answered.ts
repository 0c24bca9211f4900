import type { Assessment } from "../assessment.js";
import type { ModelInfo, Output, ScoreResult } from "../types.js";
import type { Swing } from "./comparison.js";
import type { Wording } from "./wording.js";

/** The state that survives redrawing the result. */
export interface Shown {
  /** The explained output. */
  output: Output;
  /** Names of the expanded parts. */
  opened: Set<string>;
}

/** What the result is made from. */
export interface Answered {
  assessment: Assessment;
  info: ModelInfo;
  wording: Wording;
  shown: Shown;
  /** How far each missing value could move the risk. */
  swings: Swing[];
  /** The fields in clinical order. */
  order: readonly string[];
  /** Whether a part is shown. */
  shows: (part: string) => boolean;
  /** The published scores to show. */
  scores: ScoreResult[];
}
