import type { PatientRecord, SchemaProperty } from "../types.js";

// The form's contents as typed, and the record made from them.

/** What was typed or chosen, by field name. */
export type Entries = Map<string, string>;
/** The name of the unit chosen for a field, where it is not the field's own. */
export type Units = Map<string, string>;

/** The record for the entries; empty ones are missing, invalid numbers are left for the engine to refuse. */
export function recordOf(
  entries: Entries,
  properties: Record<string, SchemaProperty>,
  units: Units = new Map(),
): Partial<PatientRecord> {
  const record: Record<string, unknown> = {};
  for (const [field, entry] of entries) {
    const text = entry.trim();
    if (text === "") continue;
    const property = properties[field];
    const unit = property?.other_units?.find(({ name }) => name === units.get(field));
    const value = property?.enum ? text : numberOrText(text);
    record[field] =
      unit && typeof value === "number" ? decimals(unit.factor * value + unit.offset, 4) : value;
  }
  return record;
}

/** Parses a number with a decimal point or comma. */
function numberOrText(text: string): number | string {
  const plain = /^[^.,]*,[^.,]*$/.test(text) ? text.replace(",", ".") : text;
  const value = Number(plain);
  return Number.isFinite(value) ? value : text;
}

function decimals(value: number, most: number): number {
  return Number(value.toFixed(most));
}

/**
 * The entries for a record; choices match whatever their case and accents, booleans become Si and No, numbers
 * get the decimal mark of the language.
 */
export function entriesOf(
  record: object,
  properties: Record<string, SchemaProperty>,
  decimalMark = ".",
): Entries {
  const entries: Entries = new Map();
  for (const [field, value] of Object.entries(record)) {
    if (value === null || value === undefined || Number.isNaN(value)) continue;
    const text = typeof value === "boolean" ? (value ? "Si" : "No") : String(value);
    const choice = properties[field]?.enum?.find(
      (option) => option !== null && plain(option) === plain(text),
    );
    entries.set(field, choice ?? (typeof value === "number" ? text.replace(".", decimalMark) : text));
  }
  return entries;
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
