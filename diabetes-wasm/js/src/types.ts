import type { FieldName, PatientRecord } from "./fields.js";

export type { FieldName, PatientRecord } from "./fields.js";

/** Language of texts. */
export type Locale = "es" | "en";
/** An output of a model. */
export type Output = "glucose" | "dysglycaemia" | "diabetes";
/** ADA category of a glucose or an HbA1c. */
export type Category = "Normal" | "Prediabetes" | "Diabetes";
/** Level of a risk, or the confidence in a category. */
export type Level = "Bajo" | "Moderado" | "Alto";
/** Why there are no figures. */
export type NotApplicable = "known_diabetes" | "pregnant";

/** What needs a clinician today. */
export type UrgentCode = "glucose_low" | "glucose_high" | "blood_pressure";

/** The codes for the next step. */
export type NextStepCode =
  | "own_care"
  | "clinician"
  | "confirm"
  | "complete"
  | "yearly"
  | "repeat_3_years"
  | "test"
  | "unknown"
  | "usual";

/** The next step. The interpretation contains its text verbatim. */
export interface NextStep {
  code: NextStepCode;
  text: string;
  /** The publication it is based on; `null` if nothing is advised. */
  source: string | null;
}

/** The meaning of an advice code. */
export interface Advice {
  code: UrgentCode | NextStepCode;
  urgent: boolean;
  /** Whether it advises a laboratory test; `null` if it does not say. */
  test_advised: boolean | null;
  /** The years after which it is due, from the result that it follows or the advice; 0 is now, `null` never. */
  due_years: number | null;
  text: string;
  source: string | null;
}

/** The priority of a person in a list, most urgent first: measured values come before any estimated level. */
export type Priority =
  | "urgent"
  | "measured_diabetes"
  | "measured_prediabetes"
  | "Alto"
  | "Moderado"
  | "Bajo"
  | "no_level"
  | "not_applicable"
  | "errors";

/** The columns of a file before it is read. */
export interface CsvPreview {
  columns: PreviewColumn[];
}

/** A column of a file before it is read. */
export interface PreviewColumn {
  heading: string;
  suggestion: {
    /** The field it names or probably means; no field twice. */
    field: FieldName | null;
    /** Whether the heading names the field. */
    named: boolean;
    /** The name of the unit, one of the field's `other_units`, if it is not the own: by the heading or the values. */
    unit: string | null;
    /** The field whose value the heading gives in a unit that cannot be converted. */
    other_unit: FieldName | null;
    /** A field that the column is if a person says so: a glucose if it was fasting, a diabetes if it is known. */
    perhaps: FieldName | null;
  };
  /** The first different cells that are not empty. */
  samples: string[];
}

/** A figure with its 95 % interval. */
export interface Estimate {
  value: number | null;
  interval: [low: number, high: number] | null;
}

/** A group of people with similar probabilities: mean probability, share with the outcome, its interval. */
export interface CurvePoint {
  predicted: number;
  observed: number;
  low: number;
  high: number;
  rows: number;
  events: number;
}

/** The figures of a probability on people whose outcome is known. */
export interface ChangeFigures {
  auroc: Estimate;
  brier: Estimate;
  observed_expected: Estimate;
  slope: Estimate;
  curve: CurvePoint[];
}

/** The figures of each probability; `null` under 10 cases or 10 others. */
export type Agreement = Record<"dysglycaemia" | "diabetes", ChangeFigures | null>;

/** Whether a changed model should replace the one in use; the last two are refusals. */
export type Verdict = "better" | "no_difference" | "too_few_events" | "worse" | "below_floor";

/** The verdict on a recalibration. */
export interface RecalibrationJudgement {
  verdict: Verdict;
  /** Whether the recalibrated model must not be used. */
  refused: boolean;
  /** The area under the ROC curve below which it is refused. */
  least_auroc: number;
  /** The probabilities that were refitted. */
  outputs: Record<
    "dysglycaemia" | "diabetes",
    {
      rows: number;
      events: number;
      before: ChangeFigures;
      after: ChangeFigures;
      /** Brier score after − before. */
      brier_change: Estimate;
      verdict: Verdict;
    } | null
  >;
}

/** A record with its measured outcome, for recalibration. */
export type OutcomeRecord = PatientRecord & { Resultado?: number | string | null };

