import type { Answers, Columns } from "./diabetes_wasm.js";
import { DiabetesError } from "./errors.js";
import { names } from "./names.js";
import { isMapping, valueJson } from "./record.js";
import { engine } from "./runtime.js";
import type { Model as Native } from "./diabetes_wasm.js";
import type { PredictionColumns } from "./types.js";

/** Rows that cross at a time: few enough that the engine's memory stays small and near the processor. */
export const ROWS = 8192;
/** Stands for a missing choice. */
export const MISSING = 255;

/** The answers for columns, which all have one row a record. */
export function predictColumns(model: Native, columns: unknown): PredictionColumns {
  if (!isMapping(columns)) throw new DiabetesError("bad_option", "columns: an object of columns is needed");
  const given: [string, Float64Array | readonly unknown[]][] = [];
  for (const name of Object.keys(columns)) {
    const column = columns[name];
    if (column === undefined) continue;
    if (!isColumn(column))
      throw new DiabetesError("bad_option", `${name}: a column is a list or a typed array`);
    // A copy has the length that it says.
    if (column instanceof Float64Array) given.push([name, new Float64Array(column)]);
    else given.push([name, Array.isArray(column) ? [...(column as unknown[])] : Array.from(column)]);
  }
  const rows = given[0]?.[1].length ?? 0;
  for (const [name, { length }] of given) {
    if (length === rows) continue;
    throw new DiabetesError("unreadable_table", `column ${name} has ${length} rows instead of ${rows}`);
  }
  const answers = emptyAnswers(rows);
  for (let from = 0; from === 0 || from < rows; from += ROWS) {
    const to = Math.min(from + ROWS, rows);
    const table = new (engine().Columns)();
    try {
      for (const [name, column] of given) addPart(table, name, column, from, to);
      fill(answers, from, table.predict(model, to - from));
    } finally {
      table.free();
    }
  }
  return answers;
}

function isColumn(column: unknown): column is ArrayLike<unknown> {
  return Array.isArray(column) || (ArrayBuffer.isView(column) && !(column instanceof DataView));
}

/** Adds rows of a column in the form that the engine reads fastest. */
function addPart(table: Columns, name: string, column: ArrayLike<unknown>, from: number, to: number): void {
  const slot = names().slots.get(name);
  if (slot === undefined) return table.json(name, `[${"null,".repeat(to - from).slice(0, -1)}]`);
  const choices = names().choices[slot] ?? [];
  if (choices.length === 0) {
    if (column instanceof Float64Array) return table.numbers(name, column.subarray(from, to));
    const numbers = asNumbers(column, from, to);
    if (numbers) return table.numbers(name, numbers);
  } else {
    const codes = asCodes(column, choices, from, to);
    if (codes) return table.codes(name, codes);
  }
  table.json(
    name,
    `[${Array.from({ length: to - from }, (_, row) => valueJson(column[from + row])).join(",")}]`,
  );
}

/** The numbers of a column that holds nothing else. */
function asNumbers(column: ArrayLike<unknown>, from: number, to: number): Float64Array | undefined {
  const numbers = new Float64Array(to - from);
  for (let row = from; row < to; row++) {
    const value = column[row];
    if (typeof value === "number") numbers[row - from] = value;
    else if (value === null || value === undefined) numbers[row - from] = NaN;
    else return undefined;
  }
  return numbers;
}

/** The positions of choices, where every text is spelt as in the schema. */
function asCodes(
  column: ArrayLike<unknown>,
  choices: readonly string[],
  from: number,
  to: number,
): Uint8Array | undefined {
  const [first, second, third] = choices;
  const codes = new Uint8Array(to - from);
  for (let row = from; row < to; row++) {
    const value = column[row];
    if (value === first) continue;
    if (value === null || value === undefined) codes[row - from] = MISSING;
    else if (value === second) codes[row - from] = 1;
    else if (value === third) codes[row - from] = 2;
    else return undefined;
  }
  return codes;
}

const FIGURES = [
  "glucose_mg_dl",
  "interval_low",
  "interval_high",
  "prob_Normal",
  "prob_Prediabetes",
  "prob_Diabetes",
] as const;

function emptyAnswers(rows: number): PredictionColumns {
  const figures = (): Float64Array => new Float64Array(rows);
  const texts = <T>(): (T | null)[] => new Array<T | null>(rows).fill(null);
  return {
    glucose_mg_dl: figures(),
    interval_low: figures(),
    interval_high: figures(),
    prob_Normal: figures(),
    prob_Prediabetes: figures(),
    prob_Diabetes: figures(),
    category: texts(),
    confidence: texts(),
    risk_level: texts(),
    test_advised: texts(),
    imputed: texts(),
    warnings: texts(),
    errors: texts(),
    ignored: [],
  };
}

/** Puts the engine's answers into the rows from `from` on, and frees them. */
function fill(columns: PredictionColumns, from: number, answers: Answers): void {
  const { categories, confidences, levels, advises } = names();
  const figures = answers.figures();
  const rows = figures.length / FIGURES.length;
  FIGURES.forEach((name, place) => {
    columns[name].set(figures.subarray(place * rows, (place + 1) * rows), from);
  });
  const places = answers.places();
  const { category, confidence, risk_level, test_advised, imputed } = columns;
  for (let row = 0; row < rows; row++) {
    category[from + row] = categories[places[row] ?? MISSING] ?? null;
    confidence[from + row] = confidences[places[rows + row] ?? MISSING] ?? null;
    const level = places[2 * rows + row] ?? MISSING;
    risk_level[from + row] = levels[level] ?? null;
    test_advised[from + row] = advises[level] ?? null;
  }
  const imputable = answers.imputable();
  const texts = new Map([[0, null as string | null]]);
  answers.imputed().forEach((bits, row) => {
    let text = texts.get(bits);
    if (text === undefined) {
      text = imputable.filter((_, bit) => (bits >>> bit) & 1).join(";");
      texts.set(bits, text);
    }
    imputed[from + row] = text;
  });
  const codes = answers.note_codes();
  const notes = answers.notes();
  const { warnings, errors } = columns;
  for (let note = 0; note < notes.length; note += 2) {
    const row = from + (notes[note] as number);
    const code = codes[notes[note + 1] as number] as string;
    const before = warnings[row];
    warnings[row] = before == null ? code : `${before};${code}`;
  }
  for (const [row, text] of Object.entries(JSON.parse(answers.errors()) as Record<string, string>)) {
    errors[from + Number(row)] = text;
  }
  if (from === 0) columns.ignored.push(...answers.ignored());
  answers.free();
}

/** All the engine's answers as columns. */
export function answersOf(rows: number, answers: Answers): PredictionColumns {
  const columns = emptyAnswers(rows);
  fill(columns, 0, answers);
  return columns;
}
