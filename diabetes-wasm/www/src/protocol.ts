import type {
  Category,
  Level,
  Locale,
  NextStepCode,
  NotApplicable,
  Prediction,
  Priority,
} from "../../js/src/types.js";

// What the page asks of its worker, and what it gets.

/** Counts of values between edges; one edge more than counts. */
export interface Histogram {
  edges: number[];
  counts: number[];
}

/** How many there are of each name. */
export type Counts<Name extends string> = Partial<Record<Name, number>>;

/** What became of a file of patients. The rows stay in the worker. */
export interface Scored {
  rows: number;
  header: string[];
  separator: string;
  encoding: string;
  /** Names of the answers' columns in a written file. */
  answers: string[];
  /** Columns that are no fields. */
  ignored: string[];
  answered: number;
  bad: number;
  notApplicable: Counts<NotApplicable>;
  errors: Record<string, number>;
  warnings: Record<string, number>;
  /** Each row once: what is urgent first, then measured values, then levels of risk. */
  priorities: Counts<Priority>;
  /** Of the estimated glucose, of people without a measured value in the range of diabetes or prediabetes. */
  categories: Counts<Category>;
  /** Of the probability of diabetes and of the estimated glucose, mg/dL, of the same people; `null` where there are none. */
  risk: Histogram | null;
  glucose: Histogram | null;
}

/** Who is counted apart, whatever is estimated. */
export const APART = ["urgent", "measured_diabetes", "measured_prediabetes"] as const satisfies Priority[];

export function isApart(priority: Priority): priority is (typeof APART)[number] {
  return (APART as readonly Priority[]).includes(priority);
}

/** Which rows are shown. */
export type Filter = "all" | Exclude<Priority, "no_level">;

/** A fault or a warning, in words where the engine has words for it. */
export interface Note {
  code: string;
  message: string | null;
}

/** A row as it is shown. */
export interface Row {
  /** Its place in the file, from 0. */
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
  /** Measured laboratory values, classified; they count for more than any estimate. */
  measured: Prediction["measured"];
  /** What needs a clinician today, and what to do; `null` for a bad row. */
  urgent: Prediction["urgent"];
  step: NextStepCode | null;
  /** Titles of the fields for which the average counts. */
  imputed: string[];
}

/** Rows of one page of the table, and how many rows the filter lets through. */
export interface Rows {
  rows: Row[];
  total: number;
}

/** A model file; `null` is the bundled model. */
export type ModelText = string | null;

/** A task's question and answer. */
export interface Tasks {
  score: { question: { file: Blob; model: ModelText }; answer: Scored };
  rows: { question: { filter: Filter; page: number; size: number; locale: Locale }; answer: Rows };
  write: { question: { prefix: string; defuse: boolean }; answer: Blob };
  recalibrate: {
    question: { file: Blob; model: ModelText; target: string; source: string; locale: Locale };
    answer: string;
  };
}

/** Tells how much of the work is done. */
export type Progress = (done: number, total: number) => void;

export type TaskName = keyof Tasks;

/** The compiled engine and what it needs for files and recalibration. */
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
