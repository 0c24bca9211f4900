// Builds the page into dist: index.html with page.js and page.css, and all in one file, diabetes-risk.html.
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";

const root = import.meta.dirname;
const api = path.join(root, "../js");
const { build, transform } = createRequire(path.join(api, "package.json"))("esbuild");
const source = (name) => path.join(root, "src", name);
const dist = path.join(root, "dist");

/** bindgen writes the glue into the package's dist, next to the compiled sources. */
const glue = {
  name: "glue",
  setup: ({ onResolve }) => {
    const built = (name) => () => ({ path: path.join(api, "dist", name) });
    onResolve({ filter: /\/diabetes_wasm\.js$/ }, built("diabetes_wasm.js"));
    onResolve({ filter: /^wasm:engine$/ }, built("diabetes_wasm_bg.wasm"));
    onResolve({ filter: /^wasm:tools$/ }, built("diabetes_wasm_tools.wasm"));
  },
};

/** `worker:FILE` imports a script as text: a worker created from a blob needs no file and no connection. */
const worker = {
  name: "worker",
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^worker:/ }, ({ path: name }) => ({
      path: source(name.slice("worker:".length)),
      namespace: "worker",
    }));
    onLoad({ filter: /./, namespace: "worker" }, async ({ path: entry }) => ({
      contents: await bundle(entry, "iife"),
      loader: "text",
    }));
  },
};

async function bundle(entry, format) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format,
    target: "es2022",
    minify: true,
    legalComments: "none",
    loader: { ".wasm": "binary" },
    define: format === "iife" ? { "import.meta.url": "undefined" } : {},
    nodePaths: [path.join(api, "node_modules")],
    plugins: [glue, worker],
  });
  return outputFiles[0].text;
}

/** The exports of a source file of the page or the element. */
async function imported(file) {
  return import(`data:text/javascript,${encodeURIComponent(await bundle(file, "esm"))}`);
}

/** The contents of the page before its script runs, in every language. */
async function texts() {
  const { locales, texts: ofElement } = await imported(path.join(api, "src/element/text.ts"));
  const { texts: ofPage } = await imported(source("text.ts"));
  const [first] = locales;
  const all = (say, between = "") =>
    locales
      .map((lang) => (lang === first ? say(lang) : `<span lang="${lang}">${between}${say(lang)}</span>`))
      .join(" ");
  const promise = (lang) => {
    const { short, long } = ofPage[lang].privacy;
    const { reservation } = ofElement[lang];
    return `<p lang="${lang}"><strong>${short}</strong> ${long} <strong>${reservation}</strong></p>`;
  };
  return {
    lang: first,
    title: ofElement[first].title,
    promise: locales.map(promise).join(""),
    loading: all((lang) => ofPage[lang].loading),
    noScript: all((lang) => ofPage[lang].noScript),
    licencesTitle: all((lang) => ofPage[lang].licences, "· "),
  };
}

/** The page's style, with the element's colours, which are defined only there. */
async function style() {
  const { themeCss } = await imported(path.join(api, "src/element/theme.ts"));
  const css = themeCss + (await readFile(source("page.css"), "utf8"));
  return (await transform(css, { loader: "css", minify: true })).code;
}

/** The page's content security policy. Nothing in the page can open a connection. */
function policy(script, styles) {
  return [
    "default-src 'none'",
    `script-src ${script} 'wasm-unsafe-eval'`,
    `style-src ${styles}`,
    "img-src data:",
    "worker-src blob:",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

const ICON =
  "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><path fill='#0b5f6b' d='M8 1S3 7 3 10.5a5 5 0 0 0 10 0C13 7 8 1 8 1z'/></svg>";

async function page(parts) {
  const html = await readFile(source("index.html"), "utf8");
  const all = {
    ...(await texts()),
    licences: await licences(),
    icon: `data:image/svg+xml,${encodeURIComponent(ICON)}`,
    ...parts,
  };
  return html.replace(/\{\{(\w+)\}\}/g, (_, name) => all[name]);
}

/** The licences of bundled dependencies, which are the same as the element's. */
async function licences() {
  const text = await readFile(path.join(api, "dist/element.licenses.txt"), "utf8");
  return text.replace(/[&<]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

const [js, css] = await Promise.all([bundle(source("page.ts"), "esm"), style()]);
const files = {
  "page.js": js,
  "page.css": css,
  "index.html": await page({
    policy: policy("'self'", "'self'"),
    style: '<link rel="stylesheet" href="page.css" />',
    script: '<script type="module" src="page.js"></script>',
  }),
  "diabetes-risk.html": await page({
    policy: policy(hash(js), hash(css)),
    style: `<style>${css}</style>`,
    script: `<script type="module">${js}</script>`,
  }),
};
await mkdir(dist, { recursive: true });
for (const [name, text] of Object.entries(files)) {
  await writeFile(path.join(dist, name), text);
  console.log(`${name} ${Math.ceil(Buffer.byteLength(text) / 1024)} KiB`);
}
