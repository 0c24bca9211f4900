import { MISSING, ROWS } from "./columns.js";
import type { Answers, Interpretations, Model as Native } from "./diabetes_wasm.js";
import { asError, DiabetesError } from "./errors.js";
import { FIELD_NAMES, reader } from "./fields.js";
import { names } from "./names.js";
import { isPlain, recordJson } from "./record.js";
import { engine } from "./runtime.js";
import type { Imputed, Prediction, Warning } from "./types.js";

/** The answer for one record, or its faults thrown. */
export function predictOne(model: Native, record: unknown, strict: boolean, english: boolean): Prediction {
  if (strict) return JSON.parse(model.predict(recordJson(record), true, english)) as Prediction;
  const known = isPlain(record) ? one().read(record, 0) : -1;
  const text = known >= 0 ? model.predict_values(one().numbers, one().codes, english) : undefined;
  const answer = JSON.parse(text ?? model.predict_record(recordJson(record), english)) as
    Prediction | { errors: DiabetesError["errors"] & object };
  if (!("errors" in answer)) return answer;
  const message = answer.errors.map((error) => error.message).join("; ");
  throw new DiabetesError(answer.errors[0]?.code ?? "invalid", message, answer.errors);
}

/** A reader of one record. */
interface One {
  numbers: Float64Array;
  codes: Uint8Array;
  read: ReturnType<typeof reader>;
}

let made: One | undefined;

function one(): One {
  if (!made) {
    const numbers = new Float64Array(names().choices.length).fill(NaN);
    const codes = new Uint8Array(numbers.length).fill(MISSING);
    const read = reader(
      (slot) => numbers.subarray(slot, slot + 1),
      (slot) => codes.subarray(slot, slot + 1),
    );
    made = { numbers, codes, read };
  }
  return made;
}

/**
 * The answers for many records, in order; a bad record has its error in its place. Plain records cross as columns; one
 * that has more to say than columns hold is asked for its own answer.
 */
export function predictBatch(
  model: Native,
  records: readonly unknown[],
  strict: boolean,
  english: boolean,
): (Prediction | DiabetesError)[] {
  const answers = new Array<Prediction | DiabetesError>(records.length);
  const alone = (row: number): void => {
    try {
      answers[row] = predictOne(model, records[row], strict, english);
    } catch (thrown) {
      answers[row] = asError(thrown);
    }
  };
  const size = Math.min(ROWS, records.length);
  const numbers = FIELD_NAMES.map(() => new Float64Array(size));
  const codes = FIELD_NAMES.map(() => new Uint8Array(size));
  const read = reader(
    (slot) => numbers[slot] as Float64Array,
    (slot) => codes[slot] as Uint8Array,
  );
  const interpretations = new (engine().Interpretations)(english);
  const maker = new Maker(model, interpretations);
  try {
    for (let from = 0; from < records.length; from += ROWS) {
      const to = Math.min(from + ROWS, records.length);
      const places = new Uint32Array(to - from);
      let rows = 0;
      let known = 0;
      for (let row = from; row < to; row++) {
        let bits = -1;
        const record = records[row];
        try {
          if (isPlain(record)) bits = read(record, rows);
        } catch {
          // A getter failed; it will fail again, for the error in its place.
        }
        if (bits < 0) alone(row);
        else {
          known |= bits;
          places[rows++] = row;
        }
      }
      const table = new (engine().Columns)();
      for (const [slot, name] of FIELD_NAMES.entries()) {
        if (!((known >>> slot) & 1)) continue;
        if (names().choices[slot]?.length) table.codes(name, (codes[slot] as Uint8Array).subarray(0, rows));
        else table.numbers(name, (numbers[slot] as Float64Array).subarray(0, rows));
      }
      try {
        maker.make(table.predict(model, rows), places.subarray(0, rows), answers, alone);
      } finally {
        table.free();
      }
    }
  } finally {
    interpretations.free();
  }
  return answers;
}

/** Makes answers of columns. What most answers share is one frozen object. */
class Maker {
  readonly #model: Native;
  readonly #interpretations: Interpretations;
  readonly #phrases: string[] = [];
  readonly #warnings: Warning[] = [];
  readonly #lists = new Map<number, Prediction["warnings"]>();
  readonly #imputed = new Map<number, Prediction["imputed"]>();

  constructor(model: Native, interpretations: Interpretations) {
    this.#model = model;
    this.#interpretations = interpretations;
  }

  make(
    answers: Answers,
    places: Uint32Array,
    into: (Prediction | DiabetesError)[],
    alone: (row: number) => void,
  ): void {
    const { categories, confidences, levels, advises } = names();
    const rows = places.length;
    const phrases = answers.phrases(this.#interpretations);
    this.#phrases.push(...this.#interpretations.fresh());
    const warned = answers.warnings(this.#interpretations);
    const fresh = JSON.parse(this.#interpretations.fresh_warnings()) as Warning[];
    this.#warnings.push(...fresh.map((warning) => Object.freeze(warning)));
    const figures = answers.figures();
    const codes = answers.places();
    const imputed = answers.imputed();
    answers.free();
    const texts = this.#phrases;
    let note = 0;
    for (let row = 0; row < rows; row++) {
      const firstNote = note;
      while (warned[note] === row) note += 2;
      const place = places[row] as number;
      const phrase = phrases[2 * row] as number;
      if (phrase === 0xffff_ffff) {
        alone(place);
        continue;
      }
      const glucose = figures[row] as number;
      const normal = figures[3 * rows + row] as number;
      const level = codes[2 * rows + row] as number;
      const hasGlucose = glucose === glucose;
      into[place] = {
        glucose_mg_dl: hasGlucose ? glucose : null,
        interval: hasGlucose ? [figures[rows + row] as number, figures[2 * rows + row] as number] : null,
        category: categories[codes[row] as number] ?? null,
        confidence: confidences[codes[rows + row] as number] ?? null,
        probabilities:
          normal === normal
            ? {
                Normal: normal,
                Prediabetes: figures[4 * rows + row] as number,
                Diabetes: figures[5 * rows + row] as number,
              }
            : null,
        risk_level: levels[level] ?? null,
        test_advised: advises[level] ?? null,
        interpretation: (texts[phrase] as string) + (texts[phrases[2 * row + 1] as number] as string),
        imputed: this.#imputedOf(imputed[row] as number),
        warnings: firstNote === note ? NONE : this.#warningsOf(warned, firstNote, note),
        measured: NOTHING,
        not_applicable: null,
      };
    }
  }

  /** The warnings from one place of the pairs to another; the one or two that many rows have are shared lists. */
  #warningsOf(pairs: Uint32Array, from: number, to: number): Prediction["warnings"] {
    const numbers: number[] = [];
    for (let pair = from; pair < to; pair += 2) numbers.push(pairs[pair + 1] as number);
    if (numbers.length > 2) return numbers.map((number) => this.#warnings[number] as Warning);
    const key = (numbers[0] as number) * 0x10000 + (numbers[1] ?? 0xffff);
    let list = this.#lists.get(key);
    if (!list) {
      list = Object.freeze(numbers.map((number) => this.#warnings[number] as Warning));
      this.#lists.set(key, list);
    }
    return list;
  }

  #imputedOf(bits: number): Prediction["imputed"] {
    let of = this.#imputed.get(bits);
    if (!of) {
      of = Object.freeze(JSON.parse(this.#model.imputed(bits)) as Record<string, Imputed>);
      this.#imputed.set(bits, of);
    }
    return of;
  }
}

const NONE: Prediction["warnings"] = Object.freeze([]);
const NOTHING: Prediction["measured"] = Object.freeze({});
