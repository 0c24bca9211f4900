export type FieldName = string;
export type PatientRecord = Record<string, unknown>;
