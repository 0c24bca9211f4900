// diabetes-wasm against onnxruntime-web in one run of Node, on one thread. Prints Markdown tables.
// `make bench-web` runs it; timings vary between machines, so quote the ratios.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import * as ours from "./ours.mjs";
import { race, summary, table, target } from "./measure.mjs";
import { example, folder, matrixOfColumns, matrixOfObject, session, sum, tensorsOfObjects } from "./peer.mjs";

const NUMERIC = "onnxruntime-web, numeric path";
const MATRIX_GIVEN = "onnxruntime-web, numeric path, matrix given";
const PIPELINE = "onnxruntime-web, exported pipeline";
const pipeline = await session("pipeline");
const numeric = await session("numeric");
const folded = await session("folded");

await agree();
starts();
sizes();
for (const name of ["unrounded", "rounded"]) await records(name);

/** Checks that the three files are one model: equal estimates for the example, up to float32 precision. */
async function agree() {
  const matrix = matrixOfObject(example);
  const estimates = [
    await sum(pipeline, tensorsOfObjects([example])),
    await sum(numeric, matrix),
    await sum(folded, matrix),
  ];
  if (!(Math.max(...estimates) - Math.min(...estimates) < 0.1)) throw new Error(`peers differ: ${estimates}`);
}

function starts() {
  const here = fileURLToPath(new URL("start.mjs", import.meta.url));
  const times = { ours: [], pipeline: [], numeric: [] };
  const paths = Object.keys(times);
  for (let round = 0; round < 11; round++) {
    for (const path of round % 2 ? paths : paths.toReversed()) {
      times[path].push(Number(execFileSync(process.execPath, [here, path, JSON.stringify(example)])));
    }
  }
  const results = {
    "diabetes-wasm": summary(times.ours),
    [PIPELINE]: summary(times.pipeline),
    [NUMERIC]: summary(times.numeric),
  };
  table("Import, create, first prediction; 11 fresh processes", results, PIPELINE);
  target("at most a tenth", results["diabetes-wasm"].median, results[PIPELINE].median, 0.1);
}

function sizes() {
  const dist = new URL("node_modules/onnxruntime-web/dist/", import.meta.url);
  const downloads = {
    "diabetes-wasm": ours.files,
    "diabetes-wasm, for recalibration and CSV besides": ours.tools,
    [PIPELINE]: [
      new URL("ort.wasm.bundle.min.mjs", dist),
      new URL("ort-wasm-simd-threaded.wasm", dist),
      new URL("pipeline.onnx", folder()),
    ],
  };
  console.log("\n### Download, each file with gzip -9\n\n| path | kB | gzip, kB |\n|---|---:|---:|");
  for (const [path, files] of Object.entries(downloads)) {
    const bytes = files.map((file) => readFileSync(file));
    const total = (sizes) => (sizes.reduce((a, b) => a + b, 0) / 1000).toFixed(0);
    const zipped = bytes.map((content) => gzipSync(content, { level: 9 }).length);
    console.log(`| ${path} | ${total(bytes.map((content) => content.length))} | ${total(zipped)} |`);
  }
}

/** Benchmarks one data set: single records, columns, batches. */
async function records(name) {
  const columns = JSON.parse(readFileSync(new URL(`${name}.json`, folder())));
  const fields = Object.keys(columns);
  const people = columns.edad.map((_, row) =>
    Object.fromEntries(fields.map((field) => [field, columns[field][row]])),
  );
  const typed = Object.fromEntries(
    fields.map((field) => {
      const values = columns[field];
      return [field, typeof values[0] === "number" ? Float64Array.from(values) : values];
    }),
  );
  const matrix = matrixOfColumns(typed);
  const tensors = tensorsOfObjects(people);
  const one = (call) => people[call % people.length];
  const title = `${name} records`;

  const single = await race(
    {
      "diabetes-wasm predict, figures read": (call) => ours.figures(ours.predict(one(call))),
      "diabetes-wasm predict, every key read": (call) => ours.everyKey(ours.predict(one(call))),
      [PIPELINE]: (call) => sum(pipeline, tensorsOfObjects([one(call)])),
      [NUMERIC]: (call) => sum(numeric, matrixOfObject(one(call))),
    },
    { warmUp: 5_000, rounds: 10, calls: 2_000 },
  );
  table(`One prediction from a plain object; ${title}`, single, PIPELINE, "µs");
  for (const read of ["figures read", "every key read"]) {
    const own = single[`diabetes-wasm predict, ${read}`].median;
    target(`at most a fifth, ${read}`, own, single[PIPELINE].median, 0.2);
  }

  const table100k = await race(
    {
      "diabetes-wasm predictColumns, figures read": () => ours.columnFigures(ours.predictColumns(typed)),
      "diabetes-wasm predictColumns, every value read": () => ours.everyValue(ours.predictColumns(typed)),
      [MATRIX_GIVEN]: () => sum(numeric, matrix),
      "onnxruntime-web, numeric path, matrix from the columns": () => sum(numeric, matrixOfColumns(typed)),
      "onnxruntime-web, scaler folded into the weights, matrix given": () => sum(folded, matrix),
    },
    { warmUp: 3, rounds: 15 },
  );
  table(`100,000 rows as columns; ${title}`, table100k, MATRIX_GIVEN);
  for (const read of ["figures read", "every value read"]) {
    const own = table100k[`diabetes-wasm predictColumns, ${read}`].median;
    target(`not slower than the matrix given, ${read}`, own, table100k[MATRIX_GIVEN].median, 1);
  }

  const batch = await race(
    {
      "diabetes-wasm predictBatch, figures read": () => ours.total(ours.predictBatch(people), ours.figures),
      "diabetes-wasm predictBatch, texts read too": () => ours.total(ours.predictBatch(people), ours.texts),
      "diabetes-wasm predictBatch, every key read": () =>
        ours.total(ours.predictBatch(people), ours.everyKey),
      [PIPELINE]: () => sum(pipeline, tensorsOfObjects(people)),
      "onnxruntime-web, exported pipeline, tensors given": () => sum(pipeline, tensors),
    },
    { warmUp: 2, rounds: 9 },
  );
  table(`100,000 objects; ${title}`, batch, PIPELINE);
  for (const read of ["figures read", "texts read too", "every key read"]) {
    const own = batch[`diabetes-wasm predictBatch, ${read}`].median;
    target(`at most a fifth of the pipeline from objects, ${read}`, own, batch[PIPELINE].median, 0.2);
  }
}
