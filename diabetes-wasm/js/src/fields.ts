// Made from the schema of diabetes-core by `cargo run -p xtask -- wasm`.

/** A patient's record: `edad`, `sexo`, `imc`, `perimetro_abdominal`, `tas`, `tad` are required, `null` means not known. */
export interface PatientRecord {
  /** Age in years; may be fractional. 18 to 120 years. */
  edad: number;
  /** M (male) or F (female). */
  sexo: "M" | "F";
  /** Weight over height squared; computed when talla and peso are given. 10 to 100 kg/m². */
  imc?: number | null;
  /** Waist circumference in centimetres. 40 to 220 cm. */
  perimetro_abdominal: number;
  /** The higher value of a blood pressure reading. 60 to 300 mmHg. */
  tas: number;
  /** The lower value of a blood pressure reading; below tas. 20 to 200 mmHg. */
  tad: number;
  /** At least 30 minutes of physical activity a day. */
  realiza_ejercicio?: "Si" | "No" | null;
  /** How often the person drinks alcohol. */
  consume_alcohol?: "Nunca" | "Ocasional" | "Frecuente" | null;
  /** Smokes now. */
  fuma?: "Si" | "No" | null;
  /** Takes medication for blood pressure. */
  medicamentos_hta?: "Si" | "No" | null;
  /** A relative has or had diabetes. */
  historia_familiar_dm?: "Si" | "No" | null;
  /** Had diabetes in a pregnancy; always No for a man. */
  diabetes_gestacional?: "Si" | "No" | null;
  /** Beats per minute at rest. 30 to 220 1/min. */
  frecuencia_cardiaca?: number | null;
  /** Computed when its items are given; a typed value wins. 0 to 26 points. */
  puntaje_findrisc?: number | null;
  /** Risk as a proportion, 0 to 1. 0 to 1. */
  riesgo_cardiovascular?: number | null;
  /** Height in centimetres. 100 to 250 cm. */
  talla?: number | null;
  /** Weight in kilograms. 20 to 400 kg. */
  peso?: number | null;
  /** Where the person lives. */
  zona_residencia?: "Urbana" | "Rural" | null;
  /** Colombian stratum, 1 to 6. 1 to 6. */
  estrato?: number | null;
  /** A doctor has diagnosed hypertension. */
  hipertension?: "Si" | "No" | null;
  /** Eats fruit or vegetables every day. */
  consume_verduras_frutas_diario?: "Si" | "No" | null;
  /** Was ever told of high blood glucose. */
  antecedente_glucosa_alta?: "Si" | "No" | null;
  /** Primero: parent, sibling or child; Segundo: grandparent, aunt, uncle or cousin. */
  grado_familiar_dm?: "Ninguno" | "Segundo" | "Primero" | null;
  /** Is pregnant: the estimate does not apply. */
  embarazo?: "Si" | "No" | null;
  /** Already has a diagnosis of diabetes: the estimate does not apply. */
  diabetes_diagnosticada?: "Si" | "No" | null;
  /** Laboratory result; classified, never an input of the estimate. 20 to 1000 mg/dL. */
  glucosa_ayunas?: number | null;
  /** Laboratory result; classified, never an input of the estimate. 3 to 20 %. */
  hba1c?: number | null;
}

/** The name of a field on the wire. */
export type FieldName =
  | "edad"
  | "sexo"
  | "imc"
  | "perimetro_abdominal"
  | "tas"
  | "tad"
  | "realiza_ejercicio"
  | "consume_alcohol"
  | "fuma"
  | "medicamentos_hta"
  | "historia_familiar_dm"
  | "diabetes_gestacional"
  | "frecuencia_cardiaca"
  | "puntaje_findrisc"
  | "riesgo_cardiovascular"
  | "talla"
  | "peso"
  | "zona_residencia"
  | "estrato"
  | "hipertension"
  | "consume_verduras_frutas_diario"
  | "antecedente_glucosa_alta"
  | "grado_familiar_dm"
  | "embarazo"
  | "diabetes_diagnosticada"
  | "glucosa_ayunas"
  | "hba1c";
