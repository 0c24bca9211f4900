import type { Agreement } from "../../../js/src/types.js";
import { kept } from "./scored.js";

/** The agreement with the outcomes in the file: its `Resultado`, else its fasting glucose; and its HbA1c. */
export function agreement(): Agreement | null {
  const { csv, model } = kept();
  const has = (field: string) => csv.fields.includes(field);
  const target = has("Resultado") || !has("glucosa_ayunas") ? "Resultado" : "glucosa_ayunas";
  if (!has(target) && !has("hba1c")) return null;
  const found = csv.agreement(model, { target });
  return (found.diabetes ?? found.dysglycaemia) ? found : null;
}
