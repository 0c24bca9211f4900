// diabetes-wasm as used in the benchmark. Answers are read, so that lazily created values are timed too.
import { readFileSync } from "node:fs";
import { Model } from "../../../diabetes-wasm/js/dist/node.js";

const dist = new URL("../../../diabetes-wasm/js/dist/", import.meta.url);

/** The files that a page needs to predict: the entry module with its imports, and the engine. */
export const files = [...imported(new URL("index.js", dist)), new URL("diabetes_wasm_bg.wasm", dist)];

/** Additional files for recalibration and CSV. */
export const tools = [new URL("diabetes_wasm_tools.wasm", dist)];

function imported(entry, seen = new Map()) {
  if (seen.has(entry.href)) return seen.values();
  seen.set(entry.href, entry);
  for (const [, path] of readFileSync(entry, "utf8").matchAll(/\bfrom\s*"(\.[^"]+)"/g)) {
    imported(new URL(path, entry), seen);
  }
  return seen.values();
}

const model = Model.bundled();

export const predict = (record) => model.predict(record);
export const predictBatch = (records) => model.predictBatch(records);
export const predictColumns = (columns) => model.predictColumns(columns);

/** The figures of one answer: glucose, and whether there is a category. */
export const figures = ({ glucose_mg_dl, category }) => glucose_mg_dl + category.length;

/** The figures and the text of one answer. */
export const texts = (answer) => figures(answer) + answer.interpretation.length;

/** Every key of one answer. */
export const everyKey = (answer) => JSON.stringify(answer).length;

/** The sum of a number from each answer. */
export const total = (answers, read) => answers.reduce((sum, answer) => sum + read(answer), 0);

/** The figures in columns: the sum of glucose, the count of categories. */
export function columnFigures({ glucose_mg_dl, category }) {
  let sum = 0;
  for (const glucose of glucose_mg_dl) sum += glucose;
  for (const name of category) sum += name === null ? 0 : 1;
  return sum;
}

/** Every value in columns. */
export function everyValue(answer) {
  let sum = 0;
  for (const column of Object.values(answer)) {
    for (const value of column) sum += typeof value === "string" ? value.length : Number(value);
  }
  return sum;
}
