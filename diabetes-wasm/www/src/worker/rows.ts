import { schema, validate } from "../../../js/src/index.js";
import { recordOf } from "../../../js/src/element/entries.js";
import { Wording } from "../../../js/src/element/wording.js";
import type { PatientRecord } from "../../../js/src/types.js";
import type { Row, Rows, Tasks } from "../protocol.js";
import { FATES, kept, reasonOf } from "./scored.js";

/** Characters of a cell that are shown. */
const SHOWN = 60;

/** One page of the rows that the filter lets through. */
export function rows({
  filter,
  page,
  size,
  locale,
}: Tasks["rows"]["question"]): Rows {
  const { fates } = kept();
  const wording = new Wording(locale);
  const from = page * size;
  if (filter === "all") {
    const to = Math.min(from + size, fates.length);
    return {
      rows: range(from, to).map((row) => rowOf(row, wording)),
      total: fates.length,
    };
  }
  const wanted = FATES.indexOf(filter);
  const places: number[] = [];
  let total = 0;
  fates.forEach((fate, row) => {
    if (fate !== wanted) return;
    if (total >= from && total < from + size) places.push(row);
    total++;
  });
  return { rows: places.map((row) => rowOf(row, wording)), total };
}

function range(from: number, to: number): number[] {
  return Array.from(
    { length: Math.max(to - from, 0) },
    (_, place) => from + place,
  );
}

function rowOf(row: number, wording: Wording): Row {
  const { csv, model } = kept();
  const answer = csv.predict(model, row, row + 1);
  const cells = csv.cells(row, row + 1)[0] ?? [];
  const faults = answer.errors[0] ?? null;
  const warned = answer.warnings[0] ?? null;
  const imputed = answer.imputed[0] ?? null;
  const record = () => recordOfRow(csv.header, cells);
  return {
    row,
    cells: cells.map((cell) =>
      cell.length > SHOWN ? `${cell.slice(0, SHOWN)}…` : cell,
    ),
    glucose: answer.glucose_mg_dl[0] ?? NaN,
    low: answer.interval_low[0] ?? NaN,
    high: answer.interval_high[0] ?? NaN,
    diabetes: answer.prob_Diabetes[0] ?? NaN,
    category: answer.category[0] ?? null,
    level: answer.risk_level[0] ?? null,
    notApplicable: reasonOf(warned),
    errors:
      faults === null ? [] : errorsOf(faults.split(";"), record(), wording),
    warnings:
      faults !== null || warned === null ? [] : warningsOf(record(), wording),
    imputed:
      imputed === null
        ? []
        : imputed.split(";").map((field) => wording.title(field)),
  };
}

/** The row as a record; columns that are no fields have no place in it. */
function recordOfRow(
  header: readonly string[],
  cells: string[],
): Partial<PatientRecord> {
  const { properties } = schema();
  const known = header.flatMap((name, column): [string, string][] =>
    name in properties ? [[name, cells[column] ?? ""]] : [],
  );
  return recordOf(new Map(known), properties);
}

/** The engine's words for the faults; it has none here for those of a file, such as the number of cells. */
function errorsOf(
  codes: string[],
  record: Partial<PatientRecord>,
  wording: Wording,
): Row["errors"] {
  const errors = validate(record, { locale: wording.locale });
  const isSame = errors.map(({ code }) => code).join(";") === codes.join(";");
  return codes.map((code, place) => {
    const message = isSame ? errors[place]?.message : undefined;
    return {
      code,
      message: message === undefined ? null : wording.sentence(message),
    };
  });
}

function warningsOf(
  record: Partial<PatientRecord>,
  wording: Wording,
): string[] {
  return kept()
    .model.predict(record as PatientRecord, { locale: wording.locale })
    .warnings.map(({ message }) => wording.sentence(message));
}
