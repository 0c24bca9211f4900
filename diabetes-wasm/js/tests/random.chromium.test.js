// Some of the oracle's random records in a browser: Python's answers, to the last bit. `records.test.mjs` puts all of
// them to Node.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { browser, inPage, root } from "./browser.js";

const folder = path.join(root, "target/oracle");
const isThere = existsSync(path.join(folder, "python.ndjson"));
const skip = browser.skip || (isThere ? false : "make oracle writes the answers");
const EVERY = 22;
const COUNT = 500;

/** Lines evenly from the valid and the invalid records. */
function sample(file) {
  const lines = readFileSync(path.join(folder, file), "utf8").split("\n");
  return Array.from({ length: COUNT }, (_, place) => lines[place * EVERY]);
}

/** How many cases there are, and the bodies of those that get another answer than expected. */
function differing(api, { same }, cases) {
  const model = api.Model.bundled();
  const predict = (record, locale) => {
    try {
      return model.predict(record, { locale });
    } catch ({ errors }) {
      return { errors };
    }
  };
  const isAnswered = ({ body, expected }) => {
    const record = JSON.parse(body);
    return (
      same(predict(record, "es"), expected.es) &&
      same(predict(record, "en"), expected.en) &&
      model.predictJson(body) === expected.json &&
      same(api.validate(record, { strict: true }), expected.strict) &&
      Object.entries(expected.explain ?? {}).every(([output, terms]) =>
        same(model.explain(record, output), terms),
      )
    );
  };
  const others = cases.filter((one) => !isAnswered(one));
  return { count: cases.length, others: others.map(({ body }) => body) };
}

test("a browser gives Python's answers to random records", { skip }, async () => {
  const python = sample("python.ndjson").map((line) => JSON.parse(line));
  const cases = sample("bodies.ndjson").map((body, place) => ({ body, expected: python[place] }));
  assert.ok(python.some(({ explain }) => explain) && python.some(({ es }) => es.errors));
  assert.deepEqual(await inPage(differing, cases), { count: COUNT, others: [] });
});
