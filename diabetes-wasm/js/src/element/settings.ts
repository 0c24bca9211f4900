import type { ScoreResult } from "../types.js";

// What the attributes of the element say.

/** The attributes that change what is shown. */
export const ATTRIBUTES = [
  "locale",
  "lang",
  "findrisc-cut",
  "no-language-switch",
  "fields",
  "scores",
  "hide",
  "heading-level",
  "units",
  "submit-label",
] as const;

/** Names separated by spaces; `undefined` without the attribute. */
function names(host: HTMLElement, attribute: string): Set<string> | undefined {
  const text = host.getAttribute(attribute);
  return text === null ? undefined : new Set(text.split(/[\s,]+/).filter((name) => name !== ""));
}

/** The optional fields to ask; all without the attribute `fields`. */
export function askedFields(host: HTMLElement): Set<string> | undefined {
  return names(host, "fields");
}

/** Whether a part is shown; the attribute `hide` names those that are not. */
export function shows(host: HTMLElement, part: string): boolean {
  return !names(host, "hide")?.has(part);
}

/** The published scores to show; all without the attribute `scores`. */
export function chosenScores(host: HTMLElement, scores: Record<string, ScoreResult> | null): ScoreResult[] {
  const chosen = names(host, "scores");
  return Object.values(scores ?? {}).filter(({ name }) => chosen?.has(name) ?? true);
}

/** The level of the first heading, 2 by default. */
export function headingLevel(host: HTMLElement): number {
  const level = Number(host.getAttribute("heading-level") ?? 2);
  return Number.isInteger(level) && level >= 1 && level <= 6 ? level : 2;
}

/** What the main button says, if not the usual. */
export function submitLabel(host: HTMLElement): string | undefined {
  return host.getAttribute("submit-label") ?? undefined;
}

/** The FINDRISC points from which a test is advised, if given. */
export function findriscCut(host: HTMLElement): number | undefined {
  const cut = Number.parseFloat(host.getAttribute("findrisc-cut") ?? "");
  return Number.isFinite(cut) ? cut : undefined;
}

/** Units to begin with, by their English names, where a field offers them. */
export function preferredUnits(host: HTMLElement): ReadonlySet<string> {
  return names(host, "units") ?? new Set();
}

/** The language of the element: its own attributes, else the nearest `lang` around it, also outside its tree. */
export function languageOf(host: HTMLElement): string {
  const own = host.getAttribute("locale");
  if (own !== null) return own;
  for (let at: Element | null = host; at;) {
    const found: Element | null = at.closest("[lang]");
    if (found) return found.getAttribute("lang") ?? "";
    const root: Node = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : null;
  }
  return "";
}
