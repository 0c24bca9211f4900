import { Csv, DiabetesError, Model } from "../../../js/src/index.js";
import type { NotApplicable, PredictionColumns } from "../../../js/src/types.js";
import type { ModelText } from "../protocol.js";

/** Rows per chunk: few enough for a smooth progress bar and small blocks of memory. */
export const CHUNK = 2000;

/** The file that was scored last, which the other tasks refer to. */
export interface ScoredFile {
  csv: Csv;
  model: Model;
  /** The FINDRISC points from which a test is advised. */
  findriscCut: number;
  /** Whether each row has errors, as one byte. */
  faulty: Uint8Array;
  /** The priority of each row, as one byte: 100 000 of them take 100 kB. */
  priorities: Uint8Array;
  /** Whether a test is advised for each row: 1, 0, or 2 if the engine does not say. */
  advised: Uint8Array;
  /** Probability of diabetes and estimated glucose of each row. */
  diabetes: Float64Array;
  glucose: Float64Array;
  /** The answers, {@link CHUNK} rows at a time. */
  answers: PredictionColumns[];
  /** The rows in order of priority. */
  order: Uint32Array;
}

let current: ScoredFile | undefined;

export function keep(file: ScoredFile): void {
  current?.csv.free();
  current?.model.free();
  current = file;
}

export function kept(): ScoredFile {
  if (!current) throw new DiabetesError("internal", "no file was scored");
  return current;
}

/** The model from the text of its file. */
export function modelOf(text: ModelText): Model {
  return text === null ? Model.bundled() : Model.fromJson(text);
}

const REASONS: readonly string[] = ["known_diabetes", "pregnant"] satisfies NotApplicable[];

/** Why there are no figures; this code comes before the warnings of a row. */
export function reasonOf(warnings: string | null): NotApplicable | null {
  const first = warnings?.split(";")[0] ?? "";
  return REASONS.includes(first) ? (first as NotApplicable) : null;
}

/** The codes of a row, without the fields of its errors. */
export function codesOf(joined: string | null | undefined): string[] {
  return joined?.split(";").map((part) => part.replace(/:.*/, "")) ?? [];
}
