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
  const given: [string, ArrayLike<unknown>][] = [];
  for (const name of Object.keys(columns)) {
    const column = columns[name];
    if (column === undefined) continue;
    if (!isColumn(column))
      throw new DiabetesError("bad_option", `${name}: a column is a list or a typed array`);
    given.push([name, readable(column)]);
  }
  const lengths = given.map(([, { length }]) => length);
  const rows = lengths[0] ?? 0;
  for (const [place, [name]] of given.entries()) {
    const length = lengths[place] as number;
    if (length === rows) continue;
    throw new DiabetesError("unreadable_table", `column ${name} has ${length} rows instead of ${rows}`);
  }
  const answers = new Collected(rows);
  const table = new (engine().Columns)(model);
  try {
    for (let from = 0; from === 0 || from < rows; from += ROWS) {
      const to = Math.min(from + ROWS, rows);
      for (const [name, column] of given) addPart(table, name, column, from, to);
      answers.add(from, table.predict(to - from));
    }
  } finally {
    table.free();
  }
  return answers.columns;
}

/** A column that can be read in place; typed arrays have the length that they say. */
function readable(column: ArrayLike<unknown>): ArrayLike<unknown> {
  if (Array.isArray(column)) return column as readonly unknown[];
  if (column instanceof Float64Array) {
    const [buffer, from, length] = OWN.map((get) => get.call(column)) as [ArrayBuffer, number, number];
    return new Float64Array(buffer, from, length);
  }
  return Array.from(column);
}

/** What every typed array knows of itself, whatever a caller's one says instead. */
const OWN = ["buffer", "byteOffset", "length"].map((name) => {
  const property = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Float64Array.prototype), name);
  return (property as { get: (this: Float64Array) => unknown }).get;
});

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
  const codes = new Uint8Array(to - from);
  const [first, second, third] = choices as [string, string, string?];
  const isComplete =
    third === undefined
      ? ofTwo(column, from, first, second, codes)
      : ofThree(column, from, first, second, third, codes);
  return isComplete || ofAny(column, from, choices, codes) ? codes : undefined;
}

/** Whether each value is one of two texts; says which. No value makes a jump, which a processor would not foresee. */
function ofTwo(
  column: ArrayLike<unknown>,
  from: number,
  first: string,
  second: string,
  codes: Uint8Array,
): boolean {
  let found = 1;
  for (let row = 0; row < codes.length; row++) {
    const value = column[from + row];
    const isSecond = +(value === second);
    codes[row] = isSecond;
    found &= +(value === first) | isSecond;
  }
  return found === 1;
}

/** The same of three texts. Apart from two: engines compare texts fast where they have seen nothing but texts. */
function ofThree(
  column: ArrayLike<unknown>,
  from: number,
  first: string,
  second: string,
  third: string,
  codes: Uint8Array,
): boolean {
  let found = 1;
  for (let row = 0; row < codes.length; row++) {
    const value = column[from + row];
    const [isSecond, isThird] = [+(value === second), +(value === third)];
    codes[row] = isSecond | (isThird << 1);
    found &= +(value === first) | isSecond | isThird;
  }
  return found === 1;
}

/** The same of columns where some values are missing. */
function ofAny(
  column: ArrayLike<unknown>,
  from: number,
  [first, second, third]: readonly string[],
  codes: Uint8Array,
): boolean {
  for (let row = 0; row < codes.length; row++) {
    const value = column[from + row];
    if (value === null || value === undefined) codes[row] = MISSING;
    else if (value === first) codes[row] = 0;
    else if (value === second) codes[row] = 1;
    else if (value === third) codes[row] = 2;
    else return false;
  }
  return true;
}

const FIGURES = [
  "glucose_mg_dl",
  "interval_low",
  "interval_high",
  "prob_Normal",
  "prob_Prediabetes",
  "prob_Diabetes",
] as const;

