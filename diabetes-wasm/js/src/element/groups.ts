import type { FieldName, JsonSchema, ModelInfo, Score } from "../types.js";

// The part of the form that each field belongs to.

/** Fields that determine whether the estimate applies. */
export const FIRST: FieldName[] = ["embarazo", "diabetes_diagnosticada"];
/** Body measurements; height and weight can replace the body mass index. */
export const BODY: FieldName[] = ["imc", "talla", "peso", "perimetro_abdominal"];
/** Determines the advice regardless of the estimate. */
export const SYMPTOMS: FieldName = "sintomas";
/** Measured values and their dates; never part of the estimate. */
export const LABORATORY: FieldName[] = ["glucosa_ayunas", "fecha_glucosa", "hba1c", "fecha_hba1c"];

/** The parts of the form that depend on the schema and the model. */
export interface Groups {
  required: FieldName[];
  /** Optional, used by the model. */
  used: FieldName[];
  /** Optional, not used by the model. */
  unused: FieldName[];
}

/** All other fields, in the model's order, grouped by whether the schema requires and the model uses them. */
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
