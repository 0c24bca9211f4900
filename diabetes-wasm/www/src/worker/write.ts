import type { Progress, Tasks } from "../protocol.js";
import { CHUNK, kept } from "./scored.js";

/** The scored file as CSV: its own columns, then those of the answers. */
export function write({ prefix, defuse, round }: Tasks["write"]["question"], progress: Progress): Blob {
  const { csv, model, findriscCut } = kept();
  // A file that a spreadsheet wrote is opened by one again, which reads UTF-8 only with a mark.
  const parts = csv.encoding === "UTF-8" ? [] : ["\ufeff"];
  for (let from = 0; from === 0 || from < csv.rows; from += CHUNK) {
    parts.push(
      csv.write(model, from, from + CHUNK, { header: from === 0, prefix, defuse, round, findriscCut }),
    );
    progress(Math.min(from + CHUNK, csv.rows), csv.rows);
  }
  return new Blob(parts, { type: "text/csv;charset=utf-8" });
}
