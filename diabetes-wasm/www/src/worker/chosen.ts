import { names } from "../../../js/src/names.js";
import { APART, type Chosen, type SortKey } from "../protocol.js";
import { kept, type ScoredFile } from "./scored.js";

/** Rows whose cells are fetched at a time. */
const CHUNK = 5000;

/** The last choice: pages of it are asked for one after the other. */
let last: { of: ScoredFile; key: string; rows: Uint32Array } | undefined;
/** The text of each row that is searched, and the file it is from. */
let texts: { of: ScoredFile; rows: string[] } | undefined;

/** The rows of a choice, in its order. */
export function chosenRows({ filter, search, sort, reversed }: Chosen): Uint32Array {
  const file = kept();
  const key = JSON.stringify([filter, search, sort, reversed]);
  if (last?.of === file && last.key === key) return last.rows;
  const isMatch = matcher(file, search);
  const isShown = shown(file, filter);
  const found = file.order.filter((row) => isShown(row) && isMatch(row));
  const rows = sorted(file, found, sort, reversed);
  last = { of: file, key, rows };
  return rows;
}

function shown(
  { priorities, advised, faulty }: ScoredFile,
  filter: Chosen["filter"],
): (row: number) => boolean {
  const place = (name: string) => (names().priorities as readonly string[]).indexOf(name);
  const apart = APART.map(place);
  const isApart = (row: number) => apart.includes(priorities[row] as number);
  if (filter === "all") return () => true;
  if (filter === "call") return (row) => isApart(row) || advised[row] === 1;
  if (filter === "no_test") return (row) => advised[row] === 0 && !isApart(row);
  // What is urgent in a row with errors comes first, but the row is still to be mended.
  if (filter === "errors") return (row) => faulty[row] === 1;
  const wanted = place(filter);
  return (row) => priorities[row] === wanted;
}

/** Whether a row has every word, without accents and case, in its columns that are not fields, or in any. */
function matcher(file: ScoredFile, search: string): (row: number) => boolean {
  const words = plain(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return () => true;
  const { csv } = file;
  const isSearched = csv.fields.some((field) => field === null)
    ? (column: number) => csv.fields[column] === null
    : () => true;
  if (texts?.of !== file) {
    const rows: string[] = [];
    for (let from = 0; from < csv.rows; from += CHUNK)
      for (const cells of csv.cells(from, from + CHUNK))
        rows.push(plain(cells.filter((_, column) => isSearched(column)).join("\n")));
    texts = { of: file, rows };
  }
  const { rows } = texts;
  return (row) => words.every((word) => rows[row]?.includes(word));
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Sorts rows that are in order of priority; equal ones stay in it, and those without a value come last. */
function sorted(file: ScoredFile, rows: Uint32Array, sort: SortKey, reversed: boolean): Uint32Array {
  const sign = reversed ? -1 : 1;
  if (sort === "priority") return reversed ? rows.reverse() : rows;
  if (sort === "row") return rows.sort((a, b) => sign * (a - b));
  if (typeof sort === "string") {
    const values = file[sort];
    // The highest come first.
    return rows.sort((a, b) => compared(values[a], values[b], -sign));
  }
  const cells: string[] = [];
  for (let from = 0; from < file.csv.rows; from += CHUNK)
    for (const row of file.csv.cells(from, from + CHUNK)) cells.push(row[sort]?.trim() ?? "");
  const numbers = cells.map((cell) => (cell === "" ? NaN : Number(cell.replace(",", "."))));
  if (cells.every((cell, row) => cell === "" || !Number.isNaN(numbers[row])))
    return rows.sort((a, b) => compared(numbers[a], numbers[b], sign));
  const { compare } = new Intl.Collator("es", { numeric: true });
  return rows.sort((a, b) => {
    const [one = "", other = ""] = [cells[a], cells[b]];
    return one === "" || other === ""
      ? Number(one === "") - Number(other === "")
      : sign * compare(one, other);
  });
}

function compared(one = NaN, other = NaN, sign: number): number {
  if (Number.isNaN(one) || Number.isNaN(other))
    return Number(Number.isNaN(one)) - Number(Number.isNaN(other));
  return sign * (one - other);
}
