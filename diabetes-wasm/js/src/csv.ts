import { answersOf } from "./columns.js";
import type { Csv as Native } from "./diabetes_wasm.js";
import { decode } from "./encoding.js";
import { DiabetesError, guarded } from "./errors.js";
import { Model, type RecalibrateOptions } from "./model.js";
import { bytesOf } from "./record.js";
import {
  advising,
  given,
  numberOption,
  recalibrationOptions,
  textOption,
  type AdviceOptions,
} from "./options.js";
import { tools } from "./runtime.js";
import type { Agreement, CsvPreview, FieldName, PredictionColumns, RecalibrationJudgement } from "./types.js";

/**
 * What a column is: a field, or a field in one of its `other_units` by name (`talla:metres`), or the outcome, or
 * nothing.
 */
export type ColumnField = FieldName | `${FieldName}:${string}` | "Resultado" | null;

/** Options for reading a file. */
export interface CsvOptions {
  /** The field of each column, `null` for none, whatever its heading says; all columns must be listed. */
  fields?: readonly ColumnField[] | null | undefined;
}

/** Options for judging a recalibration. */
export interface JudgeOptions {
  /** The column of the outcome; `Resultado` by default. */
  target?: string | undefined;
  /** The seed of folds and resamples; 42 by default. */
  seed?: number | bigint | undefined;
  /** The resamples of the intervals; 500 by default. */
  resamples?: number | undefined;
}

/** Options for writing rows. */
export interface WriteOptions extends AdviceOptions {
  /** Whether to write the header; defaults to true. */
  header?: boolean | undefined;
  /** Whether to neutralise cells that a spreadsheet would run as formulas; defaults to true. */
  defuse?: boolean | undefined;
  /** The prefix for the names of the answers' columns. */
  prefix?: string | undefined;
  /** Whether figures get the decimals they mean (mg/dL 1, probabilities 4); all digits by default. */
  round?: boolean | undefined;
}

/** The most resamples. */
const MOST = 100_000;

/** What ends a cell and a row on the way to the engine. */
const [CELL, ROW] = ["\u001f", "\u001e"] as const;

/**
 * A CSV file as saved by spreadsheets: `,`, `;` or tabs, decimal point or comma, UTF-8, UTF-16 with a
 * byte-order mark or Windows-1252. Its cells stay text.
 */
export class Csv {
  readonly #native: Native;
  /** The names of the columns. */
  readonly header: readonly string[];
  /**
   * The field that each column names, `null` if none: headings may differ in case, accents and spaces, and
   * may have the unit in brackets.
   */
  readonly fields: readonly (string | null)[];
  /** The number of rows below the header. */
  readonly rows: number;
  /** The separator between cells. */
  readonly separator: "," | ";" | "\t";
  /** The detected encoding. */
  readonly encoding: string;

