import { Csv, Model } from "diabetes-wasm";
import { answers } from "./record.js";

console.log(answers({ Csv, Model }));
