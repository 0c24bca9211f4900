import type { Answers, Columns } from "./diabetes_wasm.js";
import { DiabetesError } from "./errors.js";
import { names } from "./names.js";
import type { Advising } from "./options.js";
import { isMapping, valueJson } from "./record.js";
import { engine, views } from "./runtime.js";
import type { Model as Native } from "./diabetes_wasm.js";
import type { PredictionColumns } from "./types.js";

/** Rows passed at a time: few enough to keep the engine's memory small and in the processor's cache. */
export const ROWS = 8192;
/** The code of a missing choice. */
export const MISSING = 255;
/** The code of a missing name or boolean. */
const NONE = 255;

/** The answers for columns, each of which has one row per record. */
export function predictColumns(model: Native, columns: unknown, advising: Advising): PredictionColumns {
  if (!isMapping(columns)) throw new DiabetesError("bad_option", "columns must be an object of columns");
  const given: [string, ArrayLike<unknown>][] = [];
  for (const name of Object.keys(columns)) {
    const column = columns[name];
    if (column === undefined) continue;
    if (!isColumn(column))
      throw new DiabetesError("bad_option", `${name}: a column must be a list or a typed array`);
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
  const table = new (engine().Columns)(model, ...advising);
  try {
    for (let from = 0; from === 0 || from < rows; from += ROWS) {
      const to = Math.min(from + ROWS, rows);
      for (const [name, column] of given) addPart(table, name, column, from, to);
      answers.add(from, to - from, table.predict(to - from));
    }
  } finally {
    table.free();
  }
  return answers.columns;
}

/** A form of the column that can be read by index; a typed array gets its true length. */
function readable(column: ArrayLike<unknown>): ArrayLike<unknown> {
  if (Array.isArray(column)) return column as readonly unknown[];
  if (column instanceof Float64Array) {
    const [buffer, from, length] = OWN.map((get) => get.call(column)) as [ArrayBuffer, number, number];
    return new Float64Array(buffer, from, length);
  }
  return Array.from(column, roundOf(column) ?? ((value: unknown) => value));
}

/** Rounds to a half-precision float; some engines do not have this function yet. */
type Rounding = Math & { f16round?: (value: number) => number };

/** Rounds each 16 or 32 bit float to the decimal it represents: 5.7, not 5.699999809. */
function roundOf(column: object): ((value: unknown) => unknown) | undefined {
  const kind = Object.prototype.toString.call(column);
  const { fround, f16round } = Math as Rounding;
  const round =
    kind === "[object Float32Array]" ? fround : kind === "[object Float16Array]" ? f16round : undefined;
  if (!round) return undefined;
  return (value) => {
    const short = value as number;
    for (let digits = 1; digits < 10; digits++) {
      const near = +short.toPrecision(digits);
      if (round(near) === short) return near;
    }
    return short;
  };
}

/** The built-in properties of typed arrays, which a caller's object may have overridden. */
const OWN = ["buffer", "byteOffset", "length"].map((name) => {
  const property = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Float64Array.prototype), name);
  return (property as { get: (this: Float64Array) => unknown }).get;
});

function isColumn(column: unknown): column is ArrayLike<unknown> {
  return Array.isArray(column) || (ArrayBuffer.isView(column) && !(column instanceof DataView));
}

/** Adds rows of a column in the fastest form for the engine. */
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

/** The numbers of a column that only holds numbers. */
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

/** The indices of choices, if every text is spelled as in the schema. */
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

/** Whether each value is one of two texts, and which. Branchless, because the values cannot be predicted. */
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

/** Like `ofTwo`, for three texts. Separate, because engines compare fast where they have only seen texts. */
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

/** Like `ofTwo`, for columns with missing values. */
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

/** Answers for some rows, with names and texts still as numbers. */
interface Block {
  from: number;
  rows: number;
  /** The codes of names and booleans, column by column. */
  codes: Uint8Array;
  /** The indices of texts, column by column. */
  marks: Uint32Array;
  texts: (string | null)[];
}

/** Columns that grow block by block. Names and texts are created when a column is first read. */
class Collected {
  readonly columns: PredictionColumns;
  readonly #numbers: Float64Array[] = [];
  readonly #blocks: Block[] = [];

  constructor(rows: number) {
    const columns: Record<string, unknown> = {};
    let [coded, marked] = [0, 0];
    for (const [name, kind] of names().columns) {
      if (kind === "numbers") {
        const numbers = new Float64Array(rows);
        this.#numbers.push(numbers);
        columns[name] = numbers;
      } else if (kind === "texts") {
        const place = marked++;
        columns[name] = () => this.#texts(new Array<string | null>(rows), place);
      } else {
        const place = coded++;
        columns[name] = () =>
          this.#named<string | boolean>(rows, place, "names" in kind ? kind.names : kind.truths);
      }
    }
    this.columns = lazy({ ...columns, ignored: [] }) as unknown as PredictionColumns;
  }

  /** The values behind the codes. */
  #named<T>(count: number, place: number, values: readonly (T | null)[]): (T | null)[] {
    const column = new Array<T | null>(count);
    const named = Array.from({ length: NONE + 1 }, (_, code) => values[code] ?? null);
    for (const { from, rows, codes } of this.#blocks) {
      const start = place * rows;
      if (isUniform(codes, start, rows)) {
        column.fill(named[codes[start] as number] as T | null, from, from + rows);
        continue;
      }
      for (let row = 0; row < rows; row++)
        column[from + row] = named[codes[start + row] as number] as T | null;
    }
    return column;
  }

  /** Fills in the texts. Separate from names, because engines optimise arrays that always hold one type. */
  #texts(column: (string | null)[], place: number): (string | null)[] {
    for (const { from, rows, marks, texts } of this.#blocks) {
      const start = place * rows;
      if (isUniform(marks, start, rows)) {
        column.fill(texts[marks[start] as number] as string | null, from, from + rows);
        continue;
      }
      for (let row = 0; row < rows; row++)
        column[from + row] = texts[marks[start + row] as number] as string | null;
    }
    return column;
  }

  /** Adds the engine's answers for the rows starting at `from`, and frees them. */
  add(from: number, rows: number, answers: Answers): void {
    views(answers.numbers(), rows).forEach((column, place) => {
      this.#numbers[place]?.set(column, from);
    });
    const [codes, marks] = [answers.codes(), answers.marks()];
    this.#blocks.push({ from, rows, codes, marks, texts: [null, ...answers.texts()] });
    if (from === 0) this.columns.ignored.push(...answers.ignored());
    answers.free();
  }
}

/** Whether all rows have the same code, as most do when there is nothing to report. */
function isUniform(codes: Uint8Array | Uint32Array, start: number, rows: number): boolean {
  for (let place = start + 1; place < start + rows; place++) {
    if (codes[place] !== codes[start]) return false;
  }
  return true;
}

/** An object with these properties; a function is called when its property is first read. */
function lazy(properties: Record<string, unknown>): object {
  const object = {};
  const put = (name: PropertyKey, value: unknown): void => {
    Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
  };
  for (const [name, property] of Object.entries(properties)) {
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
  collected.add(0, rows, answers);
  return collected.columns;
}
