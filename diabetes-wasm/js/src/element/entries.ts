import type { PatientRecord, SchemaProperty } from "../types.js";

// The form's contents as typed, and the record made from them.

/** What was typed or chosen, by field name. */
export type Entries = Map<string, string>;

/** The record for the entries; empty ones are missing, invalid numbers are left for the engine to refuse. */
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

/** Parses a number with a decimal point or comma. */
function numberOrText(text: string): number | string {
  const plain = /^[^.,]*,[^.,]*$/.test(text) ? text.replace(",", ".") : text;
  const value = Number(plain);
  return Number.isFinite(value) ? value : text;
}

/** The entries for a record; choices match whatever their case and accents, booleans become Si and No. */
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
