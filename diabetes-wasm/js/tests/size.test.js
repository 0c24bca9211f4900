import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

/** What a page that imports the library may load, in bytes of gzip. */
const LIMIT = 250_000;

const dist = path.join(import.meta.dirname, "../dist");

/** The files that an entry loads, itself included. */
function loaded(name, seen = new Set()) {
  if (seen.has(name)) return seen;
  seen.add(name);
  const source = readFileSync(path.join(dist, name), "utf8");
  for (const [, next] of source.matchAll(/(?:from|import) "\.\/([^"]+\.js)"/g)) loaded(next, seen);
  if (source.includes('"diabetes_wasm_bg.wasm"')) seen.add("diabetes_wasm_bg.wasm");
  return seen;
}

test("the library is small to load", (t) => {
  const files = [...loaded("index.js")].map((name) => {
    const content = readFileSync(path.join(dist, name));
    return { name, raw: content.length, gzip: gzipSync(content, { level: 9 }).length };
  });
  for (const { name, raw, gzip } of files) t.diagnostic(`${name}: ${raw} bytes, ${gzip} gzip`);
  const total = files.reduce((sum, { gzip }) => sum + gzip, 0);
  t.diagnostic(`together ${total} of at most ${LIMIT}`);
  assert.ok(
    files.some(({ name }) => name === "diabetes_wasm_bg.wasm"),
    "the wasm file is found",
  );
  assert.ok(total <= LIMIT, `${total} bytes of gzip are more than ${LIMIT}`);
});
