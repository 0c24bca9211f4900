import init, { Model } from "diabetes-wasm";
import { record } from "./record.js";

try {
  await init();
  document.title = JSON.stringify(Model.bundled().predict(record, { locale: "en" }));
} catch (error) {
  document.title = `${error.name}: ${error.message} (${error.cause})`;
}
