import { schema, validate } from "../../../js/src/index.js";
import { recordOf } from "../../../js/src/element/entries.js";
import { Wording } from "../../../js/src/element/wording.js";
import type { PatientRecord, Prediction } from "../../../js/src/types.js";
import type { Note, Row, Rows, Tasks } from "../protocol.js";
import { names } from "../../../js/src/names.js";
import { kept, reasonOf } from "./scored.js";

/** Maximum number of characters shown of a cell. */
const SHOWN = 60;

/** One page of the rows that match the filter, most urgent first. */
export function rows({ filter, page, size, locale }: Tasks["rows"]["question"]): Rows {
  const { priorities, order } = kept();
  const wording = new Wording(locale);
  const from = page * size;
  const wanted = filter === "all" ? undefined : names().priorities.indexOf(filter);
  const found = wanted === undefined ? order : order.filter((row) => priorities[row] === wanted);
  return {
    rows: Array.from(found.subarray(from, from + size), (row) => rowOf(row, wording)),
    total: found.length,
  };
}

function rowOf(row: number, wording: Wording): Row {
  const { csv, model, priorities } = kept();
  const answer = csv.predict(model, row, row + 1);
  const cells = csv.cells(row, row + 1)[0] ?? [];
  const faults = codesOf(answer.errors);
  const warned = answer.warnings[0] ?? null;
  const notApplicable = reasonOf(warned);
  const record = recordOfRow(csv.fields, cells);
  const errors = faults.length > 0 ? validate(record, { locale: wording.locale }) : [];
  const prediction = faults.length === 0 ? predictionOf(record, wording) : undefined;
  return {
    row,
    cells: cells.map((cell) => (cell.length > SHOWN ? `${cell.slice(0, SHOWN)}…` : cell)),
    glucose: answer.glucose_mg_dl[0] ?? NaN,
    low: answer.interval_low[0] ?? NaN,
    high: answer.interval_high[0] ?? NaN,
    diabetes: answer.prob_Diabetes[0] ?? NaN,
    category: answer.category[0] ?? null,
    level: answer.risk_level[0] ?? null,
    priority: names().priorities[priorities[row] as number] as Row["priority"],
    notApplicable,
    errors: notes(faults, errors),
    warnings: notes(
      codesOf(answer.warnings).filter((code) => code !== notApplicable),
      prediction?.warnings ?? [],
    ),
    measured: prediction?.measured ?? {},
    urgent: (answer.urgent[0]?.split(";") ?? []) as Row["urgent"],
    step: answer.next_step[0] ?? null,
    imputed: codesOf(answer.imputed).map((field) => wording.title(field)),
  };
}

function codesOf([joined]: (string | null)[]): string[] {
  return joined?.split(";") ?? [];
}

/** The row as a record, without columns that are not fields. */
function recordOfRow(fields: readonly (string | null)[], cells: string[]): Partial<PatientRecord> {
  const { properties } = schema();
  const known = fields.flatMap((name, column): [string, string][] =>
    name !== null && name in properties ? [[name, cells[column] ?? ""]] : [],
  );
  return recordOf(new Map(known), properties);
}

/** The answer in words; none if the row is only valid as CSV: records do not allow thousands separators. */
function predictionOf(record: Partial<PatientRecord>, { locale }: Wording): Prediction | undefined {
  try {
    return kept().model.predict(record as PatientRecord, { locale });
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
