import type { Locale } from "../../js/src/types.js";
import { en } from "./text/en.js";
import { es } from "./text/es.js";

// Labels of the page. Texts about a person's health, ranges and field names come from the engine.

/** The texts of one language. */
export type Text = typeof es;

/** The texts by language. */
export const texts: Record<Locale, Text> = { es, en };

/** The text for a code, or `otherwise` if there is none. */
export function textOf(texts: Record<string, string>, code: string, otherwise = code): string {
  return texts[code] ?? otherwise;
}
