// 10,000 valid and 1,000 invalid random records: what Python, Rust and this package answer is the same, every
// number to the last bit. `make oracle` writes what Python and Rust answer.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { DiabetesError, Model, schema, validate } from "diabetes-wasm";

const folder = new URL("../../../target/oracle/", import.meta.url);
const skip = existsSync(new URL("rust.ndjson", folder)) ? false : "make oracle writes the answers";
const read = (file) => readFileSync(new URL(file, folder), "utf8");
const lines = (file) => read(file).trimEnd().split("\n");

const LOCALES = ["es", "en"];
const OUTPUTS = ["glucose", "dysglycaemia", "diabetes"];

/** The answer, or the errors as Python's line has them. */
function settle(work) {
  try {
    return work();
  } catch (error) {
    return refusal(error);
  }
}

function refusal(error) {
  assert.ok(error instanceof DiabetesError && error instanceof Error, String(error));
  assert.equal(error.name, "DiabetesError");
  assert.equal(error.code, error.errors[0].code);
  return { errors: error.errors };
}

// deepStrictEqual compares numbers with Object.is.
describe("random records", { skip }, () => {
  const model = Model.bundled();
  const bodies = skip ? [] : lines("bodies.ndjson");
  const python = skip ? [] : lines("python.ndjson").map((line) => JSON.parse(line));
  const rust = skip ? [] : lines("rust.ndjson").map((line) => JSON.parse(line));
  // The last bodies are no JSON, or not what a program would build.
  const count = python.filter((line) => line.es).length;
  const records = bodies.slice(0, count).map((body) => JSON.parse(body));

  /** Runs a check on every record; a failure names the body. */
  function each(check, rows = records) {
    for (const [row, record] of rows.entries()) {
      try {
        check(record, python[row], row);
      } catch (error) {
        error.message += `\nrecord ${row}: ${bodies[row]}`;
        throw error;
      }
    }
  }

  it("are as many as the oracle made", () => {
    assert.equal(rust.length, bodies.length);
    assert.equal(python.length, bodies.length);
    assert.equal(count, 11_000);
    // An unknown field is a fault with strict alone.
    assert.ok(python.filter((line) => line.explain).length >= 10_000);
    assert.ok(python.filter((line) => line.strict?.length).length >= 1_000);
  });

  it("have the same answer in Python and Rust", () => {
    each((_, expected, row) => {
      assert.equal(rust[row].es, expected.json);
      assert.deepStrictEqual(rust[row].explain, expected.explain);
    });
  });

  for (const locale of LOCALES) {
    it(`predict gives Python's answers, ${locale}`, () => {
      each((record, expected) => {
        assert.deepStrictEqual(
          settle(() => model.predict(record, { locale })),
          expected[locale],
        );
      });
    });

    it(`predictBatch gives Python's answers in their places, ${locale}`, () => {
      const answers = model.predictBatch(records, { locale });
      assert.equal(answers.length, count);
      each((_, expected, row) => {
        const answer = answers[row] instanceof Error ? refusal(answers[row]) : answers[row].toJSON();
        assert.deepStrictEqual(answer, expected[locale]);
      });
    });

    it(`predictBatch writes what predict writes, ${locale}`, () => {
      const valid = records.filter((_, row) => !python[row].es.errors).slice(0, 2_000);
      const written = JSON.stringify(valid.map((record) => model.predict(record, { locale })));
      const batch = model.predictBatch(valid, { locale });
      assert.equal(JSON.stringify(batch), written);
      assert.equal(JSON.stringify(batch.map((answer) => ({ ...answer.toJSON() }))), written);
    });

    it(`predictJson gives Rust's bytes, ${locale}`, () => {
      each((body, _, row) => assert.equal(model.predictJson(body, { locale }), rust[row][locale]), bodies);
      const list = JSON.parse(model.predictJson(`[${bodies.slice(0, count).join(",")}]`, { locale }));
      assert.equal(list.length, count);
      each((_, expected, row) => assert.deepStrictEqual(list[row], expected[locale]));
    });

    it(`validate gives Python's errors, ${locale}`, () => {
      each((record, expected) => {
        assert.deepStrictEqual(validate(record, { locale }), expected[locale].errors ?? []);
      });
    });
  }

  it("strict refuses what Python refuses", () => {
    each((record, { strict, es }) => {
      assert.deepStrictEqual(validate(record, { strict: true }), strict);
      const expected = strict.length ? { errors: strict } : es;
      assert.deepStrictEqual(
        settle(() => model.predict(record, { strict: true })),
        expected,
      );
    });
    const batch = model.predictBatch(records, { strict: true });
    each((_, { strict }, row) => {
      assert.deepStrictEqual(batch[row] instanceof Error ? refusal(batch[row]).errors : [], strict);
    });
  });

  it("explain gives Python's contributions", () => {
    each((record, expected) => {
      for (const output of OUTPUTS) {
        const given = expected.explain ? expected.explain[output] : { errors: expected.es.errors };
        assert.deepStrictEqual(
          settle(() => model.explain(record, output)),
          given,
        );
      }
    });
  });

  it("undefined and NaN are missing, as null is", () => {
    const { properties } = schema();
    each((record, expected) => {
      if (record === null || typeof record !== "object" || Array.isArray(record)) return;
      for (const missing of [undefined, NaN]) {
        const other = { ...record };
        for (const name in properties) if (other[name] === null) other[name] = missing;
        assert.deepStrictEqual(
          settle(() => model.predict(other)),
          expected.es,
        );
      }
    });
  });

  it("predictColumns gives the answers of Python's table", () => {
    const { columns, answers } = JSON.parse(read("columns.json"));
    const number = (value) => value ?? NaN;
    const given = Object.fromEntries(
      Object.entries(columns).map(([name, values], position) => {
        if (values.some((value) => typeof value === "string")) return [name, values];
        // Every other one typed.
        return [name, position % 2 ? Float64Array.from(values, number) : values.map(number)];
      }),
    );
    const predicted = model.predictColumns(given);
    const rows = columns.edad.length;
    assert.ok(rows > 3_000 && answers.errors.some(Boolean) && answers.warnings.some(Boolean));
    for (const [name, expected] of Object.entries(answers)) {
      const numbers = expected.some((value) => typeof value === "number");
      const wanted = numbers ? Float64Array.from(expected, number) : expected;
      assert.deepStrictEqual(predicted[name], wanted, name);
    }
  });
});
