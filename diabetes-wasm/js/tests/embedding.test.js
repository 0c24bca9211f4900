// <diabetes-risk> as a developer embeds it: attributes, events, slots, forms, one file, types, a server without a page.
/* global window, FormData */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { browser } from "./browser.js";
import { fill, inBrowser, lastResult, RECORD, set } from "./element-page.js";
import { serve } from "./server.js";

const js = path.join(import.meta.dirname, "..");
const manifest = JSON.parse(await readFile(path.join(js, "custom-elements.json"), "utf8"));
const [element] = manifest.modules[0].declarations;

/** Replaces the element by markup and waits until it has drawn. */
async function embed(page, html) {
  await page.evaluate((markup) => {
    document.querySelector("main").innerHTML = markup;
  }, html);
  await page.locator("diabetes-risk form[part=form]").waitFor();
}

inBrowser("commit tells of a submitted record once, and of no invalid one", async (page) => {
  await page.evaluate(() => {
    window.commits = [];
    document.addEventListener("commit", ({ detail }) => window.commits.push(detail));
  });
  const commits = () => page.evaluate(() => window.commits);
  await page.locator("[part=submit]").click();
  await fill(page);
  assert.deepEqual(await commits(), []);
  await page.locator("[part=submit]").click();
  assert.deepEqual(await commits(), [await lastResult(page)]);
});

inBrowser(
  "the nearest language counts, also outside a shadow tree, and the own one before it",
  async (page) => {
    await embed(page, '<section lang="en-GB"><div><diabetes-risk></diabetes-risk></div></section>');
    await page.getByRole("heading", { name: "Risk of type 2 diabetes" }).waitFor();
    await page.evaluate(() => {
      const host = document.querySelector("section > div");
      host.attachShadow({ mode: "open" }).append(document.createElement("diabetes-risk"));
    });
    await page.getByRole("heading", { name: "Risk of type 2 diabetes" }).waitFor();
    await embed(page, '<section lang="en"><diabetes-risk locale="es"></diabetes-risk></section>');
    await page.getByRole("heading", { name: "Riesgo de diabetes tipo 2" }).waitFor();
  },
);

inBrowser("attributes shorten the form and the answer, and set level and units", async (page) => {
  await embed(
    page,
    '<diabetes-risk fields="sintomas" scores="findrisc" hide="header explanation missing actions" heading-level="4" units="pounds inches"></diabetes-risk>',
  );
  await set(page, { record: RECORD });
  const asked = await page.locator("[data-field]").evaluateAll((all) => all.map((one) => one.dataset.field));
  assert.deepEqual(asked.sort(), [...Object.keys(RECORD), "peso", "sintomas", "talla"].sort());
  assert.equal(await page.locator("[part=score]").count(), 1);
  const hidden = "[part=header], [part=explanation], [part=imputed], [part=copy]";
  assert.equal(await page.locator(hidden).count(), 0);
  assert.equal(await page.getByRole("heading", { level: 5, name: "Resultado" }).count(), 1);
  assert.equal(await page.getByLabel("Unidad: Peso").inputValue(), "pounds");
  assert.equal((await lastResult(page)).record.perimetro_abdominal, RECORD.perimetro_abdominal);
});

inBrowser(
  "the main button says what a commit does, and the cut-off can be left to the service",
  async (page) => {
    await embed(page, '<diabetes-risk submit-label="Guardar" findrisc-cut="12" hide="cut"></diabetes-risk>');
    assert.equal(await page.getByRole("button", { name: "Guardar", exact: true }).count(), 1);
    assert.equal(await page.getByLabel("Prueba aconsejada desde (puntos)").count(), 0);
    await set(page, { record: RECORD });
    assert.match(await page.locator("[part=findrisc]").innerText(), /Prueba aconsejada desde 12 puntos/);
  },
);

inBrowser(
  "invalid says what is missing, also where the estimate does not apply, and on submit",
  async (page) => {
    await page.evaluate(() => {
      window.told = [];
      document.addEventListener("invalid", ({ detail }) =>
        window.told.push([detail.submitted, detail.errors.every(({ code }) => code === "missing")]),
      );
    });
    await page.locator("[data-field=embarazo]").getByText("Sí", { exact: true }).click();
    await page.locator("[part=submit]").click();
    const told = await page.evaluate(() => window.told);
    assert.deepEqual(
      [told[0], told.at(-1)],
      [
        [false, true],
        [true, true],
      ],
    );
  },
);

inBrowser("a cut-off that FINDRISC cannot reach is said, and nothing is answered with it", async (page) => {
  await embed(page, '<diabetes-risk findrisc-cut="99"></diabetes-risk>');
  await set(page, { record: RECORD });
  for (const part of ["findrisc", "result"])
    assert.match(await page.locator(`[part=${part}]`).innerText(), /No se pudo calcular \(bad_cut\)/);
});

inBrowser("in a form it sends the record, stops it while invalid, and is reset with it", async (page) => {
  await embed(page, '<form id="own"><diabetes-risk name="record"></diabetes-risk></form>');
  const sent = () =>
    page.evaluate(() => {
      const form = document.querySelector("#own");
      return [form.checkValidity(), new FormData(form).get("record")];
    });
  assert.deepEqual(await sent(), [true, null]);
  await page.locator("#edad").fill("7");
  assert.deepEqual(await sent(), [false, '{"edad":7}']);
  await fill(page);
  const [isValid, record] = await sent();
  assert.deepEqual([isValid, JSON.parse(record)], [true, RECORD]);
  await page.evaluate(() => document.querySelector("#own").reset());
  assert.deepEqual(await sent(), [true, null]);
  assert.equal(await page.locator("#edad").inputValue(), "");
});

