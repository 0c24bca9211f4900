import type { FieldName, JsonSchema, ModelInfo, Score } from "../types.js";

// The part of the form that each field belongs to, and the clinical order of a record.

/** Decide whether the estimate applies. */
export const FIRST: FieldName[] = ["diabetes_diagnosticada", "embarazo"];
/** Required for an estimate; height and weight can replace the body mass index. */
const REQUIRED: FieldName[] = ["edad", "sexo", "talla", "peso", "imc", "perimetro_abdominal", "tas", "tad"];
/** Decide the advice most, whatever the estimate. */
const HISTORY: FieldName[] = ["antecedente_glucosa_alta", "diabetes_gestacional", "sintomas"];
/** Measured values and their dates; never part of the estimate. */
const LABORATORY: FieldName[] = ["glucosa_ayunas", "fecha_glucosa", "hba1c", "fecha_hba1c"];
/** Asked with FINDRISC's question about the family. */
const FAMILY: FieldName[] = ["historia_familiar_dm", "grado_familiar_dm"];

/** Fields that stay beside each other. */
export const PAIRS: readonly (readonly [FieldName, FieldName])[] = [
  ["tas", "tad"],
  ["talla", "peso"],
  ["historia_familiar_dm", "grado_familiar_dm"],
  ["glucosa_ayunas", "fecha_glucosa"],
  ["hba1c", "fecha_hba1c"],
];

/** The parts of the form, in their order. */
export interface Groups {
  first: FieldName[];
  required: FieldName[];
  history: FieldName[];
  /** FINDRISC's questions that are not asked before. */
  findrisc: FieldName[];
  laboratory: FieldName[];
  /** Optional, used by the model. */
  used: FieldName[];
  /** Optional, not used by the model. */
  unused: FieldName[];
}

/** The fields by part; `only` are the optional ones to ask, all by default. */
export function groupsOf(
  schema: JsonSchema,
  info: ModelInfo,
  scores: ReadonlyMap<string, Score>,
  only?: ReadonlySet<string>,
): Groups {
  const asked = (fields: FieldName[]) =>
    fields.filter((field) => REQUIRED.includes(field) || (only?.has(field) ?? true));
  const placed = new Set<string>([...FIRST, ...REQUIRED, ...HISTORY, ...LABORATORY]);
  const items = (scores.get("findrisc")?.items ?? []).flatMap(({ fields }) => fields);
  const findrisc = [...items.filter((field) => !FAMILY.includes(field)), ...FAMILY].filter(
    (field) => !placed.has(field),
  );
  for (const field of findrisc) placed.add(field);
  const used = new Set(info.fields.filter((field) => field.used).map((field) => field.field));
  const known = new Set([
    ...info.fields.map((field) => field.field),
    ...(Object.keys(schema.properties) as FieldName[]),
  ]);
  const others = [...known].filter((field) => !placed.has(field));
  return {
    first: asked(FIRST),
    required: REQUIRED,
    history: asked(HISTORY),
    findrisc: asked(findrisc),
    laboratory: asked(LABORATORY),
    used: asked(others.filter((field) => used.has(field))),
    unused: asked(others.filter((field) => !used.has(field))),
  };
}

/** Every field in clinical order: what was asked, with laboratory results last. */
export function clinicalOrder({ laboratory, ...groups }: Groups): FieldName[] {
  return [...Object.values(groups).flat(), ...laboratory];
}

/** The names of the published scores that read a field. */
export function scoresThatRead(field: FieldName, scores: ReadonlyMap<string, Score>): string[] {
  return [...scores.values()]
    .filter((score) => score.items.some((item) => item.fields.includes(field)))
    .map((score) => score.name);
}
