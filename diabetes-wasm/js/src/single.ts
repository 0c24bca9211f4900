import type { Interpretations, Model as Native, Single as NativeSingle } from "./diabetes_wasm.js";
import { reader } from "./fields.js";
import { names } from "./names.js";
import type { Advising } from "./options.js";
import { isPlain } from "./record.js";
import { Block, plain, Row, Shared } from "./rows.js";
import { engine, memory } from "./runtime.js";
import type { Locale, Prediction } from "./types.js";

/** Maximum number of phrases kept; a model uses a few thousand different ones. */
const MOST_PHRASES = 20_000;

/** Answers single records of the usual kind in one language, within the engine's memory. */
export class Single {
  readonly #model: Native;
  readonly #native: NativeSingle;
  readonly #interpretations: Interpretations;
  readonly #shared: Shared;
  readonly #addresses: Uint32Array;
  #block: Block;
  #read: ReturnType<typeof reader>;
  #isReading = false;

  constructor(model: Native, locale: Locale) {
    this.#model = model;
    this.#native = new (engine().Single)();
    this.#interpretations = new (engine().Interpretations)(locale);
    this.#shared = new Shared(model, this.#interpretations);
    this.#addresses = this.#native.addresses();
    this.#block = this.#view();
    this.#read = this.#reader();
  }

  /** Whether it should be replaced by a new one. */
  get isFull(): boolean {
    return this.#shared.phrases.length > MOST_PHRASES;
  }

  /** The answer, or `undefined` for a record that is not of the usual kind. */
  predict(record: unknown, advising: Advising): Prediction | undefined {
    // A record may have a getter that requests another prediction.
    if (this.#isReading || !isPlain(record)) return undefined;
    if (this.#isDetached()) this.#renew();
    this.#isReading = true;
    try {
      if (this.#read(record, 0) < 0 || this.#isDetached()) return undefined;
    } finally {
      this.#isReading = false;
    }
    if (!this.#native.predict(this.#model, this.#interpretations, ...advising)) return undefined;
    if (this.#isDetached()) this.#renew();
    if (!this.#shared.knows(this.#block.imputed[0] as number)) {
      this.#shared.learn(this.#block.imputed);
      if (this.#isDetached()) this.#renew();
    }
    return plain(new Row(this.#block, 0));
  }

  free(): void {
    this.#native.free();
    this.#interpretations.free();
  }

  #isDetached(): boolean {
    return this.#block.figures.length === 0;
  }

  #renew(): void {
    this.#block = this.#view();
    this.#read = this.#reader();
  }

  #view(): Block {
    const [figures, places, phrases, imputed, warned, starts] = this.#addresses.subarray(2);
    const bytes = memory();
    return new Block(
      this.#shared,
      new Float64Array(bytes, figures, 8),
      new Uint8Array(bytes, places, 4),
      new Uint32Array(bytes, phrases, 2),
      new Uint32Array(bytes, imputed, 1),
      new Uint32Array(bytes, warned, 4 * names().choices.length),
      new Uint32Array(bytes, starts, 2),
    );
  }

  #reader(): ReturnType<typeof reader> {
    const [numbers, codes] = this.#addresses as unknown as [number, number];
    const bytes = memory();
    return reader(
      (slot) => new Float64Array(bytes, numbers + slot * Float64Array.BYTES_PER_ELEMENT, 1),
      (slot) => new Uint8Array(bytes, codes + slot, 1),
    );
  }
}
