// The pictures of the element's answer in the README, light and dark, from the built package: `make pictures`.
import path from "node:path";
import { browser } from "../tests/browser.js";
import { serve } from "../tests/server.js";

const root = path.join(import.meta.dirname, "..");
const images = path.join(root, "../../docs/images");
/** The example person of the README, with the questions that move the answer most. */
const RECORD = {
  ...{ edad: 45, sexo: "M", imc: 28.5, perimetro_abdominal: 95, tas: 135, tad: 85 },
  ...{ historia_familiar_dm: "Si", realiza_ejercicio: "No", antecedente_glucosa_alta: "No" },
};
const PAGE = `<!doctype html><html lang="en"><style>body { margin: 0 }</style>
<diabetes-risk scores="" hide="header actions"></diabetes-risk><script type="module" src="element.js"></script>`;

const server = await serve(path.join(root, "dist"), { "/index.html": PAGE });
const chromium = await browser.launch();
for (const colorScheme of ["light", "dark"]) {
  const page = await chromium.newPage({ viewport: { width: 640, height: 900 }, colorScheme });
  await page.goto(new URL("/", server.url).href);
  await page.locator("form").waitFor();
  await page.evaluate((record) => {
    document.querySelector("diabetes-risk").record = record;
  }, RECORD);
  const from = await page.locator("[part=result]").boundingBox();
  const rest = await page.locator("[part=professional]").boundingBox();
  const clip = { ...from, height: rest.y - from.y };
  await page.screenshot({ path: path.join(images, `answer-${colorScheme}.png`), clip, fullPage: true });
}
await chromium.close();
await server.close();
