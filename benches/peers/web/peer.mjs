// onnxruntime-web on one thread with export_onnx.py's files: the existing system's pipeline in a browser.
import { readFileSync } from "node:fs";
import * as ort from "onnxruntime-web/wasm";

ort.env.wasm.numThreads = 1;
ort.env.wasm.proxy = false;

const fields = JSON.parse(readFileSync(new URL("fields.json", folder())));
/** Columns of the encoded matrix: the numbers, then one per choice. */
const WIDTH = fields.numbers.length + Object.values(fields.choices).flat().length;

/** The folder that export_onnx.py wrote to. */
export function folder() {
  return new URL("../../../target/peers/web/", import.meta.url);
}

export const example = fields.example;

/** A session for one of the ONNX files. */
export function session(name) {
  return ort.InferenceSession.create(readFileSync(new URL(`${name}.onnx`, folder())), {
    executionProviders: ["wasm"],
  });
}

/** One [n, 1] tensor per input: strings and numbers as the exported pipeline expects them. */
export function tensorsOfObjects(records) {
  const n = records.length;
  const feeds = {};
  for (const field of fields.numbers) {
    const values = new Float32Array(n);
    for (let i = 0; i < n; i++) values[i] = records[i][field];
    feeds[field] = new ort.Tensor("float32", values, [n, 1]);
  }
  for (const field in fields.choices) {
    const values = new Array(n);
    for (let i = 0; i < n; i++) values[i] = records[i][field];
    feeds[field] = new ort.Tensor("string", values, [n, 1]);
  }
  return feeds;
}

/** The encoded matrix of one plain object. */
export function matrixOfObject(record) {
  const x = new Float32Array(WIDTH);
  let at = 0;
  for (const field of fields.numbers) x[at++] = record[field];
  for (const field in fields.choices) {
    for (const choice of fields.choices[field]) x[at++] = record[field] === choice ? 1 : 0;
  }
  return { x: new ort.Tensor("float32", x, [1, WIDTH]) };
}

/** The encoded matrix of columns. */
export function matrixOfColumns(columns) {
  const n = columns.edad.length;
  const x = new Float32Array(n * WIDTH);
  let at = 0;
  for (const field of fields.numbers) {
    const values = columns[field];
    for (let i = 0; i < n; i++) x[i * WIDTH + at] = values[i];
    at += 1;
  }
  for (const field in fields.choices) {
    const values = columns[field];
    const choices = fields.choices[field];
    for (let i = 0; i < n; i++) x[i * WIDTH + at + choices.indexOf(values[i])] = 1;
    at += choices.length;
  }
  return { x: new ort.Tensor("float32", x, [n, WIDTH]) };
}

/** The sum of a run's estimates, so that every one is read. */
export async function sum(session, feeds) {
  const { variable } = await session.run(feeds);
  return variable.data.reduce((total, value) => total + value, 0);
}
