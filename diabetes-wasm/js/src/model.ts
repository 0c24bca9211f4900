import { predictAny, predictBatch } from "./batch.js";
import { predictColumns } from "./columns.js";
import type { Model as Native } from "./diabetes_wasm.js";
import { DiabetesError, guarded } from "./errors.js";
import {
  advising,
  given,
  localeOf,
  recalibrationOptions,
  textOption,
  type AdviceOptions,
  type LocaleOptions,
} from "./options.js";
import { bytesOf, has, list, recordJson, recordsJson, valueJson } from "./record.js";
import { engine, tools } from "./runtime.js";
import { Single } from "./single.js";
import type {
  BatchPrediction,
  Contribution,
  Locale,
  ModelInfo,
  OutcomeRecord,
  Output,
  PatientColumns,
  PatientRecord,
  Prediction,
  PredictionColumns,
} from "./types.js";

/** Options for a prediction. */
export interface PredictOptions extends LocaleOptions, AdviceOptions {
  /** Treats an unknown field as an error instead of a warning. */
  strict?: boolean | undefined;
}

/** Options for a recalibration. */
export interface RecalibrateOptions extends LocaleOptions {
  /** The field with the measured fasting glucose, mg/dL; defaults to `Resultado`. */
  target?: string | undefined;
  /** One weight per row, or the name of the field that contains it. */
  weights?: ArrayLike<number> | string | undefined;
  /** Seed of the folds on which the figures are computed; defaults to 42. */
  seed?: number | bigint | undefined;
  /** A description of the data, saved in the model file. */
  source?: string | undefined;
  /** `YYYY-MM-DD`; defaults to today (UTC). */
  date?: string | undefined;
}

/** A trained model. */
export class Model {
  readonly #native: Native;
  /** Predictors for single records, one per language. */
  readonly #singles = new Map<Locale, Single>();

  private constructor(native: Native) {
    this.#native = native;
  }

  /** The model bundled with the package, trained on the US survey NHANES, 1999 to 2014. */
  static bundled(name = "nhanes"): Model {
    return guarded(() => new Model(engine().Model.bundled(textOption(name, "name") ?? "nhanes")));
  }

  /** Reads the text of a model file. Fails with the code `not_a_model`, `damaged` or `too_new`. */
  static fromJson(text: string): Model {
    return guarded(() => {
      if (typeof text !== "string") throw new DiabetesError("not_a_model", "a model file is text");
      return new Model(engine().Model.from_json(text));
    });
  }

  /** The engine's side of the model. @internal */
  static native(model: Model): Native {
    if (!(model instanceof Model)) throw new DiabetesError("bad_option", "model must be a Model");
    return model.#native;
  }

  /** Wraps a model created by the engine. @internal */
  static of(native: Native): Model {
    return new Model(native);
  }

  /** The text of the model file; deterministic for a given model. */
  toJson(): string {
    return guarded(() => this.#native.to_json());
  }

  /** Name, version, hash, fields, outputs, training facts, metrics, recalibration. */
  info(): ModelInfo {
    return guarded(() => JSON.parse(this.#native.info()) as ModelInfo);
  }

  /** The answer for one record. Throws all of the record's errors at once, as `errors`. */
  predict(record: PatientRecord, options?: PredictOptions): Prediction {
    return guarded(() => {
      const asked = given(options);
      const [locale, advised] = [localeOf(asked.locale), advising(asked)];
      // The fast path for single records does not handle unknown fields.
      const answer = this.#alone(locale).predict(record, advised);
      return answer ?? predictAny(this.#native, record, Boolean(asked.strict), locale, advised);
    });
  }

  /** Answers a JSON record or a list of them as JSON. An invalid record's answer is `{"errors": [...]}`. */
  predictJson(body: string | Uint8Array, options?: LocaleOptions & AdviceOptions): string {
    return guarded(() => {
      const asked = given(options);
      return this.#native.predict_json(bytesOf(body, "body"), localeOf(asked.locale), ...advising(asked));
    });
  }

  /**
   * The answers for many records, in order; an invalid record has its error in its place. Read an answer like
   * that of {@link Model.predict}; its `toJSON()` returns the plain object.
   */
  predictBatch(
    records: Iterable<PatientRecord>,
    options?: PredictOptions,
  ): (BatchPrediction | DiabetesError)[] {
    return guarded(() => {
      const asked = given(options);
      const how = [Boolean(asked.strict), localeOf(asked.locale), advising(asked)] as const;
      return predictBatch(this.#native, list(records, "records"), ...how);
    });
  }

  /** The answers for a table of columns, each of which has one row per record. */
  predictColumns(columns: PatientColumns, options?: AdviceOptions): PredictionColumns {
    return guarded(() => predictColumns(this.#native, columns, advising(given(options))));
  }

  /** The points of every term of an output, the base first; added left to right they are the score. */
  explain(record: PatientRecord, output: Output = "glucose", options?: LocaleOptions): Contribution[] {
    return guarded(() => {
      const locale = localeOf(given(options).locale);
      const name = textOption(output, "output") ?? "glucose";
      return JSON.parse(this.#native.explain(recordJson(record), name, locale)) as Contribution[];
    });
  }

  /**
   * A new model for other people: the terms are kept; calibration, interval and cut-offs are refitted on
   * records with the outcome. `info().recalibration` has the details. Throws `too_few_rows` with the counts
   * below 100 usable rows, and `tools_not_loaded` before `init({ tools: true })`, except in Node.
   */
  recalibrate(records: Iterable<OutcomeRecord>, options?: RecalibrateOptions): Model {
    return guarded(() => {
      tools();
      const asked = given(options);
      const { target, how } = recalibrationOptions(asked);
      const rows = list(records, "records");
      return new Model(
        this.#native.recalibrate(
          recordsJson(rows, target),
          target,
          rows.some((row) => has(row, target)),
          weightsOf(asked.weights, rows),
          ...how,
        ),
      );
    });
  }

  /** Frees the model's memory immediately; otherwise that happens when nothing refers to it any more. */
  free(): void {
    guarded(() => {
      for (const single of this.#singles.values()) single.free();
      this.#singles.clear();
      this.#native.free();
    });
  }

  #alone(locale: Locale): Single {
    const known = this.#singles.get(locale);
    if (known && !known.isFull) return known;
    known?.free();
    const single = new Single(this.#native, locale);
    this.#singles.set(locale, single);
    return single;
  }
}

function weightsOf(weights: unknown, rows: readonly unknown[]): Float64Array | undefined {
  if (weights === undefined || weights === null) return undefined;
  const values =
    typeof weights === "string"
      ? rows.map((row) => (row as Record<string, unknown> | null)?.[weights])
      : weights;
  return Float64Array.from(list(values, "weights"), (value) => {
    if (typeof value === "number") return value;
    throw new DiabetesError("bad_option", `weights: ${valueJson(value)} is not a number`);
  });
}
