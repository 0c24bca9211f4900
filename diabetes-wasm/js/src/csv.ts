import { answersOf } from "./columns.js";
import type { Csv as Native } from "./diabetes_wasm.js";
import { decode } from "./encoding.js";
import { guarded } from "./errors.js";
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
import type { PredictionColumns } from "./types.js";

/** Options for writing rows. */
export interface WriteOptions extends AdviceOptions {
  /** Whether to write the header; defaults to true. */
  header?: boolean | undefined;
  /** Whether to neutralise cells that a spreadsheet would run as formulas; defaults to true. */
  defuse?: boolean | undefined;
  /** The prefix for the names of the answers' columns. */
  prefix?: string | undefined;
}

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
   * quote is never closed.
   */
  constructor(bytes: Uint8Array | string) {
    const [native, encoding] = guarded(() => {
      if (typeof bytes === "string") return [new (tools().Csv)(bytes), "UTF-8"] as const;
      const decoded = decode(bytesOf(bytes, "bytes"));
      return [new (tools().Csv)(decoded.text), decoded.encoding] as const;
    });
    this.#native = native;
    this.encoding = encoding;
    this.header = JSON.parse(this.#native.header()) as string[];
    this.fields = JSON.parse(this.#native.fields()) as (string | null)[];
    this.rows = this.#native.rows;
    this.separator = this.#native.separator as "," | ";" | "\t";
  }

  /** The texts of rows, one list per row. */
  cells(from = 0, to = this.rows): string[][] {
    return guarded(() => JSON.parse(this.#native.cells(...range(from, to))) as string[][]);
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
      const { header, defuse, prefix } = asked;
      const before = textOption(prefix, "prefix") ?? "";
      return this.#native.write(
        Model.native(model),
        ...range(from, to),
        header ?? true,
        defuse ?? true,
        before,
        ...advising(asked),
      );
    });
  }

  /** A new model for the people in the file, like {@link Model.recalibrate}. */
  recalibrate(model: Model, options?: Omit<RecalibrateOptions, "weights">): Model {
    return guarded(() => {
      const { target, how } = recalibrationOptions(given(options));
      return Model.of(this.#native.recalibrate(Model.native(model), target, ...how));
    });
  }

  /** Frees the file's memory immediately. */
  free(): void {
    guarded(() => this.#native.free());
  }
}

/** A range of rows for the engine, cut off at the last row. */
function range(from: unknown, to: unknown): [number, number] {
  const whole = (value: unknown, name: string): number =>
    Math.min(Math.max(Math.trunc(numberOption(value, name) ?? 0), 0), 0xffff_ffff);
  return [whole(from, "from"), whole(to, "to")];
}
