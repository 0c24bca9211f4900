import { ROWS } from "./columns.js";
import type { Model as Native } from "./diabetes_wasm.js";
import { asError, DiabetesError } from "./errors.js";
import { BITS, FIELD_NAMES, reader } from "./fields.js";
import type { Advising } from "./options.js";
import { isPlain, recordJson } from "./record.js";
import { Row, Shared, Whole } from "./rows.js";
import { engine } from "./runtime.js";
import type { BatchPrediction, Locale, Prediction } from "./types.js";

/** The answer for any record; an invalid one throws its errors. */
export function predictAny(
  model: Native,
  record: unknown,
  strict: boolean,
  locale: Locale,
  advising: Advising,
): Prediction {
  if (strict) return JSON.parse(model.predict(recordJson(record), true, locale, ...advising)) as Prediction;
  const answer = JSON.parse(model.predict_record(recordJson(record), locale, ...advising)) as
    Prediction | { errors: DiabetesError["errors"] & object };
  if (!("errors" in answer)) return answer;
  const message = answer.errors.map((error) => error.message).join("; ");
  throw new DiabetesError(answer.errors[0]?.code ?? "invalid", message, answer.errors);
}

/**
 * The answers for many records, in order; an invalid record has its error in its place. Plain records are
 * passed as columns; a record that columns cannot represent is predicted on its own.
 */
export function predictBatch(
  model: Native,
  records: readonly unknown[],
  strict: boolean,
  locale: Locale,
  advising: Advising,
): (BatchPrediction | DiabetesError)[] {
  const answers = new Array<BatchPrediction | DiabetesError>(records.length);
  const alone = (row: number): void => {
    try {
      answers[row] = Whole.of(predictAny(model, records[row], strict, locale, advising));
    } catch (thrown) {
      answers[row] = asError(thrown);
    }
  };
  const size = Math.min(ROWS, records.length);
  const [numbers, codes]: [Float64Array[], Uint8Array[]] = [[], []];
  const read = reader(
    (slot) => (numbers[slot] = new Float64Array(size)),
    (slot) => (codes[slot] = new Uint8Array(size)),
  );
  const interpretations = new (engine().Interpretations)(locale);
  const shared = new Shared(model, interpretations);
  const table = new (engine().Columns)(model, ...advising);
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
          // A getter threw; it will throw again when the error for this row is built.
        }
        if (bits < 0) alone(row);
        else {
          known |= bits;
          places[rows++] = row;
        }
      }
      for (const [slot, name] of FIELD_NAMES.entries()) {
        if (!((known >>> (slot % BITS)) & 1)) continue;
        if (numbers[slot]) table.numbers(name, numbers[slot].subarray(0, rows));
        else if (codes[slot]) table.codes(name, codes[slot].subarray(0, rows));
      }
      const block = shared.block(table.predict(rows));
      for (let row = 0; row < rows; row++) {
        const place = places[row] as number;
        if (block.has(row)) answers[place] = new Row(block, row);
        else alone(place);
      }
    }
  } finally {
    table.free();
    interpretations.free();
  }
  return answers;
}
