// One start in a fresh process: import, create, first answer. Prints the elapsed milliseconds.
// node start.mjs ours|pipeline|numeric RECORD
const [path, text] = process.argv.slice(2);
const record = JSON.parse(text);
const start = performance.now();
const glucose = path === "ours" ? await ours() : await peer();
const took = performance.now() - start;
if (!(glucose > 50 && glucose < 300)) throw new Error(`no estimate: ${glucose}`);
console.log(took);

async function ours() {
  const { Model } = await import("../../../diabetes-wasm/js/dist/node.js");
  return Model.bundled().predict(record).glucose_mg_dl;
}

async function peer() {
  const { matrixOfObject, session, sum, tensorsOfObjects } = await import("./peer.mjs");
  return sum(await session(path), path === "pipeline" ? tensorsOfObjects([record]) : matrixOfObject(record));
}
