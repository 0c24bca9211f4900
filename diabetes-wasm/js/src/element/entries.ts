import type { PatientRecord, SchemaProperty } from "../types.js";

// What stands in the form, as typed, and the record that it makes.

/** What was typed or chosen, by the wire name of its field. */
export type Entries = Map<string, string>;

/** The record of what was entered; what is empty is missing, what is no number is left for the engine to refuse. */
export function recordOf(
  entries: Entries,
  properties: Record<string, SchemaProperty>,
): Partial<PatientRecord> {
  const record: Record<string, unknown> = {};
  for (const [field, entry] of entries) {
    const text = entry.trim();
    if (text === "") continue;
    record[field] = properties[field]?.enum ? text : numberOrText(text);
  }
  return record;
}

/** A number with a decimal point or comma. */
function numberOrText(text: string): number | string {
  const plain = /^[^.,]*,[^.,]*$/.test(text) ? text.replace(",", ".") : text;
  const value = Number(plain);
  return Number.isFinite(value) ? value : text;
}

/** The entries that stand for a record; a choice is found whatever its case and accents, true and false are Si and No. */
export function entriesOf(record: object, properties: Record<string, SchemaProperty>): Entries {
  const entries: Entries = new Map();
  for (const [field, value] of Object.entries(record)) {
    if (value === null || value === undefined || Number.isNaN(value)) continue;
    const text = typeof value === "boolean" ? (value ? "Si" : "No") : String(value);
    const choice = properties[field]?.enum?.find(
      (option) => option !== null && plain(option) === plain(text),
    );
    entries.set(field, choice ?? text);
  }
  return entries;
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
