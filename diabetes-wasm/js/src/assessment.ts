import type { Contribution, ModelInfo, Output, PatientRecord, Prediction, ScoreResult } from "./types.js";

/** The answer for a valid record with its explanation, as displayed and as sent with the event `result`. */
export interface Assessment {
  record: PatientRecord;
  prediction: Prediction;
  /** The points of every output of the model; empty if the estimate does not apply. */
  explanation: Partial<Record<Output, Contribution[]>>;
  /** The published scores; `null` if the estimate does not apply. */
  scores: { findrisc: ScoreResult; findrisc2003: ScoreResult; adaRiskTest: ScoreResult } | null;
  model: Pick<ModelInfo, "name" | "version" | "hash">;
}
