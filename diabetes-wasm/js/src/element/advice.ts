import { advice } from "../index.js";
import type { Prediction } from "../types.js";
import type { Wording } from "./wording.js";

/** What to do the same day. */
export function urgentTexts({ urgent }: Pick<Prediction, "urgent">, { locale }: Wording): string[] {
  return advice(locale)
    .filter(({ code }) => urgent.some((one) => one === code))
    .map(({ text }) => text);
}

/** The interpretation without what the box says. */
export function restOf(prediction: Prediction, wording: Wording): string {
  const said = [...urgentTexts(prediction, wording), prediction.next_step.text];
  return said
    .reduce((rest, text) => rest.replace(text, ""), prediction.interpretation)
    .replace(/\s+/g, " ")
    .trim();
}
