import type { Assessment } from "../assessment.js";
import { restOf, urgentTexts } from "./advice.js";
import type { Answered } from "./answered.js";
import { bandOf, pointsOf } from "./scores.js";
import type { Wording } from "./wording.js";

/** The entries by title, with units, in clinical order; a body mass index that was computed is among them. */
export function enteredOf(
  assessment: Assessment,
  order: readonly string[],
  wording: Wording,
): [title: string, value: string][] {
  const record: Record<string, unknown> = { ...assessment.record };
  const computed = Object.values(assessment.explanation)[0]?.find(({ field }) => field === "imc")?.value;
  if (record.imc === undefined && typeof computed === "number") record.imc = computed;
  return Object.entries(record)
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([field, value]) => [wording.title(field), wording.value(field, value as number | string)]);
}

/** The answer in five lines for a record: when and what, the data, the answer, what to do, scores and model. */
export function reportText({ assessment, order, wording, scores }: Answered, time: Date): string {
  const { text } = wording;
  const { prediction, model } = assessment;
  const data = enteredOf(assessment, order, wording).map(([title, value]) => `${title}: ${value}`);
  const warnings = prediction.warnings.map(({ message }) => message);
  const points = scores.map(
    (result) =>
      `${wording.score(result.name)}: ${pointsOf(result, wording)} (${text.band.toLowerCase()}: ${bandOf(result, wording)})`,
  );
  const identity = `${text.model}: ${model.name} ${model.version} (SHA-256 ${model.hash})`;
  return [
    `${text.title}, ${wording.moment(time)}. ${text.reservation}`,
    `${text.entered}: ${data.join("; ")}.`,
    [restOf(prediction, wording), ...warnings].join(" "),
    `${text.now}: ${[...urgentTexts(prediction, wording), prediction.next_step.text].join(" ")}`,
    `${[...points, identity].join("; ")}.`,
  ].join("\n");
}
