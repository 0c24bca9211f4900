import type { Progress, Tasks } from "../protocol.js";
import { CHUNK } from "./score.js";
import { kept } from "./scored.js";

/** The scored file as CSV: its own columns, then those of the answers. */
export function write({ prefix, defuse }: Tasks["write"]["question"], progress: Progress): Blob {
  const { csv, model } = kept();
  const parts: string[] = [];
  for (let from = 0; from === 0 || from < csv.rows; from += CHUNK) {
    parts.push(csv.write(model, from, from + CHUNK, { header: from === 0, prefix, defuse }));
    progress(Math.min(from + CHUNK, csv.rows), csv.rows);
  }
  return new Blob(parts, { type: "text/csv;charset=utf-8" });
}
