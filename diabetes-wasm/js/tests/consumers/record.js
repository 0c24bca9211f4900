/** What a page says: the answer for a record, and for it as a file. */
export function answers({ Csv, Model }) {
  const model = Model.bundled();
  const file = `${Object.keys(record).join()}\n${Object.values(record).join()}\n`;
  const [fromFile] = new Csv(file).predict(model).glucose_mg_dl;
  return JSON.stringify({ ...model.predict(record, { locale: "en" }), fromFile });
}

const record = {
  edad: 45,
  sexo: "M",
  imc: 28.5,
  perimetro_abdominal: 95,
  tas: 135,
  tad: 85,
  fuma: "No",
};
