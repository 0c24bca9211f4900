import { DiabetesError } from "./errors.js";

/** The object's own keys, as in JSON. */
type Mapping = Record<string, unknown>;

/** A number as JSON, which has no infinity; a number too large for a float is read as infinity. */
function number(value: number): string {
  if (Number.isNaN(value)) return "null";
  if (!Number.isFinite(value)) return value > 0 ? "1e999" : "-1e999";
  return Object.is(value, -0) ? "-0.0" : String(value);
}

/** Text as JSON, with a replacement character for a lone surrogate. */
function text(value: string): string {
  return JSON.stringify(
    /[\ud800-\udfff]/.test(value) ? new TextDecoder().decode(new TextEncoder().encode(value)) : value,
  );
}

/** A value of a record as JSON; anything that is not a plain value becomes a list, which no field accepts. */
export function valueJson(value: unknown): string {
  switch (typeof value) {
    case "number":
      return number(value);
    case "string":
      return text(value);
    case "boolean":
      return String(value);
    case "bigint":
      return number(Number(value));
    case "undefined":
      return "null";
    default:
      return value === null ? "null" : "[]";
  }
}

/** Whether this is an object whose keys are fields. */
export function isMapping(record: unknown): record is Mapping {
  return (
    typeof record === "object" && record !== null && !Array.isArray(record) && !ArrayBuffer.isView(record)
  );
}

/** Whether this is an object that inherits nothing, such as a literal. */
export function isPlain(record: unknown): record is Mapping {
  if (typeof record !== "object" || record === null) return false;
  const prototype: unknown = Object.getPrototypeOf(record);
  return prototype === Object.prototype || prototype === null;
}

/**
 * A record as JSON; a value that is not a record becomes something the engine refuses. Keys with the value
 * `undefined` are ignored. The value of `target` is written as the outcome.
 */
export function recordJson(record: unknown, target = "Resultado"): string {
  if (!isMapping(record)) return "0";
  let json = "";
  for (const key of Object.keys(record)) {
    const value = record[key];
    const name = key === target ? "Resultado" : key;
    if (value === undefined || (key === "Resultado" && key !== target)) continue;
    json += `${json === "" ? "" : ","}${text(name)}:${valueJson(value)}`;
  }
  return `{${json}}`;
}

/** Whether this is a record with this key. */
export function has(record: unknown, key: string): boolean {
  try {
    return isMapping(record) && record[key] !== undefined && Object.hasOwn(record, key);
  } catch {
    return false;
  }
}

/** Many records as a JSON list; one that cannot be read is replaced by something that is not a record. */
export function recordsJson(records: readonly unknown[], target?: string): string {
  const texts = records.map((record) => {
    try {
      return recordJson(record, target);
    } catch {
      return "0";
    }
  });
  return `[${texts.join(",")}]`;
}

/** The items of a list or any other iterable. */
export function list(items: unknown, option: string): unknown[] {
  if (typeof items === "object" && items !== null && Symbol.iterator in items)
    return [...(items as Iterable<unknown>)];
  throw new DiabetesError("bad_option", `${option} must be a list`);
}

/** The bytes of a text or of bytes, copied: a caller's object may misreport its length. */
export function bytesOf(content: unknown, option: string): Uint8Array {
  if (typeof content === "string") return new TextEncoder().encode(content);
  if (content instanceof Uint8Array) return new Uint8Array(content);
  throw new DiabetesError("bad_option", `${option} must be text or bytes`);
}
