import type { ColumnField } from "../../js/src/csv.js";
import type {
  Agreement,
  Category,
  CsvPreview,
  Level,
  Locale,
  NextStepCode,
  NotApplicable,
  PatientRecord,
  Prediction,
  Priority,
  RecalibrationJudgement,
} from "../../js/src/types.js";

// The messages between the page and its worker.

/** Counts of values between edges; one edge more than counts. */
export interface Histogram {
  edges: number[];
  counts: number[];
}

/** The count of each name. */
export type Counts<Name extends string> = Partial<Record<Name, number>>;

/** The results for a file of patients. The rows stay in the worker. */
export interface Scored {
  rows: number;
  header: string[];
  separator: string;
  encoding: string;
  /** Names of the answers' columns in a written file. */
  answers: string[];
  /** The field of each column. */
  fields: (string | null)[];
  /** Columns that are not fields. */
  ignored: string[];
  answered: number;
  bad: number;
  notApplicable: Counts<NotApplicable>;
  errors: Record<string, number>;
  warnings: Record<string, number>;
  /** Each row counts once: as urgent, else by measured values, else by level of risk. */
  priorities: Counts<Priority>;
  /** Of the estimated glucose, for people without a measured value in the range of (pre)diabetes. */
  categories: Counts<Category>;
  /** Probability of diabetes and estimated glucose, mg/dL, of these people; `null` if there are none. */
  risk: Histogram | null;
  glucose: Histogram | null;
}

/** The field of each column as chosen; `null` for the fields that the headings name. */
export type Fields = ColumnField[] | null;

/** The priorities that are counted separately, whatever the estimate. */
export const APART = ["urgent", "measured_diabetes", "measured_prediabetes"] as const satisfies Priority[];

export function isApart(priority: Priority): priority is (typeof APART)[number] {
  return (APART as readonly Priority[]).includes(priority);
}

/** The rows to show: all, those to call, those without an advised test, or those of a priority. */
export type Filter = "all" | "call" | "no_test" | Exclude<Priority, "no_level">;

/** What rows are sorted by: the number is a column of the file. */
export type SortKey = "priority" | "row" | "diabetes" | "glucose" | number;

/** Which rows, and in which order. */
export interface Chosen {
  filter: Filter;
  /** Words that a row's columns must contain; empty for all rows. */
  search: string;
  sort: SortKey;
  /** The default order of each key, or the opposite. */
  reversed: boolean;
}

/** The page's words for a row; the other words come from the engine. */
export interface Words {
  filters: Record<Filter, string>;
  reasons: Record<NotApplicable, string>;
  codes: Record<string, string>;
}

/** An error or a warning, in words if the engine has a text for it. */
export interface Note {
  code: string;
  message: string | null;
}

/** A row as displayed. */
export interface Row {
  /** Its index in the file, from 0. */
  row: number;
  cells: string[];
  glucose: number;
  low: number;
  high: number;
  diabetes: number;
  category: Category | null;
  level: Level | null;
  priority: Priority;
  notApplicable: NotApplicable | null;
  errors: Note[];
  warnings: Note[];
  /** Measured laboratory values, classified; they take precedence over any estimate. */
  measured: Prediction["measured"];
  /** What needs a clinician today; `step` is the next step, `null` for an invalid row. */
  urgent: Prediction["urgent"];
  step: NextStepCode | null;
  /** What the step says to this person; `null` for the text of its code. */
  stepText: string | null;
  /** The laboratory values as given. */
  values: Pick<Partial<PatientRecord>, "glucosa_ayunas" | "hba1c">;
  /** Titles of the fields for which an average is used. */
  imputed: string[];
}

/** The rows on one page of the table, and the number of rows that match the filter. */
export interface Rows {
  rows: Row[];
  total: number;
}

/** A model file; `null` is the bundled model. */
export type ModelText = string | null;

/** The question and answer of each task. */
export interface Tasks {
  preview: { question: { file: Blob }; answer: CsvPreview };
  score: {
    question: { file: Blob; model: ModelText; fields: Fields; findriscCut: number };
    answer: Scored;
  };
  /** How the probabilities agree with measured outcomes; `null` if the file has too few. */
  agreement: { question: null; answer: Agreement | null };
  rows: { question: Chosen & { page: number; size: number; locale: Locale }; answer: Rows };
  list: { question: Chosen & { headings: string[]; words: Words; locale: Locale }; answer: Blob };
  write: { question: { prefix: string; defuse: boolean; round: boolean }; answer: Blob };
  recalibrate: {
    question: {
      file: Blob;
      model: ModelText;
      fields: Fields;
      target: string;
      source: string;
      locale: Locale;
    };
    answer: { model: string; judgement: RecalibrationJudgement };
  };
}

/** Reports how much of the work is done. */
export type Progress = (done: number, total: number) => void;

export type TaskName = keyof Tasks;

/** The compiled engine, and its tools for files and recalibration. */
export interface Modules {
  engine: WebAssembly.Module;
  tools: WebAssembly.Module;
}

/** A message to the worker: the modules first, tasks afterwards. */
export type ToWorker =
  Modules | { [Name in TaskName]: { id: number; task: Name; question: Tasks[Name]["question"] } }[TaskName];

/** A message from the worker. */
export type FromWorker =
  | { id: number; done: number; total: number }
  | { id: number; answer: unknown }
  | { id: number; error: { code: string; message: string } };
