import { Csv } from "../../../js/src/index.js";
import type { Tasks } from "../protocol.js";
import { modelOf } from "./scored.js";

/** Refits a model to the people in a file with outcomes, and judges it. */
export async function recalibrate(
  question: Tasks["recalibrate"]["question"],
): Promise<Tasks["recalibrate"]["answer"]> {
  const { file, target, source, locale } = question;
  const model = modelOf(question.model);
  const csv = new Csv(new Uint8Array(await file.arrayBuffer()));
  try {
    const recalibrated = csv.recalibrate(model, { target, source, locale });
    try {
      return { model: recalibrated.toJson(), judgement: csv.judgeRecalibration(model, { target }) };
    } finally {
      recalibrated.free();
    }
  } finally {
    csv.free();
    model.free();
  }
}
