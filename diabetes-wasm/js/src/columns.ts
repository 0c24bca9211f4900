import type { Answers, Columns } from "./diabetes_wasm.js";
import { DiabetesError } from "./errors.js";
import { isMapping, valueJson } from "./record.js";
import { engine } from "./runtime.js";
import type { PredictionColumns } from "./types.js";

/** The engine's table of these columns, and how many rows it has. */
export function tableOf(columns: unknown): [Columns, number] {
  if (!isMapping(columns)) throw new DiabetesError("bad_option", "columns: an object of columns is needed");
  const given = Object.keys(columns).filter((name) => columns[name] !== undefined);
  const table = new (engine().Columns)();
  let rows: number | undefined;
  for (const name of given) {
    const column = columns[name];
    if (!isColumn(column)) throw new DiabetesError("bad_option", `${name}: a column is a list or a typed array`);
    rows ??= column.length;
    if (column.length !== rows) {
      throw new DiabetesError("unreadable_table", `column ${name} has ${column.length} rows instead of ${rows}`);
    }
    if (column instanceof Float64Array) table.numbers(name, column);
    else table.json(name, `[${Array.from(column, valueJson).join(",")}]`);
  }
  return [table, rows ?? 0];
}

function isColumn(column: unknown): column is ArrayLike<unknown> {
  return Array.isArray(column) || (ArrayBuffer.isView(column) && !(column instanceof DataView));
}

/** The engine's answers as columns. */
export function answersOf(answers: Answers): PredictionColumns {
  const figures = answers.figures();
  const rows = figures.length / 6;
  const figure = (place: number): Float64Array => figures.slice(place * rows, (place + 1) * rows);
  type Texts = Pick<
    PredictionColumns,
    "category" | "confidence" | "risk_level" | "test_advised" | "imputed" | "warnings" | "errors"
  >;
  const [category, confidence, risk_level, test_advised, imputed, warnings, errors] = JSON.parse(answers.texts()) as [
    Texts["category"],
    Texts["confidence"],
    Texts["risk_level"],
    Texts["test_advised"],
    Texts["imputed"],
    Texts["warnings"],
    Texts["errors"],
  ];
  const ignored = answers.ignored();
  answers.free();
  return {
    glucose_mg_dl: figure(0),
    interval_low: figure(1),
    interval_high: figure(2),
    prob_Normal: figure(3),
    prob_Prediabetes: figure(4),
    prob_Diabetes: figure(5),
    category,
    confidence,
    risk_level,
    test_advised,
    imputed,
    warnings,
    errors,
    ignored,
  };
}
