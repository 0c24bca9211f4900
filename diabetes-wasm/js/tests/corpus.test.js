// The corpus that every language reads: Node and a browser give its answers, to the last bit.
/* global fetch */
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import * as api from "diabetes-wasm";
import { browser, inPage, root } from "./browser.js";
import { check } from "./corpus.js";

const texts = {};
for (const folder of ["cases", "models", "models/damaged"]) {
  for (const entry of await readdir(path.join(root, "fixtures", folder), { withFileTypes: true })) {
    const name = `${folder}/${entry.name}`;
    // The package does not read FHIR.
    if (entry.isFile() && name !== "cases/fhir.json")
      texts[name] = await readFile(path.join(root, "fixtures", name), "utf8");
  }
}
const inNode = check(api, texts);

test("Node gives the answers of the corpus", () => {
  assert.deepEqual(inNode.failures, []);
});

test("every file of the corpus is looked at", () => {
  for (const name in texts) assert.ok(inNode.checked[name] > 0, name);
});

test("a browser gives the answers of the corpus", { skip: browser.skip }, async () => {
  const { checked, failures } = await inPage(async (api, { check }, names) => {
    const read = async (name) => [name, await (await fetch(`fixtures/${name}`)).text()];
    return check(api, Object.fromEntries(await Promise.all(names.map(read))));
  }, Object.keys(texts));
  assert.deepEqual(failures, []);
  assert.deepEqual(checked, inNode.checked);
});
