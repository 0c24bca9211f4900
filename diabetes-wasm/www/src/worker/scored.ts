import { Csv, DiabetesError, Model } from "../../../js/src/index.js";
import type { NotApplicable } from "../../../js/src/types.js";
import type { ModelText } from "../protocol.js";

/** The file that was scored last, which the other tasks refer to. */
export interface ScoredFile {
  csv: Csv;
  model: Model;
  /** The priority of each row, as one byte: 100 000 of them take 100 kB. */
  priorities: Uint8Array;
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
