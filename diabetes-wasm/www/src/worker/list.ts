import { Wording } from "../../../js/src/element/wording.js";
import type { Progress, Tasks } from "../protocol.js";
import { said } from "../said.js";
import { chosenRows } from "./chosen.js";
import { rowOf } from "./rows.js";
import { kept } from "./scored.js";

/** Rows between two reports of progress. */
const CHUNK = 500;

/** The chosen rows as a list to work from: who it is, in the file's own columns, and what to do, in words. */
export function list(question: Tasks["list"]["question"], progress: Progress): Blob {
  const { headings, words, locale, ...chosen } = question;
  const { csv } = kept();
  const wording = new Wording(locale);
  const own = csv.fields.flatMap((field, column) => (field === null ? [column] : []));
  const of = (cells: readonly string[]) => own.map((column) => cells[column] ?? "");
  const rows = chosenRows(chosen);
  const [first = "", ...others] = headings;
  // Spreadsheets read UTF-8 only with a mark.
  const parts = ["\ufeff", csv.lines([[first, ...of(csv.header), ...others]])];
  for (let from = 0; from < rows.length; from += CHUNK) {
    const lines = Array.from(rows.subarray(from, from + CHUNK), (place) => {
      const row = rowOf(place, wording);
      const { level, advised, notes } = said(row, words, wording);
      const risk = Number.isNaN(row.diabetes) ? "" : `${wording.fixed(100 * row.diabetes, 1)} %`;
      const found = notes.map(({ text }) => text).join("; ");
      return [String(place + 2), ...of(row.cells), level ?? "", advised.join(" "), found, risk];
    });
    parts.push(csv.lines(lines));
    progress(Math.min(from + CHUNK, rows.length), rows.length);
  }
  return new Blob(parts, { type: "text/csv;charset=utf-8" });
}
