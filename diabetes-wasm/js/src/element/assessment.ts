import { adaRiskTest, classifyGlucose, findrisc, findrisc2003, schema, type Model } from "../index.js";
import type { Assessment } from "../assessment.js";
import type { Category, Locale, ModelInfo, Output, PatientRecord } from "../types.js";

/** The answer for a valid record, and its explanation. */
export function assess(
  model: Model,
  info: ModelInfo,
  record: PatientRecord,
  options: { locale: Locale; findriscCut: number | undefined },
): Assessment {
  const { locale, findriscCut } = options;
  const prediction = model.predict(record, { locale, findriscCut });
  const applies = prediction.not_applicable === null;
  return {
    record,
    prediction,
    explanation: applies
      ? Object.fromEntries(
          outputsOf(info).map((output) => [output, model.explain(record, output, { locale })]),
        )
      : {},
    scores: applies
      ? {
          findrisc: findrisc(record, { cut: findriscCut, locale }),
          findrisc2003: findrisc2003(record, { locale }),
          adaRiskTest: adaRiskTest(record, { locale }),
        }
      : null,
    model: { name: info.name, version: info.version, hash: info.hash },
  };
}

/** The outputs that the model has, glucose first. */
export function outputsOf(info: ModelInfo): Output[] {
  return Object.keys(info.outputs) as Output[];
}

/** The glucose values at which the next categories start, mg/dL; found by asking the engine. */
export function glucoseCuts(): { from: number; category: Category }[] {
  const { minimum = 0, maximum = 0 } = schema().properties.glucosa_ayunas;
  const cuts: { from: number; category: Category }[] = [];
  let below = classifyGlucose(minimum).category;
  for (let low = minimum, next = firstOther(low, maximum, below); next !== undefined;) {
    below = classifyGlucose(next).category;
    cuts.push({ from: next, category: below });
    low = next;
    next = firstOther(low, maximum, below);
  }
  return cuts;
}

/** The smallest number above `low` with another category; bisects down to neighbouring floats. */
function firstOther(low: number, high: number, category: Category): number | undefined {
  if (classifyGlucose(high).category === category) return undefined;
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return high;
    if (classifyGlucose(middle).category === category) low = middle;
    else high = middle;
  }
}
