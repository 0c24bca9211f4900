import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

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

/** Whether there is a browser, and why a test is skipped. */
export const browser = {
  skip: executablePath ? false : "chromium is not installed",
  launch: () => chromium.launch({ executablePath, args }),
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
    await page.waitForFunction(() => document.title !== "", undefined, { timeout: 20_000 });
    return await page.title();
  } catch (error) {
    throw new Error(`${error.message}\n${said.join("\n")}`, { cause: error });
  } finally {
    await instance.close();
  }
}
