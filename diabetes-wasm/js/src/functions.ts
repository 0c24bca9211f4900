import { DiabetesError, guarded, type FieldError } from "./errors.js";
import { given, localeOf, numberOption, textOption, type LocaleOptions } from "./options.js";
import { recordJson } from "./record.js";
import { engine } from "./runtime.js";
import type {
  Advice,
  JsonSchema,
  Labels,
  Locale,
  Measured,
  PatientRecord,
  Score,
  ScoreResult,
  UrgentCode,
} from "./types.js";

/** Options for a score. */
export interface ScoreOptions extends LocaleOptions {
  /** The points from which a test is advised; by default the score's own cut-off, if it has one. */
  cut?: number | undefined;
}

/** Every error in a record; empty when a prediction is possible. With `strict`, unknown fields are errors. */
export function validate(record: unknown, options?: LocaleOptions & { strict?: boolean }): FieldError[] {
  return guarded(() => {
    const { locale, strict } = given(options);
    return JSON.parse(
      engine().validate(recordJson(record), Boolean(strict), localeOf(locale)),
    ) as FieldError[];
  });
}

/** JSON Schema of a record; the locale only changes texts. */
export function schema(locale?: LocaleOptions["locale"]): JsonSchema {
  return guarded(() => JSON.parse(engine().schema(localeOf(locale))) as JsonSchema);
}

/** Computes a published score, by its name in {@link scores}, for any record; no field is required. */
export function score(name: string, record: PatientRecord, options?: ScoreOptions): ScoreResult {
  return guarded(() => {
    const { cut, locale } = given(options);
    const called = textOption(name, "name") ?? "";
    const answer = engine().score(called, recordJson(record), numberOption(cut, "cut"), localeOf(locale));
    return JSON.parse(answer) as ScoreResult;
  });
}

/** FINDRISC, 0 to 26 points: diabetes within ten years. */
export function findrisc(record: PatientRecord, options?: ScoreOptions): ScoreResult {
  return score("findrisc", record, options);
}

/** FINDRISC as published in 2003, 0 to 20 points. */
export function findrisc2003(record: PatientRecord, options?: ScoreOptions): ScoreResult {
  return score("findrisc_2003", record, options);
}

/** The ADA risk test, 0 to 11 points: undiagnosed diabetes. */
export function adaRiskTest(record: PatientRecord, options?: ScoreOptions): ScoreResult {
  return score("ada_risk_test", record, options);
}

/** All published scores, with the outcome, population, publication and table of each. */
export function scores(locale?: LocaleOptions["locale"]): Score[] {
  return guarded(() => JSON.parse(engine().scores(localeOf(locale))) as Score[]);
}

/** The names of the codes of an answer in words, by kind and code. */
export function labels(locale?: LocaleOptions["locale"]): Labels {
  return guarded(() => JSON.parse(engine().labels(localeOf(locale))) as Labels);
}

/** A number with so many decimals (at most 6), as people write it in the language. */
export function formatNumber(value: number, decimals = 0, locale?: LocaleOptions["locale"]): string {
  return guarded(() => engine().format_number(value, decimals, localeOf(locale)));
}

/**
 * What needs a clinician the same day in any record, however little else is known. A value with an error is left
 * out; the others are judged all the same.
 */
export function urgent(record: unknown, options?: LocaleOptions): UrgentCode[] {
  return guarded(() => {
    const codes = engine().urgent(recordJson(record), localeOf(given(options).locale));
    return codes.split(";").filter(Boolean) as UrgentCode[];
  });
}

/** The advice for each code, urgent ones first. */
export function advice(locale?: LocaleOptions["locale"]): Advice[] {
  return guarded(() => JSON.parse(engine().advice(localeOf(locale))) as Advice[]);
}

/** Classifies a measured fasting glucose, mg/dL, by the ADA criteria. */
export function classifyGlucose(mgDl: number, options?: LocaleOptions): Measured {
  return classified(mgDl, options, (value, locale) => engine().classify_glucose(value, locale));
}

/** Classifies a measured HbA1c, %, by the ADA criteria. */
export function classifyHba1c(percent: number, options?: LocaleOptions): Measured {
  return classified(percent, options, (value, locale) => engine().classify_hba1c(value, locale));
}

function classified(
  value: unknown,
  options: LocaleOptions | undefined,
  classify: (value: number, locale: Locale) => string,
): Measured {
  return guarded(() => {
    if (typeof value !== "number") throw new DiabetesError("not_a_number", "must be a number");
    return JSON.parse(classify(value, localeOf(given(options).locale))) as Measured;
  });
}