/** Answers of some rows, whose names and texts are numbers as yet. */
interface Block {
  from: number;
  rows: number;
  /** Category, confidence and level, one after the other. */
  places: Uint8Array;
  /** Imputed fields and what deserves a look, one after the other. */
  marks: Uint32Array;
  texts: (string | null)[];
}

/** Columns that grow by blocks. Names and texts are made when a column is first asked for. */
class Collected {
  readonly columns: PredictionColumns;
  readonly #blocks: Block[] = [];

  constructor(rows: number) {
    const { categories, confidences, levels, advises } = names();
    const figures = (): Float64Array => new Float64Array(rows);
    const named = <T>(place: number, meanings: readonly T[]) =>
      this.#texts<T>(rows, (block) => [block.places, place * block.rows, meanings]);
    const marked = (place: number) =>
      this.#texts<string>(rows, (block) => [block.marks, place * block.rows, block.texts]);
    this.columns = lazy({
      glucose_mg_dl: figures(),
      interval_low: figures(),
      interval_high: figures(),
      prob_Normal: figures(),
      prob_Prediabetes: figures(),
      prob_Diabetes: figures(),
      category: named(0, categories),
      confidence: named(1, confidences),
      risk_level: named(2, levels),
      test_advised: named(2, advises),
      imputed: marked(0),
      warnings: marked(1),
      errors: () => this.#errors(rows),
      ignored: [],
    });
  }

  readonly #faults: [row: number, codes: string][] = [];

  #errors(rows: number): (string | null)[] {
    const errors = new Array<string | null>(rows).fill(null);
    for (const [row, codes] of this.#faults) errors[row] = codes;
    return errors;
  }

  /** What numbers of each block stand for; a number beyond stands for nothing. */
  #texts<T>(
    rows: number,
    of: (block: Block) => [Uint8Array | Uint32Array, number, readonly (T | null)[]],
  ): () => (T | null)[] {
    return () => {
      const column = new Array<T | null>(rows);
      for (const block of this.#blocks) {
        const [numbers, start, meanings] = of(block);
        for (let row = 0; row < block.rows; row++) {
          const number = numbers[start + row] as number;
          column[block.from + row] = number < meanings.length ? (meanings[number] as T | null) : null;
        }
      }
      return column;
    };
  }

  /** Adds the engine's answers for the rows from `from` on, and frees them. */
  add(from: number, answers: Answers): void {
    const figures = answers.figures();
    const rows = figures.length / FIGURES.length;
    FIGURES.forEach((name, place) => {
      this.columns[name].set(figures.subarray(place * rows, (place + 1) * rows), from);
    });
    const [places, marks] = [answers.places(), answers.marks()];
    this.#blocks.push({ from, rows, places, marks, texts: [null, ...answers.texts()] });
    for (const [row, codes] of Object.entries(JSON.parse(answers.errors()) as Record<string, string>)) {
      this.#faults.push([from + Number(row), codes]);
    }
    if (from === 0) this.columns.ignored.push(...answers.ignored());
    answers.free();
  }
}

/** An object of these properties; what is a function is called when the property is first read. */
function lazy<T extends object>(properties: { [name in keyof T]: T[name] | (() => T[name]) }): T {
  const object = {} as T;
  const put = (name: PropertyKey, value: unknown): void => {
    Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
  };
  for (const [name, property] of Object.entries<unknown>(properties)) {
    if (!isMaker(property)) {
      put(name, property);
      continue;
    }
    Object.defineProperty(object, name, {
      get: () => {
        const value = property();
        put(name, value);
        return value;
      },
      set: (value) => {
        put(name, value);
      },
      enumerable: true,
      configurable: true,
    });
  }
  return object;
}

function isMaker(property: unknown): property is () => unknown {
  return typeof property === "function";
}

/** All the engine's answers as columns. */
export function answersOf(rows: number, answers: Answers): PredictionColumns {
  const collected = new Collected(rows);
  collected.add(0, answers);
  return collected.columns;
}
