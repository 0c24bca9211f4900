export const record = {
  edad: 45,
  sexo: "M",
  imc: 28.5,
  perimetro_abdominal: 95,
  tas: 135,
  tad: 85,
  fuma: "No",
};
