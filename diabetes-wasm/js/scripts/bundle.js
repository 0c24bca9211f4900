// Bundles the compiler's output: the API; the element with its chart code, which imports the API; and the element as
// one file with everything inside.
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

const root = path.join(import.meta.dirname, "..");
const dist = path.join(root, "dist");
/** The files to keep: the page is built from the sources and bindgen's glue. */
const KEPT = ["diabetes_wasm.js", "element.js", "element.single.js", "index.js", "node.js"];

const api = {
  name: "api",
  setup: ({ onResolve }) => {
    onResolve({ filter: /^\.{1,2}\/index\.js$/ }, () => ({ path: "./index.js", external: true }));
  },
};

const OPTIONS = { allowOverwrite: true, bundle: true, format: "esm", target: "es2022", minify: true };

const bundle = (name, plugins) =>
  build({
    ...OPTIONS,
    entryPoints: [path.join(dist, name)],
    outfile: path.join(dist, name),
    metafile: true,
    plugins,
  });

/** The element, the API and the engine in one script. */
const single = () =>
  build({
    ...OPTIONS,
    stdin: {
      contents: `import { DiabetesRisk } from "./element.js";
import engine from "./diabetes_wasm_bg.wasm";
DiabetesRisk.prototype.wasm = engine;
export * from "./index.js";
export { default } from "./index.js";
export { DiabetesRisk };`,
      resolveDir: dist,
    },
    outfile: path.join(dist, "element.single.js"),
    loader: { ".wasm": "binary" },
    legalComments: "none",
  });

const { metafile } = await bundle("element.js", [api]);
await bundle("index.js", []);
await single();
await rm(path.join(dist, "element"), { recursive: true });
for (const name of await readdir(dist)) {
  if (name.endsWith(".js") && !KEPT.includes(name)) await rm(path.join(dist, name));
}

const names = Object.keys(metafile.inputs).map((file) => /node_modules\/([^/]+)\//.exec(file)?.[1]);
const bundled = [...new Set(names.filter((name) => name !== undefined))].sort();
const licences = bundled.map(async (name) => {
  const text = await readFile(path.join(root, "node_modules", name, "LICENSE"), "utf8");
  return `${name}\n\n${text}`;
});
await writeFile(path.join(dist, "element.licenses.txt"), (await Promise.all(licences)).join("\n\n"));