/** Something in a record that should be checked. */
export interface Warning {
  code: string;
  field: string;
  message: string;
}

/** A measured laboratory value, classified by the ADA criteria; `confirm`: a second test is needed. */
export interface Measured {
  category: Category;
  risk_level: Level;
  confirm: boolean;
}

/**
 * A measured value in an answer: in pregnancy, which has other limits, all three are `null`; in known
 * diabetes `confirm` is.
 */
export type MeasuredValue = { [Key in keyof Measured]: Measured[Key] | null };

/** The replacement for a missing value: a mean, the share of Si, or the share of each level. */
export type Imputed = number | Record<string, number>;

/** The answer for one record. Figures are `null` if the estimate does not apply or the output is missing. */
export interface Prediction {
  /** Estimated fasting glucose, mg/dL. */
  glucose_mg_dl: number | null;
  /** Its 90 % interval, mg/dL. */
  interval: [low: number, high: number] | null;
  /** Category of the estimated glucose. */
  category: Category | null;
  /** The confidence in the category. */
  confidence: Level | null;
  /** Calibrated probabilities of disease; they add up to 1. */
  probabilities: Record<Category, number> | null;
  /** Level of the diabetes risk. */
  risk_level: Level | null;
  /**
   * 90 % interval of the probability of diabetes: how much it could differ had the model learned from other
   * people or in other years; `null` if unknown.
   */
  risk_interval: [low: number, high: number] | null;
  /** What needs a clinician today; the interpretation starts with it. */
  urgent: readonly UrgentCode[];
  /** What to do now. */
  next_step: NextStep;
  /** Whether a laboratory test is advised now; `null` if the estimate cannot determine that. */
  test_advised: boolean | null;
  /** The answer in words. */
  interpretation: string;
  /** Fields that the model uses and the record lacks. */
  imputed: Readonly<Partial<Record<FieldName, Imputed>>>;
  warnings: readonly Warning[];
  /** Laboratory values of the record, classified. */
  measured: Readonly<Partial<Record<FieldName, MeasuredValue>>>;
  not_applicable: NotApplicable | null;
}

/**
 * An answer in a batch. Its contents are created when they are read, so it has no own keys: spread,
 * `Object.keys` and `structuredClone` need `toJSON()`, which `JSON.stringify` calls by itself.
 */
export interface BatchPrediction extends Readonly<Prediction> {
  /** The answer as a plain object, as returned by `predict`. */
  toJSON(): Prediction;
}

/** A column of a table: numbers, texts or booleans; missing values are `null` or NaN. */
export type Column = ArrayLike<number | string | boolean | bigint | null | undefined>;

/** Columns by field name. */
export type PatientColumns = Partial<Record<FieldName, Column>> & Record<string, Column | undefined>;

/** The answers for a table, one row per record; missing figures are NaN. */
export interface PredictionColumns {
  glucose_mg_dl: Float64Array;
  interval_low: Float64Array;
  interval_high: Float64Array;
  prob_Normal: Float64Array;
  prob_Prediabetes: Float64Array;
  prob_Diabetes: Float64Array;
  category: (Category | null)[];
  confidence: (Level | null)[];
  risk_level: (Level | null)[];
  test_advised: (boolean | null)[];
  /** `null` for an invalid row. */
  next_step: (NextStepCode | null)[];
  /** Codes joined by `;`. */
  urgent: (string | null)[];
  /** Bounds of the 90 % interval of the probability of diabetes. */
  risk_low: Float64Array;
  risk_high: Float64Array;
  /** Field and category of measured laboratory values, such as `hba1c:Diabetes`, joined by `;`. */
  measured: (string | null)[];
  /** Whether a measured value must be confirmed; `null` if nothing was measured or is left to confirm. */
  confirm: (boolean | null)[];
  /** Names of imputed fields, joined by `;`. */
  imputed: (string | null)[];
  /** Codes of warnings, and the reason if the estimate does not apply, joined by `;`. */
  warnings: (string | null)[];
  /** Codes of the errors in an invalid row, each with its field (`missing:edad`), joined by `;`. */
  errors: (string | null)[];
  /** Names of columns that are not fields and were ignored. */
  ignored: string[];
}

