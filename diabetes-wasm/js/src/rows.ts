import type { Answers, Interpretations, Model as Native } from "./diabetes_wasm.js";
import { names, type Names } from "./names.js";
import { views } from "./runtime.js";
import type { BatchPrediction, Imputed, NextStep, Prediction, Warning } from "./types.js";

/** Shared by blocks of answers: each phrase, warning and set of imputed fields exists once, frozen. */
export class Shared {
  readonly #model: Native;
  readonly #interpretations: Interpretations;
  readonly phrases: string[] = [];
  readonly warnings: Warning[] = [];
  /** The next steps by the number of their wording. */
  readonly steps: ReadonlyMap<number, Prediction["next_step"]>;
  readonly #imputed = new Map<number, Prediction["imputed"]>();

  constructor(model: Native, interpretations: Interpretations) {
    this.#model = model;
    this.#interpretations = interpretations;
    const steps = JSON.parse(interpretations.steps()) as [number, NextStep["code"], string, string | null][];
    this.steps = new Map(
      steps.map(([wording, code, text, source]) => [wording, Object.freeze({ code, text, source })]),
    );
  }

  /** The answers for a block of rows; frees the engine's copy. */
  block(answers: Answers): Block {
    const phrases = answers.phrases(this.#interpretations);
    const warned = answers.warnings(this.#interpretations);
    const imputed = answers.imputed();
    this.learn(imputed);
    const places = answers.places();
    const rows = imputed.length;
    const columns = views(answers.numbers(), rows);
    const figures = new Float64Array(columns.length * rows);
    columns.forEach((column, place) => {
      figures.set(column, place * rows);
    });
    answers.free();
    return new Block(this, figures, places, phrases, imputed, warned);
  }

  /** Fetches new texts and the meaning of these bits: the model may be freed before they are read. */
  learn(imputed: Uint32Array): void {
    if (this.#interpretations.has_fresh()) {
      this.phrases.push(...this.#interpretations.fresh());
      const fresh = JSON.parse(this.#interpretations.fresh_warnings()) as Warning[];
      this.warnings.push(...fresh.map((warning) => Object.freeze(warning)));
    }
    let last: number | undefined;
    for (const bits of imputed) {
      // Adjacent rows mostly have the same missing fields.
      if (bits === last) continue;
      last = bits;
      if (this.#imputed.has(bits)) continue;
      const fields = JSON.parse(this.#model.imputed(bits)) as Record<string, Imputed>;
      this.#imputed.set(bits, Object.freeze(fields));
    }
  }

  /** Whether there is nothing new to fetch. */
  knows(bits: number): boolean {
    return this.#imputed.has(bits) && !this.#interpretations.has_fresh();
  }

  imputed(bits: number): Prediction["imputed"] {
    return this.#imputed.get(bits) ?? NOTHING;
  }
}

/** Answers as numbers, one row each. */
export class Block {
  readonly rows: number;
  readonly names: Names = names();
  constructor(
    readonly shared: Shared,
    readonly figures: Float64Array,
    readonly places: Uint8Array,
    readonly phrases: Uint32Array,
    readonly imputed: Uint32Array,
    readonly warned: Uint32Array,
    /** The index of each row's first warning among the pairs; computed when first needed. */
    private starts?: Uint32Array,
  ) {
    this.rows = imputed.length;
  }

  /** Whether the columns contain everything about a row. */
  has(row: number): boolean {
    return this.phrases[2 * row] !== ASK;
  }

  /** The interval whose lower bounds are the figures at `place`; the upper bounds follow. */
  interval(row: number, place: number): [low: number, high: number] | null {
    const { figures, rows } = this;
    const low = figures[place * rows + row] as number;
    return low === low ? [low, figures[(place + 1) * rows + row] as number] : null;
  }

  warnings(row: number): readonly Warning[] {
    if (this.warned.length === 0) return NONE;
    const starts = (this.starts ??= this.#begin());
    const [from, to] = [starts[row] as number, starts[row + 1] as number];
    if (from === to) return NONE;
    const list: Warning[] = [];
    for (let pair = from; pair < to; pair += 2) {
      list.push(this.shared.warnings[this.warned[pair + 1] as number] as Warning);
    }
    return Object.freeze(list);
  }

  #begin(): Uint32Array {
    const starts = new Uint32Array(this.rows + 1);
    let pair = 0;
    for (let row = 0; row < this.rows; row++) {
      starts[row] = pair;
      while (this.warned[pair] === row) pair += 2;
    }
    starts[this.rows] = pair;
    return starts;
  }
}

/** The answer in a row of a block. Its contents are created when they are read. */
export class Row implements BatchPrediction {
  readonly #block: Block;
  readonly #row: number;

  constructor(block: Block, row: number) {
    this.#block = block;
    this.#row = row;
  }

  get glucose_mg_dl(): number | null {
    const glucose = this.#block.figures[this.#row] as number;
    return glucose === glucose ? glucose : null;
  }

  get interval(): [low: number, high: number] | null {
    return this.#block.interval(this.#row, 1);
  }

  get category(): Prediction["category"] {
    const { names, places } = this.#block;
    return names.categories[places[this.#row] as number] ?? null;
  }

  get confidence(): Prediction["confidence"] {
    const { names, places, rows } = this.#block;
    return names.confidences[places[rows + this.#row] as number] ?? null;
  }

  get probabilities(): Prediction["probabilities"] {
    const { figures, rows } = this.#block;
    const at = 3 * rows + this.#row;
    const normal = figures[at] as number;
    if (normal !== normal) return null;
    return {
      Normal: normal,
      Prediabetes: figures[at + rows] as number,
      Diabetes: figures[at + 2 * rows] as number,
    };
  }

  get risk_level(): Prediction["risk_level"] {
    const { names, places, rows } = this.#block;
    return names.levels[places[2 * rows + this.#row] as number] ?? null;
  }

  get risk_interval(): Prediction["risk_interval"] {
    return this.#block.interval(this.#row, 6);
  }

  get urgent(): Prediction["urgent"] {
    return NOT_URGENT;
  }

  get next_step(): Prediction["next_step"] {
    const { places, rows, shared } = this.#block;
    return shared.steps.get(places[3 * rows + this.#row] as number) as Prediction["next_step"];
  }

  get test_advised(): boolean | null {
    const { names, places, rows } = this.#block;
    return names.advises[(places[3 * rows + this.#row] as number) & STEP] ?? null;
  }

  get interpretation(): string {
    const { phrases, shared } = this.#block;
    const [risk, rest] = [phrases[2 * this.#row] as number, phrases[2 * this.#row + 1] as number];
    return (shared.phrases[risk] as string) + (shared.phrases[rest] as string);
  }

  get imputed(): Prediction["imputed"] {
    return this.#block.shared.imputed(this.#block.imputed[this.#row] as number);
  }

  get warnings(): Prediction["warnings"] {
    return this.#block.warnings(this.#row);
  }

  get measured(): Prediction["measured"] {
    return NOTHING;
  }

  // A field would become an own key of every answer.
  // eslint-disable-next-line @typescript-eslint/class-literal-property-style
  get not_applicable(): null {
    return null;
  }

  toJSON(): Prediction {
    return plain(this);
  }
}

/** An answer that is not a row of a block. */
export class Whole {
  /** Wraps an answer in the form of a row. */
  static of(answer: Prediction): BatchPrediction {
    return Object.assign(new Whole(), answer);
  }

  toJSON(this: BatchPrediction): Prediction {
    return plain(this);
  }
}

/** A deep copy. */
export function plain(answer: Prediction): Prediction {
  return {
    glucose_mg_dl: answer.glucose_mg_dl,
    interval: answer.interval,
    category: answer.category,
    confidence: answer.confidence,
    probabilities: answer.probabilities,
    risk_level: answer.risk_level,
    risk_interval: answer.risk_interval,
    urgent: answer.urgent,
    next_step: answer.next_step,
    test_advised: answer.test_advised,
    interpretation: answer.interpretation,
    imputed: answer.imputed,
    warnings: answer.warnings,
    measured: answer.measured,
    not_applicable: answer.not_applicable,
  };
}

/** Marks a row that must be predicted on its own. */
const ASK = 0xffff_ffff;
/** The bits of a wording that hold the index of its step. */
const STEP = 0xf;
const NOT_URGENT: Prediction["urgent"] = Object.freeze([]);
const NONE: Prediction["warnings"] = Object.freeze([]);
const NOTHING: Readonly<Record<string, never>> = Object.freeze({});
