import { Csv, DiabetesError, Model } from "../../../js/src/index.js";
import type { NotApplicable } from "../../../js/src/types.js";
import type { Filter, ModelText } from "../protocol.js";

/** What became of each row, as small numbers: 100 000 of them are 100 kB. */
export const FATES = [
  "Bajo",
  "Moderado",
  "Alto",
  "no_level",
  "not_applicable",
  "errors",
] as const satisfies readonly (Filter | "no_level")[];
export type Fate = (typeof FATES)[number];

/** The file that was scored last, which the other tasks are about. */
export interface ScoredFile {
  csv: Csv;
  model: Model;
  fates: Uint8Array;
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

/** The model of a file's text. */
export function modelOf(text: ModelText): Model {
  return text === null ? Model.bundled() : Model.fromJson(text);
}

const REASONS: readonly string[] = ["known_diabetes", "pregnant"] satisfies NotApplicable[];

/** Why there are no figures, which stands before the warnings of a row. */
export function reasonOf(warnings: string | null): NotApplicable | null {
  const first = warnings?.split(";")[0] ?? "";
  return REASONS.includes(first) ? (first as NotApplicable) : null;
}
