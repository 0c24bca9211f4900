// Bundles the element, with what it draws its charts with, into one file beside the API, which stays a file of its own.
import { rm } from "node:fs/promises";
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

await build({
  entryPoints: [path.join(root, "dist/element.js")],
  outfile: path.join(root, "dist/element.js"),
  allowOverwrite: true,
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  // The licences of what is bundled.
  legalComments: "inline",
  plugins: [api],
});
await rm(parts, { recursive: true });
