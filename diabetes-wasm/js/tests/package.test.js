// The packed package, installed into a fresh project and used as people use it.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { browser, title } from "./browser.js";
import { CSP, serve } from "./server.js";

const run = promisify(execFile);
const root = path.join(import.meta.dirname, "..");

let project;
let expected;

before(async () => {
  project = await mkdtemp(path.join(tmpdir(), "diabetes-wasm-"));
  await cp(path.join(root, "tests/consumers"), project, { recursive: true });
  const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", project], { cwd: root });
  const [{ filename }] = JSON.parse(stdout);
  await run("npm", ["install", "--no-audit", "--no-fund", `./${filename}`], { cwd: project });
  expected = (await run("node", ["node.js"], { cwd: project })).stdout.trim();
});

after(async () => {
  await rm(project, { recursive: true, force: true });
});

function installed(name) {
  const require = createRequire(path.join(project, "package.json"));
  return import(pathToFileURL(require.resolve(name)));
}

test("Node answers without init", () => {
  const { glucose_mg_dl, fromFile } = JSON.parse(expected);
  assert.ok(glucose_mg_dl > 0 && fromFile === glucose_mg_dl, expected);
});

test("the clinical codes are those of the other languages", async () => {
  const require = createRequire(path.join(project, "package.json"));
  const codes = require("diabetes-wasm/codes.json");
  const { schema } = await installed("diabetes-wasm");
  const { properties } = schema();
  for (const { field } of codes) assert.ok(field in properties, field);
  const weight = codes.find(({ field }) => field === "peso");
  assert.deepEqual(weight.observed[0], {
    system: "http://loinc.org",
    code: "29463-7",
    display: "Body weight",
  });
  const python = path.join(root, "../../target/oracle/codes.json");
  if (existsSync(python)) assert.deepEqual(codes, JSON.parse(await readFile(python, "utf8")));
});

for (const module of ["esnext", "nodenext"]) {
  const moduleResolution = module === "esnext" ? "bundler" : "nodenext";
  test(`TypeScript knows the types (${moduleResolution})`, async () => {
    const compilerOptions = {
      ...{ module, moduleResolution, target: "es2022", lib: ["es2022", "dom"], types: [] },
      ...{ strict: true, exactOptionalPropertyTypes: true, noEmit: true },
    };
    const config = path.join(project, `tsconfig.${module}.json`);
    await writeFile(config, JSON.stringify({ compilerOptions, files: ["types.ts"] }));
    const said = await run("node", [path.join(root, "node_modules/typescript/bin/tsc"), "-p", config]).then(
      () => "",
      (error) => error.stdout,
    );
    assert.equal(said, "");
  });
}

test("a browser answers like Node", { skip: browser.skip }, async (t) => {
  await t.test("without a bundler, under a strict content policy", async () => {
    const page = await readFile(path.join(project, "page.js"), "utf8");
    const direct = page.replace('"diabetes-wasm"', '"./node_modules/diabetes-wasm/dist/index.js"');
    const server = await serve(project, { "/page.js": direct }, { "content-security-policy": CSP });
    await assertAnswers(server.url, () => server.close());
  });

  await t.test("built by Vite", async () => {
    const vite = await installed("vite");
    await vite.build({ root: project, logLevel: "warn", build: { outDir: "built-vite" } });
    const server = await vite.preview({
      root: project,
      build: { outDir: "built-vite" },
      preview: { port: 0 },
    });
    await assertAnswers(server.resolvedUrls.local[0], () => server.close());
  });

  await t.test("served by Vite while developing", async () => {
    const vite = await installed("vite");
    const server = await vite.createServer({ root: project, logLevel: "warn", server: { port: 0 } });
    await server.listen();
    await assertAnswers(server.resolvedUrls.local[0], () => server.close());
  });

  await t.test("built by webpack", async () => {
    const { default: webpack } = await installed("webpack");
    const output = { path: path.join(project, "built-webpack"), filename: "page.js" };
    const entry = path.join(project, "page.js");
    const stats = await promisify(webpack)({ mode: "production", context: project, entry, output });
    assert.ok(!stats.hasErrors(), stats.toString());
    await cp(path.join(project, "index.html"), path.join(output.path, "index.html"));
    const server = await serve(output.path);
    await assertAnswers(server.url, () => server.close());
  });
});

async function assertAnswers(url, close) {
  try {
    assert.equal(await title(url), expected);
  } finally {
    await close();
  }
}
