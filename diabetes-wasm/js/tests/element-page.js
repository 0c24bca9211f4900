// The page on which the element is tested, under a content policy without inline styles or scripts.
/* global window */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { after, before, test } from "node:test";
import { browser } from "./browser.js";
import { serve } from "./server.js";

const CSP = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'";
const PAGE = `<!doctype html><html lang="es"><head><meta charset="utf-8"><title>element</title>
<meta name="viewport" content="width=device-width"></head>
<body><main><h1>Prueba</h1><diabetes-risk></diabetes-risk></main><script type="module" src="/page.js"></script></body></html>`;
const SCRIPT = `import "./element.js";
import * as api from "./index.js";
Object.assign(window, { api, results: [] });
document.addEventListener("result", (event) => results.push(event.detail));`;
/** What is typed for the record. */
export const REQUIRED = {
  edad: "45",
  imc: "28,5",
  perimetro_abdominal: "95",
  tas: "135",
  tad: "85",
};
/** The smallest record that is answered. */
export const RECORD = { edad: 45, sexo: "M", imc: 28.5, perimetro_abdominal: 95, tas: 135, tad: 85 };
export const axeSource = await readFile(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);

let server;
let chromium;

before(async () => {
  if (browser.skip) return;
  server = await serve(
    path.join(import.meta.dirname, "../dist"),
    { "/index.html": PAGE, "/page.js": SCRIPT },
    { "content-security-policy": CSP },
  );
  chromium = await browser.launch();
});

after(async () => {
  await chromium?.close();
  await server?.close();
});

/** A test on a fresh page that ends with nothing said on the console, and so no breach of the content policy. */
export function inBrowser(name, work, options = {}) {
  test(name, { skip: browser.skip }, async (t) => {
    const context = await chromium.newContext({ viewport: { width: 1200, height: 900 }, ...options });
    // Only against hanging: a busy machine is slow.
    context.setDefaultTimeout(120_000);
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    const said = [];
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(String(error)));
    try {
      await page.goto(server.url);
      await page.locator("form").waitFor();
      await work(page, t);
      assert.deepEqual(said, []);
    } finally {
      await context.close();
    }
  });
}

/** Sets properties of the element. */
export const set = (page, properties) =>
  page.evaluate((given) => void Object.assign(document.querySelector("diabetes-risk"), given), properties);
/** The detail of the last event `result`. */
export const lastResult = (page) => page.evaluate(() => window.results.at(-1));
/** The part with the answer. */
export const result = (page) => page.locator("[part=result]");

/** Fills in what is required. */
export async function fill(page) {
  await page.getByLabel("Hombre", { exact: true }).check();
  for (const [field, value] of Object.entries(REQUIRED)) await page.locator(`#${field}`).fill(value);
}

/** What axe finds. */
export async function violations(page) {
  const found = await page.evaluate(() => window.axe.run());
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}
