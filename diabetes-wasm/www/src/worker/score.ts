import { Csv } from "../../../js/src/index.js";
import { names } from "../../../js/src/names.js";
import { prioritiesOf, ranked } from "../../../js/src/priority.js";
import type { PredictionColumns, Priority } from "../../../js/src/types.js";
import { isApart, type Progress, type Scored, type Tasks } from "../protocol.js";
import { histogram } from "./histogram.js";
import { CHUNK, codesOf, keep, modelOf, reasonOf } from "./scored.js";

/** Reads a file and predicts for all its rows. */
export async function score(question: Tasks["score"]["question"], progress: Progress): Promise<Scored> {
  const { findriscCut } = question;
  const model = modelOf(question.model);
  const csv = new Csv(new Uint8Array(await question.file.arrayBuffer()), { fields: question.fields });
  const tally = new Tally(csv);
  const answers: PredictionColumns[] = [];
  progress(0, csv.rows);
  for (let from = 0; from < csv.rows; from += CHUNK) {
    const to = Math.min(from + CHUNK, csv.rows);
    const part = csv.predict(model, from, to, { findriscCut });
    answers.push(part);
    tally.add(part, from);
    progress(to, csv.rows);
  }
  const { priorities, advised, diabetes, glucose } = tally;
  keep({
    csv,
    model,
    findriscCut,
    faulty: tally.faulty,
    priorities,
    advised,
    diabetes,
    glucose,
    answers,
    order: tally.order(),
  });
  return tally.summary();
}

class Tally {
  readonly priorities: Uint8Array;
  /** Whether each row has errors, as one byte. */
  readonly faulty: Uint8Array;
  readonly #csv: Csv;
  /** The values for ranking rows, and the figures of people who only have an estimate. */
  readonly advised: Uint8Array;
  readonly diabetes: Float64Array;
  readonly glucose: Float64Array;
  readonly #risk: Float64Array;
  readonly #glucose: Float64Array;
  #ignored: string[] = [];
  readonly #counts = {
    notApplicable: {} as Record<string, number>,
    errors: {} as Record<string, number>,
    warnings: {} as Record<string, number>,
    priorities: {} as Record<string, number>,
    categories: {} as Record<string, number>,
  };
  #bad = 0;

  constructor(csv: Csv) {
    this.#csv = csv;
    this.priorities = new Uint8Array(csv.rows);
    this.faulty = new Uint8Array(csv.rows);
    this.advised = new Uint8Array(csv.rows).fill(2);
    this.diabetes = new Float64Array(csv.rows).fill(NaN);
    this.glucose = new Float64Array(csv.rows).fill(NaN);
    this.#risk = new Float64Array(csv.rows).fill(NaN);
    this.#glucose = new Float64Array(csv.rows).fill(NaN);
  }

  add(answers: PredictionColumns, from: number): void {
    const { notApplicable, errors, warnings, priorities, categories } = this.#counts;
    const places = prioritiesOf(answers);
    this.priorities.set(places, from);
    this.#ignored = answers.ignored;
    this.diabetes.set(answers.prob_Diabetes, from);
    this.glucose.set(answers.glucose_mg_dl, from);
    this.#risk.set(answers.prob_Diabetes, from);
    this.#glucose.set(answers.glucose_mg_dl, from);
    for (let row = 0; row < answers.errors.length; row++) {
      const faults = answers.errors[row] ?? null;
      const reason = reasonOf(answers.warnings[row] ?? null);
      const priority = names().priorities[places[row] as number] as Priority;
      count(priorities, priority);
      if (faults !== null) {
        this.#bad++;
        this.faulty[from + row] = 1;
        // A row counts once per distinct code.
        for (const code of new Set(codesOf(faults))) count(errors, code);
      } else if (reason !== null) count(notApplicable, reason);
      const advised = answers.test_advised[row] ?? null;
      if (advised !== null) this.advised[from + row] = Number(advised);
      const category = answers.category[row] ?? null;
      if (isApart(priority)) {
        this.#risk[from + row] = NaN;
        this.#glucose[from + row] = NaN;
      } else if (category !== null) count(categories, category);
      for (const code of new Set((answers.warnings[row] ?? "").split(";"))) {
        if (code !== "" && code !== reason) count(warnings, code);
      }
    }
  }

  order(): Uint32Array {
    return ranked(this.priorities, this.diabetes);
  }

  summary(): Scored {
    const { header, fields, rows, separator, encoding } = this.#csv;
    const left = Object.values(this.#counts.notApplicable).reduce((sum, some) => sum + some, 0);
    return {
      header: [...header],
      fields: [...fields],
      rows,
      separator,
      encoding,
      answers: names().columns.map(([name]) => name),
      ignored: this.#ignored,
      answered: rows - this.#bad - left,
      bad: this.#bad,
      ...this.#counts,
      risk: histogram(this.#risk, 0),
      glucose: histogram(this.#glucose),
    };
  }
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