/** A field's contribution to a score: its points, or the base. */
export interface Contribution {
  field: FieldName | "base";
  value: number | string | null;
  /** mg/dL for glucose, log-odds for the other outputs. */
  points: number;
}

/** An item of a published score; missing ones have a range of points. */
export interface ScoreItem {
  item: string;
  field: FieldName | null;
  value: number | string | null;
  points_min: number;
  points_max: number;
}

/** A published score for a record. */
export interface ScoreResult {
  name: string;
  /** `null` if the points depend on unknown items. */
  points: number | null;
  points_min: number;
  points_max: number;
  band: string | null;
  /** Whether the points reach the cut-off; `advised` is `null` if that depends on unknown items. */
  referral: { cut: number; advised: boolean | null } | null;
  items: ScoreItem[];
  citation: string;
}

/** The names of codes in words, by kind and code. */
export interface Labels {
  risk_level: Record<Level, string>;
  /** How sure a category is, in other words than a risk. */
  confidence: Record<Level, string>;
  category: Record<Category, string>;
  output: Record<Output, string>;
  not_applicable: Record<NotApplicable, string>;
  urgent: Record<UrgentCode, string>;
  next_step: Record<NextStepCode, string>;
  /** The columns of a table of answers. */
  column: Record<string, string>;
}

/** A published score: its outcome, its population, and its table. */
export interface Score {
  name: string;
  title: string;
  /** The name shown next to a figure. */
  short_title: Record<Locale, string>;
  range: [number, number];
  horizon_years: number | null;
  population: string;
  outcome: string;
  bands: { from: number; name: string; label: Record<Locale, string>; risk: string | null }[];
  default_cut: { points: number; source: string } | null;
  other_cuts: { points: number; source: string }[];
  citation: string;
  licence: string;
  note: string;
  items: {
    item: string;
    fields: FieldName[];
    shape: unknown;
    question: string | null;
    points_min: number;
    points_max: number;
  }[];
}

/** A field in the JSON Schema of a record. */
export interface SchemaProperty {
  type: string | string[];
  minimum?: number;
  /** What a form shows for each choice. */
  labels?: Record<string, string>;
  /** Other texts that are accepted, with the choice that each means. */
  synonyms?: Record<string, string>;
  maximum?: number;
  enum?: (string | null)[];
  title: string;
  description: string;
  unit?: string;
  /** The unit in words. */
  unit_label?: string;
  /** Units that a form offers beside the field's own: `factor` times a number, plus `offset`, is in the own one. */
  other_units?: { name: string; label: string; factor: number; offset: number }[];
  /** `date` for a date, `YYYY-MM-DD`. */
  format?: string;
}

/** JSON Schema (draft 2020-12) of a record. */
export interface JsonSchema {
  $schema: string;
  title: string;
  type: "object";
  properties: Record<FieldName, SchemaProperty>;
  required: FieldName[];
  /** The rules between fields, each with a code. */
  rules: { code: string; field: FieldName; is_error: boolean; message: string }[];
}

/** The uncertainty of a model's P(diabetes): standard errors of its log-odds. */
export interface Uncertainty {
  /** The error of the terms at each of these log-odds. */
  log_odds: number[];
  terms: number[];
  /** For the calibration: where the error is smallest, its size there, and the error of the slope. */
  calibration: { centre: number; error: number; slope: number };
  /** How much the level varies between periods. */
  level: number;
  /** Whether the model was calibrated on people from where it is used. */
  local: boolean;
}

/** Information about a model, with the keys of `model.info` in Python. */
export interface ModelInfo {
  name: string;
  /** The first digits of the hash. */
  version: string;
  algorithm: string;
  created: string;
  /** Whether the model learned from generated records; null if unknown, because no source was stated. */
  synthetic: boolean | null;
  /** Whose records it learned from, and whether it was recalibrated, in a sentence; null if not stated. */
  origin: Record<Locale, string> | null;
  library_version: string;
  format_version: number;
  /** SHA-256 of the model file. */
  hash: string;
  fields: { field: FieldName; used: boolean; unit: string; training: unknown }[];
  /** The outputs that the model has. */
  outputs: Partial<Record<Output, { intercept: number; calibration: { intercept: number; slope: number } }>>;
  /** `null` if its training data had too few periods. */
  uncertainty: Uncertainty | null;
  recalibration: unknown;
  [other: string]: unknown;
}
