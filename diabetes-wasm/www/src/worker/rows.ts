import { validate } from "../../../js/src/index.js";
import { recordOf } from "../../../js/src/element/entries.js";
import { Wording } from "../../../js/src/element/wording.js";
import type { Category, PatientRecord, Prediction, PredictionColumns } from "../../../js/src/types.js";
import type { Note, Row, Rows, Tasks } from "../protocol.js";
import { names } from "../../../js/src/names.js";
import { chosenRows } from "./chosen.js";
import { CHUNK, codesOf, kept, reasonOf } from "./scored.js";

/** One page of the chosen rows. */
export function rows({ page, size, locale, ...chosen }: Tasks["rows"]["question"]): Rows {
  const wording = new Wording(locale);
  const from = page * size;
  const found = chosenRows(chosen);
  return {
    rows: Array.from(found.subarray(from, from + size), (row) => rowOf(row, wording)),
    total: found.length,
  };
}

/** A row with its answer in words. */
export function rowOf(row: number, wording: Wording): Row {
  const { csv, answers, priorities } = kept();
  const answer = answers[Math.floor(row / CHUNK)] as PredictionColumns;
  const at = row % CHUNK;
  const cells = csv.cells(row, row + 1)[0] ?? [];
  const faults = codesOf(answer.errors[at]);
  const warned = answer.warnings[at] ?? null;
  const notApplicable = reasonOf(warned);
  // Most rows have nothing to put into words.
  const measured = answer.measured[at] ?? null;
  const step = answer.next_step[at] ?? null;
  // A test beside a low risk needs its reason.
  const isReasoned = step === "test" && answer.risk_level[at] === "Bajo";
  const isPlain = faults.length === 0 && warned === null && measured === null && !isReasoned;
  const record = isPlain ? {} : recordOfRow(csv.fields, csv.values(row), wording);
  const errors = faults.length > 0 ? validate(record, { locale: wording.locale }) : [];
  const prediction = isPlain || faults.length > 0 ? undefined : predictionOf(record, wording);
  return {
    row,
    cells,
    glucose: answer.glucose_mg_dl[at] ?? NaN,
    low: answer.interval_low[at] ?? NaN,
    high: answer.interval_high[at] ?? NaN,
    diabetes: answer.prob_Diabetes[at] ?? NaN,
    category: answer.category[at] ?? null,
    level: answer.risk_level[at] ?? null,
    priority: names().priorities[priorities[row] as number] as Row["priority"],
    notApplicable,
    errors: notes(faults, errors),
    warnings: notes(
      codesOf(warned).filter((code) => code !== notApplicable),
      prediction?.warnings ?? [],
    ),
    measured: prediction?.measured ?? measuredOf(measured),
    urgent: (answer.urgent[at]?.split(";") ?? []) as Row["urgent"],
    step,
    stepText: prediction?.next_step.text ?? null,
    values: measuredValues(record),
    imputed: codesOf(answer.imputed[at]).map((field) => wording.title(field)),
  };
}

/** The laboratory values of a record. */
function measuredValues(record: Partial<PatientRecord>): Row["values"] {
  const { glucosa_ayunas = null, hba1c = null } = record;
  return { glucosa_ayunas, hba1c };
}

/** The classified values of a row with errors, from their names. */
function measuredOf(names: string | null): Row["measured"] {
  const parts = names?.split(";").map((part) => part.split(":")) ?? [];
  const found = parts.map(([field = "", category]) => [
    field,
    { category: (category as Category | undefined) ?? null },
  ]);
  return Object.fromEntries(found) as Row["measured"];
}

/** The row as a record, without columns that are not fields. */
function recordOfRow(
  fields: readonly (string | null)[],
  cells: string[],
  { schema: { properties } }: Wording,
): Partial<PatientRecord> {
  const known = fields.flatMap((name, column): [string, string][] =>
    name !== null && name in properties ? [[name, cells[column] ?? ""]] : [],
  );
  return recordOf(new Map(known), properties);
}

/** The answer in words; none if the row is only valid as CSV: records do not allow thousands separators. */
function predictionOf(record: Partial<PatientRecord>, { locale }: Wording): Prediction | undefined {
  try {
    const { model, findriscCut } = kept();
    return model.predict(record as PatientRecord, { locale, findriscCut });
  } catch {
    return undefined;
  }
}

/** The engine's texts for a row's codes; it has none for errors of a file, such as the number of cells. */
function notes(codes: string[], said: readonly { code: string; message: string }[]): Note[] {
  const isSame = said.map(({ code }) => code).join(";") === codes.join(";");
  return codes.map((code, place) => {
    return { code, message: (isSame ? said[place]?.message : undefined) ?? null };
  });
}
