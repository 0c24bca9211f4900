import init, { Csv, Model } from "diabetes-wasm";
import { answers } from "./record.js";

/** The code with which something is refused. */
function refusal(work) {
  try {
    work();
  } catch ({ code }) {
    return code;
  }
}

try {
  await init();
  const early = refusal(() => new Csv("edad\n45"));
  if (early !== "tools_not_loaded") throw new Error(`a file was answered with ${early}`);
  await init({ tools: true });
  document.title = answers({ Csv, Model });
} catch (error) {
  document.title = `${error.name}: ${error.message} (${error.cause})`;
}
