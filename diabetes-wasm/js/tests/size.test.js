import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

/** What `init()` may load, and what it may load with the tools, in bytes of gzip. */
const LIMIT = 185_000;
const LIMIT_WITH_TOOLS = 254_000;

const ENGINE = "diabetes_wasm_bg.wasm";
const TOOLS = "diabetes_wasm_tools.wasm";
const dist = path.join(import.meta.dirname, "../dist");

/** The scripts that an entry loads, itself included. */
function loaded(name, seen = new Set()) {
  if (seen.has(name)) return seen;
  seen.add(name);
  const source = readFileSync(path.join(dist, name), "utf8");
  for (const [, next] of source.matchAll(/(?:from|import) ?"\.\/([^"]+\.js)"/g)) loaded(next, seen);
  return seen;
}

/** The bytes of gzip of files, each of which is told. */
function gzipped(names, t) {
  return names.reduce((sum, name) => {
    const content = readFileSync(path.join(dist, name));
    const { length } = gzipSync(content, { level: 9 });
    t.diagnostic(`${name}: ${content.length} bytes, ${length} gzip`);
    return sum + length;
  }, 0);
}

test("the library is small to load", (t) => {
  const scripts = [...loaded("index.js")];
  const first = gzipped([...scripts, ENGINE], t);
  t.diagnostic(`init(): ${first} of at most ${LIMIT}`);
  const all = first + gzipped([TOOLS], t);
  t.diagnostic(`init({ tools: true }): ${all} of at most ${LIMIT_WITH_TOOLS}`);
  const script = scripts.map((name) => readFileSync(path.join(dist, name), "utf8")).join("");
  for (const name of [ENGINE, TOOLS]) assert.ok(script.includes(name), `${name} is loaded`);
  assert.ok(first <= LIMIT, `${first} bytes of gzip are more than ${LIMIT}`);
  assert.ok(all <= LIMIT_WITH_TOOLS, `${all} bytes of gzip are more than ${LIMIT_WITH_TOOLS}`);
});
