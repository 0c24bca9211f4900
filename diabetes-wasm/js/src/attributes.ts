/** The attributes of the element as a template writes them. */
export interface DiabetesRiskAttributes {
  locale?: string | undefined;
  lang?: string | undefined;
  name?: string | undefined;
  wasm?: string | undefined;
  "findrisc-cut"?: number | string | undefined;
  "no-language-switch"?: boolean | "" | undefined;
  fields?: string | undefined;
  scores?: string | undefined;
  hide?: string | undefined;
  "heading-level"?: number | string | undefined;
  units?: string | undefined;
  "submit-label"?: string | undefined;
}
