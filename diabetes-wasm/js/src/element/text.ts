import type { Locale } from "../types.js";
import { en } from "./text/en.js";
import { es } from "./text/es.js";

// Labels of the form and the answer. Texts about health, ranges and field names come from the engine.

/** The texts of one language. */
export type Text = typeof es;

/** The texts by language; the first language is the default. */
export const texts: Record<Locale, Text> = { es, en };

/** The languages. */
export const locales = Object.keys(texts) as [Locale, ...Locale[]];

/** The language for a tag, such as `es` for `es-CO`. */
export function localeOf(tag: string): Locale {
  const [language] = tag.toLowerCase().split(/\W/);
  return locales.find((locale) => locale === language) ?? locales[0];
}