inBrowser("the page's patient stands on the printed sheet, its footer below", async (page) => {
  await embed(
    page,
    '<diabetes-risk><p slot="patient">Ana Pérez</p><p slot="footer">Unidad de crónicos</p></diabetes-risk>',
  );
  assert.equal(await page.getByText("Unidad de crónicos").isVisible(), true);
  await set(page, { record: RECORD });
  assert.equal(await page.getByText("Ana Pérez").isVisible(), false);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.getByText("Ana Pérez").isVisible(), true);
  assert.equal(await page.getByText("Paciente:").isVisible(), false);
});

test("one file has all of it, and opens no connection", { skip: browser.skip }, async () => {
  const single = await readFile(path.join(js, "dist/element.single.js"), "utf8");
  const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'";
  const html = `<!doctype html><html lang="es"><diabetes-risk></diabetes-risk><script type="module" src="one.js"></script>`;
  const server = await serve(
    "/nowhere",
    { "/index.html": html, "/one.js": single },
    { "content-security-policy": policy },
  );
  const chromium = await browser.launch();
  try {
    const page = await chromium.newPage();
    await page.goto(server.url);
    await page.locator("form").waitFor();
    await set(page, { record: RECORD });
    await page.locator("[part=next-step]").waitFor();
  } finally {
    await chromium.close();
    await server.close();
  }
});

test("without a page the import does nothing", async () => {
  const { DiabetesRisk } = await import("../dist/element.js");
  assert.equal(typeof DiabetesRisk, "function");
});

test("the manifest lists the attributes, parts and variables of the source", async () => {
  const folder = path.join(js, "src/element");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".ts"));
  const sources = await Promise.all(
    [...names.map((name) => path.join(folder, name)), path.join(js, "src/element.ts")].map((file) =>
      readFile(file, "utf8"),
    ),
  );
  const source = sources.join("\n");
  const parts = [...source.matchAll(/part: "([a-z-]+)"/g)].map(([, name]) => name);
  const listed = element.cssParts.map(({ name }) => name);
  for (const part of parts) assert.ok(listed.includes(part), part);
  const attributes = await readFile(path.join(js, "src/attributes.ts"), "utf8");
  for (const { name } of element.attributes) assert.match(attributes, new RegExp(`"?${name}"?\\?:`));
  const docs = await readFile(path.join(js, "docs/element.md"), "utf8");
  for (const part of listed) assert.ok(docs.includes(`\`${part}\``), part);
  for (const { name } of element.attributes) assert.ok(docs.includes(`\`${name}\``), name);
  const theme = await readFile(path.join(folder, "theme.ts"), "utf8");
  for (const { name } of element.cssProperties) {
    const short = name.replace("--diabetes-risk-", "");
    assert.ok(theme.includes(short) && docs.includes(`\`${short}\``), name);
  }
});

test("JSX and Vue's templates know the attributes", async () => {
  const project = await mkdtemp(path.join(tmpdir(), "element-types-"));
  const stub = async (name, text) => {
    await mkdir(path.join(project, "node_modules", name), { recursive: true });
    await writeFile(
      path.join(project, "node_modules", name, "package.json"),
      `{"name":"${name}","types":"index.d.ts"}`,
    );
    await writeFile(path.join(project, "node_modules", name, "index.d.ts"), text);
  };
  try {
    // What the two libraries export of their own, as far as the types use it.
    await stub(
      "react",
      `export interface HTMLAttributes<T> { id?: string; onClick?: (event: T) => void }
export type DetailedHTMLProps<P, T> = P & { ref?: (element: T | null) => void };
export namespace JSX { interface IntrinsicElements { div: object } }`,
    );
    await stub(
      "vue",
      "export interface DefineComponent<P> { props: P }\nexport interface GlobalComponents { Own: unknown }",
    );
    const types = path.join(js, "types");
    await writeFile(
      path.join(project, "use.ts"),
      `import type { JSX } from "react";
import type { GlobalComponents } from "vue";
import type {} from "${types}/react.js";
import type {} from "${types}/vue.js";
type Jsx = JSX.IntrinsicElements["diabetes-risk"];
type Vue = GlobalComponents["diabetes-risk"]["props"];
export const jsx: Jsx = { locale: "es", "findrisc-cut": 12, id: "one", ref: (it) => it?.record };
export const vue: Vue = { "heading-level": 3 };
// @ts-expect-error No such attribute.
export const wrong: Vue = { "heading-lvl": 3 };`,
    );
    const compilerOptions = {
      ...{
        module: "esnext",
        moduleResolution: "bundler",
        target: "es2022",
        lib: ["es2022", "dom"],
        types: [],
      },
      ...{
        strict: true,
        noEmit: true,
        paths: { react: ["./node_modules/react"], vue: ["./node_modules/vue"] },
      },
    };
    await writeFile(
      path.join(project, "tsconfig.json"),
      JSON.stringify({ compilerOptions, files: ["use.ts"] }),
    );
    const said = await promisify(execFile)("node", [
      path.join(js, "node_modules/typescript/bin/tsc"),
      "-p",
      project,
    ]).then(
      () => "",
      (error) => error.stdout,
    );
    assert.equal(said, "");
  } finally {
    await rm(project, { recursive: true });
  }
});
