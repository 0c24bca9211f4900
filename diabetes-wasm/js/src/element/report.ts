import type { Assessment } from "../assessment.js";
import { bandOf, pointsOf, referralOf } from "./scores.js";
import type { Wording } from "./wording.js";

/** The entries by title, with units. */
export function enteredOf(assessment: Assessment, wording: Wording): [title: string, value: string][] {
  return Object.entries(assessment.record).map(([field, value]) => [
    wording.title(field),
    wording.value(field, value as number | string),
  ]);
}

/** The replacements for missing fields: a mean, a share of Si or the shares of the choices. */
export function imputedOf({ prediction }: Assessment, wording: Wording): string[] {
  return Object.entries(prediction.imputed).map(([field, average]) => {
    const share = (value: number) => `${wording.number(value * 100)} %`;
    const shown =
      typeof average === "object"
        ? Object.entries(average)
            .map(([choice, value]) => `${wording.value(field, choice)} ${share(value)}`)
            .join(", ")
        : wording.field(field)?.enum
          ? `${wording.value(field, "Si")} ${share(average)}`
          : wording.value(field, average);
    return `${wording.title(field)} (${wording.text.average}: ${shown})`;
  });
}

/** The answer as text for a patient's file: figures, inputs, model, time and the disclaimer. */
export function reportText(assessment: Assessment, wording: Wording, time: Date): string {
  const { text } = wording;
  const { prediction, scores, model } = assessment;
  const imputed = imputedOf(assessment, wording);
  return [
    text.title,
    `${text.date}: ${wording.moment(time)}`,
    "",
    prediction.interpretation,
    ...prediction.warnings.map(({ message }) => `${text.warnings}: ${wording.sentence(message)}`),
    "",
    `${text.entered}:`,
    ...enteredOf(assessment, wording).map(([title, value]) => `- ${title}: ${value}`),
    ...(imputed.length === 0 ? [] : ["", `${text.imputed}:`, ...imputed.map((one) => `- ${one}`)]),
    ...(scores === null ? [] : ["", `${text.scores}:`]),
    ...Object.values(scores ?? {}).map((result) => {
      const referral = referralOf(result, wording);
      const name = wording.score(result.name);
      return `- ${name}: ${pointsOf(result, wording)}; ${text.band}: ${bandOf(result, wording)}${referral === null ? "" : `; ${referral}`}`;
    }),
    "",
    `${text.model}: ${model.name} ${model.version}`,
    `${text.hash}: ${model.hash}`,
    text.reservation,
  ].join("\n");
}
