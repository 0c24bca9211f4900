import { existsSync } from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";
import { CSP, serve } from "./server.js";

const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((path) => existsSync(path));

const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The project's folder. */
export const root = path.join(import.meta.dirname, "../../..");

/** Whether there is a browser, and why a test is skipped. */
export const browser = {
  skip: executablePath ? false : "chromium is not installed",
  launch: () => chromium.launch({ executablePath, args, timeout: 180_000 }),
};

/** The title that a page gives itself, with what the console said when it gives none. */
export async function title(url) {
  const instance = await browser.launch();
  const said = [];
  try {
    const page = await instance.newPage();
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(String(error)));
    await page.goto(url);
    await page.waitForFunction(() => document.title !== "", undefined, { timeout: 120_000 });
    return await page.title();
  } catch (error) {
    throw new Error(`${error.message}\n${said.join("\n")}`, { cause: error });
  } finally {
    await instance.close();
  }
}

/**
 * What a function gives in a page, from the package, `corpus.js` and an argument. The page has the project's files, a
 * strict content policy and no bundler.
 */
export async function inPage(work, argument) {
  const script = `import init, * as api from "./diabetes-wasm/js/dist/index.js";
import * as corpus from "./diabetes-wasm/js/tests/corpus.js";
await init({ tools: true });
document.title = JSON.stringify(await (${work})(api, corpus, ${JSON.stringify(argument)}));`;
  const page = {
    "/index.html": `<!doctype html><script type="module" src="page.js"></script>`,
    "/page.js": script,
  };
  const server = await serve(root, page, { "content-security-policy": CSP });
  try {
    return JSON.parse(await title(server.url));
  } finally {
    await server.close();
  }
}
