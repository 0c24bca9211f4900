/** One error in a record. */
export interface FieldError {
  /** A stable code, such as `out_of_range`. */
  code: string;
  /** The name of the field in the data; `null` if the error does not concern a single field. */
  field: string | null;
  /** The error in words, without the patient's value. */
  message: string;
  /** What the field accepts. */
  limits: { min: number; max: number } | { min: string; max: string } | { allowed: string[] } | null;
}

/** The only error that this package throws. */
export class DiabetesError extends Error {
  override readonly name = "DiabetesError";
  /** A stable code, such as `missing`, `damaged` or `bad_option`; for a record, that of its first error. */
  readonly code: string;
  /** Every error of a record. */
  readonly errors?: FieldError[];

  constructor(code: string, message: string, errors?: FieldError[], cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    if (errors) this.errors = errors;
  }
}

/** Converts anything thrown to an error: the engine throws texts, and a caller's getters throw anything. */
export function asError(thrown: unknown): DiabetesError {
  try {
    if (thrown instanceof DiabetesError) return thrown;
    if (typeof thrown === "string" && thrown.startsWith(ENGINE)) {
      const { code, message, errors } = JSON.parse(thrown.slice(ENGINE.length)) as DiabetesError;
      return new DiabetesError(code, message, errors);
    }
    if (thrown instanceof WebAssembly.RuntimeError) {
      return new DiabetesError("internal", "the engine failed; please report this", undefined, thrown);
    }
    return new DiabetesError("unreadable", "the input cannot be read", undefined, thrown);
  } catch {
    // Even inspecting the thrown value may throw.
    return new DiabetesError("unreadable", "the input cannot be read");
  }
}

/** The prefix of every text that the engine throws. */
const ENGINE = "diabetes-wasm:";

/** Runs the work; anything thrown becomes a {@link DiabetesError}. */
export function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    throw asError(thrown);
  }
}