  /**
   * Reads a file. Fails with `tools_not_loaded` before `init({ tools: true })`, except in Node; with
   * `unreadable_table` when its first line names no field, names one twice or in another unit, or when a
   * quote is never closed. With `fields` the headings may say anything, and numbers in another unit are converted.
   */
  constructor(bytes: Uint8Array | string, options?: CsvOptions) {
    const [native, encoding] = guarded(() => {
      const { text, encoding } = textOf(bytes);
      const fields = fieldsOf(given(options).fields);
      return [new (tools().Csv)(text, fields), encoding] as const;
    });
    this.#native = native;
    this.encoding = encoding;
    this.header = JSON.parse(this.#native.header()) as string[];
    this.fields = JSON.parse(this.#native.fields()) as (string | null)[];
    this.rows = this.#native.rows;
    this.separator = this.#native.separator as "," | ";" | "\t";
  }

  /**
   * The columns of a file whose headings need not name any field: what each probably means, for a person to
   * confirm, and some of its cells.
   */
  static preview(bytes: Uint8Array | string): CsvPreview {
    return guarded(() => JSON.parse(tools().Csv.preview(textOf(bytes).text)) as CsvPreview);
  }

  /** The texts of rows, one list per row. */
  cells(from = 0, to = this.rows): string[][] {
    return guarded(() => JSON.parse(this.#native.cells(...range(from, to))) as string[][]);
  }

  /** The texts of a row as they are read: with `fields`, words for the sex become M and F, and numbers are in the unit of their field. @internal */
  values(row: number): string[] {
    return guarded(() => (JSON.parse(this.#native.values(row)) as (string | number)[]).map(String));
  }

  /** The answers for rows. */
  predict(model: Model, from = 0, to = this.rows, options?: AdviceOptions): PredictionColumns {
    return guarded(() => {
      const [first, end] = range(from, Math.min(to, this.rows));
      const native = Model.native(model);
      const answers = this.#native.predict(native, first, end, ...advising(given(options)));
      return answersOf(Math.max(end - first, 0), answers);
    });
  }

  /** Rows as CSV in the dialect of the file: its own columns, then those of the answers. */
  write(model: Model, from = 0, to = this.rows, options?: WriteOptions): string {
    return guarded(() => {
      const asked = given(options);
      const { header, defuse, prefix, round } = asked;
      const before = textOption(prefix, "prefix") ?? "";
      return this.#native.write(
        Model.native(model),
        ...range(from, to),
        header ?? true,
        defuse ?? true,
        round ?? false,
        before,
        ...advising(asked),
      );
    });
  }

  /** Rows of equally many texts as CSV in the dialect of the file, with formulas made plain text. @internal */
  lines(rows: readonly (readonly string[])[]): string {
    const ended = (cell: string) => `${cell.replaceAll(CELL, "").replaceAll(ROW, "")}${CELL}`;
    const line = (row: readonly string[]) => `${row.map(ended).join("")}${ROW}`;
    return guarded(() => this.#native.lines(rows.map(line).join("")));
  }

  /** A new model for the people in the file, like {@link Model.recalibrate}. */
  recalibrate(model: Model, options?: Omit<RecalibrateOptions, "weights">): Model {
    return guarded(() => {
      const { target, how } = recalibrationOptions(given(options));
      return Model.of(this.#native.recalibrate(Model.native(model), target, ...how));
    });
  }

  /** Whether {@link Csv.recalibrate} helps: figures before and after with their intervals, and a verdict. */
  judgeRecalibration(model: Model, options?: JudgeOptions): RecalibrationJudgement {
    return guarded(() => {
      const asked = given(options);
      const { target, how } = recalibrationOptions(asked);
      const resamples = Math.min(Math.max(numberOption(asked.resamples, "resamples") ?? 500, 0), MOST);
      const judged = this.#native.judge_recalibration(Model.native(model), target, how[0], resamples);
      return JSON.parse(judged) as RecalibrationJudgement;
    });
  }

  /** How the model's probabilities agree with the outcomes in the file. */
  agreement(model: Model, options?: Pick<JudgeOptions, "target">): Agreement {
    return guarded(() => {
      const { target } = recalibrationOptions(given(options));
      return JSON.parse(this.#native.agreement(Model.native(model), target)) as Agreement;
    });
  }

  /** Frees the file's memory immediately. */
  free(): void {
    guarded(() => this.#native.free());
  }
}

/** The names of fields as the engine takes them. */
function fieldsOf(fields: unknown): string | undefined {
  if (fields === undefined || fields === null) return undefined;
  if (!Array.isArray(fields)) throw new DiabetesError("bad_option", "fields must be a list");
  return fields.map((field) => textOption(field, "fields") ?? "").join();
}

function textOf(bytes: Uint8Array | string): { text: string; encoding: string } {
  return typeof bytes === "string" ? { text: bytes, encoding: "UTF-8" } : decode(bytesOf(bytes, "bytes"));
}

/** A range of rows for the engine, cut off at the last row. */
function range(from: unknown, to: unknown): [number, number] {
  const whole = (value: unknown, name: string): number =>
    Math.min(Math.max(Math.trunc(numberOption(value, name) ?? 0), 0), 0xffff_ffff);
  return [whole(from, "from"), whole(to, "to")];
}
