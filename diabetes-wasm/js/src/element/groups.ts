import type { FieldName, JsonSchema, ModelInfo, Score } from "../types.js";

// Which field stands in which part of the form.

/** Fields that settle whether the estimate applies. */
export const FIRST: FieldName[] = ["embarazo", "diabetes_diagnosticada"];
/** Measures of the body; height and weight can stand for the body mass index. */
export const BODY: FieldName[] = ["imc", "talla", "peso", "perimetro_abdominal"];
/** What decides the advice whatever the estimate is. */
export const SYMPTOMS: FieldName = "sintomas";
/** Measured values and their days; never part of the estimate. */
export const LABORATORY: FieldName[] = ["glucosa_ayunas", "fecha_glucosa", "hba1c", "fecha_hba1c"];

/** The parts of the form that depend on the schema and the model. */
export interface Groups {
  required: FieldName[];
  /** Optional, used by the model. */
  used: FieldName[];
  /** Optional, not used by the model. */
  unused: FieldName[];
}

/** Every other field, in the order of the model, by what the schema requires and the model uses. */
export function groupsOf(schema: JsonSchema, info: ModelInfo): Groups {
  const placed = new Set<string>([...FIRST, SYMPTOMS, ...BODY, ...LABORATORY]);
  const used = new Set(info.fields.filter((field) => field.used).map((field) => field.field));
  const known = new Set([
    ...info.fields.map((field) => field.field),
    ...(Object.keys(schema.properties) as FieldName[]),
  ]);
  const others = [...known].filter((field) => !placed.has(field));
  const optional = others.filter((field) => !schema.required.includes(field));
  return {
    required: others.filter((field) => schema.required.includes(field)),
    used: optional.filter((field) => used.has(field)),
    unused: optional.filter((field) => !used.has(field)),
  };
}

/** The names of the published scores that read a field. */
export function scoresThatRead(field: FieldName, scores: ReadonlyMap<string, Score>): string[] {
  return [...scores.values()]
    .filter((score) => score.items.some((item) => item.fields.includes(field)))
    .map((score) => score.name);
}
