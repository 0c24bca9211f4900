import type {
  Category,
  Level,
  Locale,
  NextStepCode,
  NotApplicable,
  Prediction,
  Priority,
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

/** The priorities that are counted separately, whatever the estimate. */
export const APART = ["urgent", "measured_diabetes", "measured_prediabetes"] as const satisfies Priority[];

export function isApart(priority: Priority): priority is (typeof APART)[number] {
  return (APART as readonly Priority[]).includes(priority);
}

/** The rows to show. */
export type Filter = "all" | Exclude<Priority, "no_level">;

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
  score: { question: { file: Blob; model: ModelText }; answer: Scored };
  rows: { question: { filter: Filter; page: number; size: number; locale: Locale }; answer: Rows };
  write: { question: { prefix: string; defuse: boolean }; answer: Blob };
  recalibrate: {
    question: { file: Blob; model: ModelText; target: string; source: string; locale: Locale };
    answer: string;
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
