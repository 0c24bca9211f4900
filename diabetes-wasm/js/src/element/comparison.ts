import { schema, validate, type Model } from "../index.js";
import type { Assessment } from "../assessment.js";
import type { FieldName, ModelInfo, Output, PatientRecord, Prediction } from "../types.js";

// What an answer is compared with: the average person, and the answers that missing values could give.

/** How far asking for a missing value could move the risk of diabetes. */
export interface Swing {
  field: FieldName;
  low: number;
  high: number;
}

/** A probability for a score before calibration. */
function calibrated(info: ModelInfo, output: Output, score: number): number {
  const { intercept, slope } = info.outputs[output]?.calibration ?? { intercept: 0, slope: 1 };
  return 1 / (1 + Math.exp(-(intercept + slope * score)));
}

/** The probability of diabetes of a person of the same age and sex who is average in everything else. */
export function averagePeer({ explanation }: Assessment, info: ModelInfo): number | null {
  const parts = explanation.diabetes?.filter(({ field }) => ["base", "edad", "sexo"].includes(field));
  if (!parts) return null;
  return calibrated(
    info,
    "diabetes",
    parts.reduce((sum, { points }) => sum + points, 0),
  );
}

/** The missing fields with the lowest and the highest risk of diabetes that an answer gives, widest first. */
export function swings(
  model: Model,
  info: ModelInfo,
  record: PatientRecord,
  prediction: Prediction,
): Swing[] {
  const found = (Object.keys(prediction.imputed) as FieldName[]).map((field): Swing | null => {
    const risks = answersOf(info, field)
      .map((value): PatientRecord => ({ ...record, [field]: value }))
      // A man has no gestational diabetes.
      .filter((possible) => validate(possible).length === 0)
      .map((possible) => model.predict(possible).probabilities?.Diabetes)
      .filter((risk) => risk !== undefined);
    return risks.length === 0 ? null : { field, low: Math.min(...risks), high: Math.max(...risks) };
  });
  return found.filter((swing) => swing !== null).sort((x, y) => y.high - y.low - (x.high - x.low));
}

/** The possible answers to a field: every choice, or the ends of the middle 90 % of the people it was learned from. */
function answersOf(info: ModelInfo, field: FieldName): (number | string)[] {
  const training = info.fields.find((one) => one.field === field)?.training as Training | undefined;
  const quantiles = training?.distribution?.number?.quantiles;
  const { type, enum: choices } = schema().properties[field];
  const written = (value: number) => (type.includes("integer") ? Math.round(value) : value);
  if (quantiles) return [quantiles[1], quantiles.at(-2)].filter((value) => value !== undefined).map(written);
  return (choices ?? []).filter((choice) => choice !== null);
}

interface Training {
  distribution?: { number?: { quantiles?: number[] } };
}
