// Bundles the element, with what it draws its charts with, into one file beside the API, which stays a file of its own.
import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

const root = path.join(import.meta.dirname, "..");
const parts = path.join(root, "dist/element");

const api = {
  name: "api",
  setup: ({ onResolve }) => {
    onResolve({ filter: /^\.{1,2}\/index\.js$/ }, () => ({ path: "./index.js", external: true }));
  },
};

const { metafile } = await build({
  entryPoints: [path.join(root, "dist/element.js")],
  outfile: path.join(root, "dist/element.js"),
  allowOverwrite: true,
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  metafile: true,
  plugins: [api],
});
await rm(parts, { recursive: true });

const names = Object.keys(metafile.inputs).map((file) => /node_modules\/([^/]+)\//.exec(file)?.[1]);
const bundled = [...new Set(names.filter((name) => name !== undefined))].sort();
const licences = bundled.map(async (name) => {
  const text = await readFile(path.join(root, "node_modules", name, "LICENSE"), "utf8");
  return `${name}\n\n${text}`;
});
await writeFile(path.join(root, "dist/element.licenses.txt"), (await Promise.all(licences)).join("\n\n"));
