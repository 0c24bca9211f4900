import { DiabetesError } from "./errors.js";
import { names } from "./names.js";
import { DAY_MS, engine, today as now } from "./runtime.js";
import type { Locale } from "./types.js";

/** Options shared by most calls. */
export interface LocaleOptions {
  /** The language of the texts; Spanish by default. */
  locale?: Locale | undefined;
}

/** The language tag for texts. */
export function localeOf(locale: unknown): Locale {
  const { locales } = names();
  const known = locales.find((tag) => tag === (locale ?? locales[0]));
  return known ?? (engine().locale_of(textOption(locale, "locale") ?? "") as Locale);
}

/** Options for the advice, in addition to the record and model. */
export interface AdviceOptions {
  /** The FINDRISC points from which a test is advised; without this option FINDRISC is not used. */
  findriscCut?: number | undefined;
  /** The date of the advice, `YYYY-MM-DD`; defaults to today (UTC). */
  today?: string | undefined;
}

/** These options in the engine's form: NaN for no cut-off, and days since 1970-01-01. */
export type Advising = readonly [cut: number, today: number];

/** Converts the options for the advice to the engine's form. */
export function advising({ findriscCut, today }: { findriscCut?: unknown; today?: unknown }): Advising {
  const cut = numberOption(findriscCut, "findriscCut") ?? NaN;
  const day = textOption(today, "today");
  return [cut, day === undefined ? now() : dayOf(day)];
}

function dayOf(text: string): number {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00Z`) : NaN;
  // Some engines read 30 February as a day in March.
  if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(text)) return time / DAY_MS;
  throw new DiabetesError("bad_option", "today must be a date, YYYY-MM-DD");
}

/** The given options; none if undefined or null. */
export function given<T extends object>(options: T | undefined | null): Partial<T> {
  if (options === undefined || options === null) return {};
  if (typeof options !== "object") throw new DiabetesError("bad_option", "options must be an object");
  return options;
}

/** A text option. */
export function textOption(value: unknown, name: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw new DiabetesError("bad_option", `${name} must be text`);
  return value;
}

/** A number option. */
export function numberOption(value: unknown, name: string): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "number" || Number.isNaN(value))
    throw new DiabetesError("bad_option", `${name} must be a number`);
  return value;
}

/** A seed: an integer from 0 to 2^64 - 1. */
function seedOption(value: unknown): bigint {
  if (value === undefined || value === null) return 42n;
  const isWhole = typeof value === "bigint" || (typeof value === "number" && Number.isSafeInteger(value));
  const seed = isWhole ? BigInt(value) : -1n;
  if (seed < 0n || seed >= 1n << 64n)
    throw new DiabetesError("bad_option", "seed must be a whole number, 0 or more");
  return seed;
}

/** The options of every recalibration, in addition to its rows. */
export function recalibrationOptions(options: {
  target?: unknown;
  seed?: unknown;
  source?: unknown;
  date?: unknown;
  locale?: unknown;
}): { target: string; how: [seed: bigint, source: string, date: string, locale: Locale] } {
  const { target, seed, source, date, locale } = options;
  return {
    target: textOption(target, "target") ?? "Resultado",
    how: [
      seedOption(seed),
      textOption(source, "source") ?? "",
      textOption(date, "date") ?? new Date().toISOString().slice(0, 10),
      localeOf(locale),
    ],
  };
}
