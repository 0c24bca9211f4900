// The engine before it is loaded, and whatever it is loaded from.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import fc from "fast-check";
import init, { Csv, DiabetesError, initSync, Model, validate } from "../dist/index.js";
import { anything, made, PATIENT } from "./strange.mjs";

const bytes = readFileSync(new URL("../dist/diabetes_wasm_bg.wasm", import.meta.url));
const tools = readFileSync(new URL("../dist/diabetes_wasm_tools.wasm", import.meta.url));
const another = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

const refused = (error) => error instanceof DiabetesError && typeof error.code === "string";

describe("an engine that is not loaded", () => {
  it("says so", () => {
    for (const use of [() => Model.bundled(), () => validate(PATIENT)]) {
      assert.throws(use, (error) => refused(error) && error.code === "not_loaded");
    }
  });

  it("refuses what is no engine", async () => {
    for (const input of [
      another,
      another.buffer,
      new WebAssembly.Module(another),
      bytes.subarray(0, 5_000),
    ]) {
      assert.throws(() => initSync(input), refused);
      await assert.rejects(init(input), refused);
    }
  });

  it("refuses anything else", async () => {
    const property = fc.asyncProperty(anything, async (input) => {
      assert.throws(() => initSync(made(input)), refused);
      const given = made(input);
      // Nothing means the file beside the module, which Node does not fetch.
      await assert.rejects(init(given), refused);
    });
    await fc.assert(property, { numRuns: 300, seed: 20 });
  });

  it("is loaded from its bytes after all that, and once", async () => {
    await init(bytes);
    const answer = Model.bundled().predict(PATIENT);
    assert.ok(answer.glucose_mg_dl > 50);
    await init("nowhere");
    initSync(another);
    assert.deepStrictEqual(Model.bundled().predict(PATIENT), answer);
  });

  it("has files and recalibration once the tools are there", async () => {
    const model = Model.bundled();
    const uses = [() => new Csv("edad\n45"), () => model.recalibrate([{ ...PATIENT, Resultado: 100 }])];
    for (const use of uses) {
      assert.throws(
        use,
        ({ code, message }) => code === "tools_not_loaded" && message.includes("tools: true"),
      );
    }
    for (const input of [another, bytes]) {
      assert.throws(() => initSync(bytes, input), refused);
      await assert.rejects(init({ tools: input }), refused);
    }
    await init({ tools });
    await init({ tools: "nowhere" });
    initSync(bytes, another);
    assert.equal(new Csv("edad\n45").rows, 1);
    assert.throws(uses[1], ({ code }) => code === "too_few_rows");
    for (const target of ["tas", "glucose"]) {
      const refused = ({ code, message }) => code === "bad_option" && message.includes(`target: "${target}"`);
      assert.throws(() => model.recalibrate([{ ...PATIENT, Resultado: 100 }], { target }), refused);
      assert.throws(() => new Csv("edad,tas,Resultado\n45,120,100").recalibrate(model, { target }), refused);
    }
  });
});
