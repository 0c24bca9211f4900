import type { Contribution, ModelInfo, Output, PatientRecord, Prediction, ScoreResult } from "./types.js";

/** The answer for a valid record with what explains it: what is shown, and what the event `result` carries. */
export interface Assessment {
  record: PatientRecord;
  prediction: Prediction;
  /** The points of every output of the model; empty where the estimate does not apply. */
  explanation: Partial<Record<Output, Contribution[]>>;
  /** The published scores; `null` where the estimate does not apply. */
  scores: { findrisc: ScoreResult; findrisc2003: ScoreResult; adaRiskTest: ScoreResult } | null;
  model: Pick<ModelInfo, "name" | "version" | "hash">;
}
