// bindgen's generated types refer to `Symbol.dispose`.
/// <reference lib="esnext.disposable" preserve="true" />
export {
  init as default,
  initSync,
  type InitInput,
  type InitOptions,
  type InitSyncInput,
} from "./runtime.js";
export { DiabetesError, type FieldError } from "./errors.js";
export { Model, type PredictOptions, type RecalibrateOptions } from "./model.js";
export { Csv, type ColumnField, type CsvOptions, type JudgeOptions, type WriteOptions } from "./csv.js";
export {
  adaRiskTest,
  advice,
  classifyGlucose,
  classifyHba1c,
  findrisc,
  findrisc2003,
  formatNumber,
  labels,
  schema,
  score,
  scores,
  urgent,
  validate,
  type ScoreOptions,
} from "./functions.js";
export { priority, type Ranked } from "./priority.js";
export type { AdviceOptions, LocaleOptions } from "./options.js";
export type * from "./types.js";
