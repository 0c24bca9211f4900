import { schema } from "../../js/src/index.js";
import type { PatientRecord } from "../../js/src/types.js";

/** Fictitious people: one with many answers, one with the fewest, one to whom the estimate does not apply. */
const PEOPLE: Partial<PatientRecord>[] = [
  {
    edad: 45,
    sexo: "M",
    imc: 28.5,
    tas: 135,
    tad: 85,
    perimetro_abdominal: 95,
    frecuencia_cardiaca: 75,
    realiza_ejercicio: "Si",
    consume_alcohol: "Ocasional",
    fuma: "No",
    medicamentos_hta: "Si",
    historia_familiar_dm: "Si",
    diabetes_gestacional: "No",
    puntaje_findrisc: 12,
    riesgo_cardiovascular: 0.4,
  },
  { edad: 62, sexo: "F", talla: 158, peso: 82, tas: 150, tad: 88, perimetro_abdominal: 104 },
  { edad: 30, sexo: "F", imc: 24, tas: 110, tad: 70, perimetro_abdominal: 80, embarazo: "Si" },
];

/** A CSV file with all fields of the schema; the values need no quotes. */
export function exampleCsv(): string {
  const fields = Object.keys(schema().properties) as (keyof PatientRecord)[];
  const lines = PEOPLE.map((person) => fields.map((field) => person[field] ?? "").join(","));
  return [fields.join(","), ...lines, ""].join("\r\n");
}
