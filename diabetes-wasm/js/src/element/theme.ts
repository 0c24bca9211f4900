/** Colours and fonts with their defaults; a page can set them with the prefix `--diabetes-risk-`. */
const LIGHT = {
  text: "#1b2530",
  muted: "#4f5d6a",
  background: "#f5f7f8",
  surface: "#ffffff",
  border: "#d3dadf",
  field: "#ffffff",
  "field-border": "#74828f",
  accent: "#0b5f6b",
  "on-accent": "#ffffff",
  focus: "#1a66d6",
  person: "#74828f",
  normal: "#27693f",
  prediabetes: "#8a5200",
  diabetes: "#a3262a",
  "normal-zone": "#dcefe3",
  "prediabetes-zone": "#fbeacb",
  "diabetes-zone": "#f9dedc",
  raise: "#b4530f",
  lower: "#1f6f9c",
};

const DARK: typeof LIGHT = {
  text: "#e8edf1",
  muted: "#a9b6c0",
  background: "#11171b",
  surface: "#1a2228",
  border: "#36434d",
  field: "#11171b",
  "field-border": "#7b8b98",
  accent: "#63c7d3",
  "on-accent": "#06262b",
  focus: "#8ab8ff",
  person: "#7b8b98",
  normal: "#83d3a3",
  prediabetes: "#f0b95a",
  diabetes: "#ff9f9a",
  "normal-zone": "#1e3a2a",
  "prediabetes-zone": "#43361b",
  "diabetes-zone": "#4a2426",
  raise: "#f09a5b",
  lower: "#6db9e6",
};

function variables(colours: typeof LIGHT): string {
  return Object.entries(colours)
    .map(([name, colour]) => `--${name}: var(--diabetes-risk-${name}, ${colour});`)
    .join(" ");
}

/** The light colours apply in print. */
export const themeCss = `
:host { display: block; color-scheme: light dark; }
.root, :host > p {
  ${variables(LIGHT)}
  --font: var(--diabetes-risk-font, 1rem/1.45 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif);
  --radius: var(--diabetes-risk-radius, .4rem);
}
@media screen and (prefers-color-scheme: dark) {
  .root { ${variables(DARK)} }
}
`;
