import { Model } from "diabetes-wasm";
import { record } from "./record.js";

console.log(JSON.stringify(Model.bundled().predict(record, { locale: "en" })));
