import type { FieldName, PatientRecord } from "./fields.js";

export type { FieldName, PatientRecord } from "./fields.js";

/** Language of texts. */
export type Locale = "es" | "en";
/** An output of a model. */
export type Output = "glucose" | "dysglycaemia" | "diabetes";
/** ADA category of a glucose or an HbA1c. */
export type Category = "Normal" | "Prediabetes" | "Diabetes";
/** Level of a risk, and how sure a category is. */
export type Level = "Bajo" | "Moderado" | "Alto";
/** Why there are no figures. */
export type NotApplicable = "known_diabetes" | "pregnant";

/** What needs a clinician today. */
export type UrgentCode = "glucose_low" | "glucose_high" | "blood_pressure";

/** The codes of the one advice. */
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

/** The one advice. Its text stands in the interpretation word for word. */
export interface NextStep {
  code: NextStepCode;
  text: string;
  /** The publication behind it; `null` where nothing is advised. */
  source: string | null;
}

/** What a code of the advice says by itself. */
export interface Advice {
  code: UrgentCode | NextStepCode;
  urgent: boolean;
  /** Whether it advises a laboratory test; `null` where it does not say. */
  test_advised: boolean | null;
  text: string;
  source: string | null;
}

/** Where a person stands in a list, the most urgent first: what was measured counts before any estimated level. */
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

/** A record with what was measured, to recalibrate by. */
export type OutcomeRecord = PatientRecord & { Resultado?: number | string | null };

/** Something about a record that deserves a look. */
export interface Warning {
  code: string;
  field: string;
  message: string;
}

/** A measured laboratory value by the ADA criteria; `confirm`: a second test is needed. */
export interface Measured {
  category: Category;
  risk_level: Level;
  confirm: boolean;
}

/** The same in an answer: in pregnancy other limits hold, so that all three are `null`; in known diabetes `confirm` is. */
export type MeasuredValue = { [Key in keyof Measured]: Measured[Key] | null };

/** What stood in for a missing value: a mean, the share of Si, or the share of each level. */
export type Imputed = number | Record<string, number>;

/** The answer for one record. Figures are `null` where the estimate does not apply or the model does not have this output. */
export interface Prediction {
  /** Estimated fasting glucose, mg/dL. */
  glucose_mg_dl: number | null;
  /** Its 90 % interval, mg/dL. */
  interval: [low: number, high: number] | null;
  /** Category of the estimated glucose. */
  category: Category | null;
  /** How sure the category is. */
  confidence: Level | null;
  /** Calibrated probabilities of disease; they add up to 1. */
  probabilities: Record<Category, number> | null;
  /** Level of the risk of diabetes. */
  risk_level: Level | null;
  /**
   * 90 % interval of the probability of diabetes: how far it could differ had the model learned from other
   * people or in other years; `null` where that is not known.
   */
  risk_interval: [low: number, high: number] | null;
  /** What needs a clinician today; its words lead the interpretation. */
  urgent: readonly UrgentCode[];
  /** What to do now. */
  next_step: NextStep;
  /** Whether a laboratory test is advised now; `null` where that is not for the estimate to say. */
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
 * An answer of a batch. What it holds is made when it is read, so it has no keys of its own: spread, `Object.keys` and
 * `structuredClone` need `toJSON()`, which `JSON.stringify` calls by itself.
 */
export interface BatchPrediction extends Readonly<Prediction> {
  /** The answer as a plain object, as `predict` gives it. */
  toJSON(): Prediction;
}

/** A column of a table: numbers, texts or truth values, missing ones as `null` or NaN. */
export type Column = ArrayLike<number | string | boolean | bigint | null | undefined>;

/** Columns by the names of their fields. */
export type PatientColumns = Partial<Record<FieldName, Column>> & Record<string, Column | undefined>;

/** The answers for a table, one row a record; a figure that is not there is NaN. */
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
  /** `null` for a bad row. */
  next_step: (NextStepCode | null)[];
  /** Codes joined by `;`. */
  urgent: (string | null)[];
  /** Ends of the 90 % interval of the probability of diabetes. */
  risk_low: Float64Array;
  risk_high: Float64Array;
  /** Field and category of measured laboratory values, such as `hba1c:Diabetes`, joined by `;`. */
  measured: (string | null)[];
  /** Whether a measured value has to be confirmed; `null` where nothing was measured or nothing is left to confirm. */
  confirm: (boolean | null)[];
  /** Names of imputed fields, joined by `;`. */
  imputed: (string | null)[];
  /** Codes of warnings, and the reason where the estimate does not apply, joined by `;`. */
  warnings: (string | null)[];
  /** Codes of the errors of a bad row, joined by `;`. */
  errors: (string | null)[];
  /** Names of columns that are no fields; they were ignored. */
  ignored: string[];
}

/** A field's share of a score: its points, or the base. */
export interface Contribution {
  field: FieldName | "base";
  value: number | string | null;
  /** mg/dL for glucose, logarithm of the odds for the others. */
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

/** A published score of a record. */
export interface ScoreResult {
  name: string;
  /** `null` where the points depend on what is not known. */
  points: number | null;
  points_min: number;
  points_max: number;
  band: string | null;
  /** Whether the points reach the cut-off; `advised` is `null` where that depends on what is not known. */
  referral: { cut: number; advised: boolean | null } | null;
  items: ScoreItem[];
  citation: string;
}

/** What a published score says, of whom, and the table behind it. */
export interface Score {
  name: string;
  title: string;
  /** The name beside a figure. */
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
  /** Other texts that are read as one of the choices, and which. */
  synonyms?: Record<string, string>;
  maximum?: number;
  enum?: (string | null)[];
  title: string;
  description: string;
  unit?: string;
  /** The unit in words. */
  unit_label?: string;
  /** `date` for a day, `YYYY-MM-DD`. */
  format?: string;
}

/** JSON Schema (draft 2020-12) of a record. */
export interface JsonSchema {
  $schema: string;
  title: string;
  type: "object";
  properties: Record<FieldName, SchemaProperty>;
  required: FieldName[];
  /** The rules between fields, a code each. */
  rules: { code: string; field: FieldName; is_error: boolean; message: string }[];
}

/** How sure a model is of P(diabetes): standard errors of its log-odds. */
export interface Uncertainty {
  /** At some log-odds the error of the terms. */
  log_odds: number[];
  terms: number[];
  /** Of the calibration: where it is least, how large it is there, and that of the slope. */
  calibration: { centre: number; error: number; slope: number };
  /** How far the level lies from one period to the next. */
  level: number;
  /** Whether the calibration is that of people where the model is used. */
  local: boolean;
}

/** What is known of a model; the keys are those of `model.info` in Python. */
export interface ModelInfo {
  name: string;
  /** The beginning of the hash. */
  version: string;
  algorithm: string;
  created: string;
  /** Whether the model learned from generated records; null where it is not known, as no source was stated. */
  synthetic: boolean | null;
  /** Whose records it learned from, and whether it was recalibrated, in a sentence; null where nobody said it. */
  origin: Record<Locale, string> | null;
  library_version: string;
  format_version: number;
  /** SHA-256 of the model file. */
  hash: string;
  fields: { field: FieldName; used: boolean; unit: string; training: unknown }[];
  /** The outputs that the model has. */
  outputs: Partial<Record<Output, { intercept: number; calibration: { intercept: number; slope: number } }>>;
  /** `null` where its training saw too few periods. */
  uncertainty: Uncertainty | null;
  recalibration: unknown;
  [other: string]: unknown;
}
