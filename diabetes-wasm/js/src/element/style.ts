import { printCss } from "./print.js";
import { themeCss } from "./theme.js";

const layoutCss = `
.root { container-type: inline-size; }
.page { color: var(--text); background: var(--background); font: var(--font); padding: 1rem; }
*, *::before, *::after { box-sizing: border-box; }
h1, h2, h3, h4, h5, h6, p, ul, dl, figure { margin: 0; }
.heading-0 { font-size: 1.5rem; line-height: 1.2; }
.heading-1 { font-size: 1.25rem; }
.heading-2 { font-size: 1.05rem; }
.heading-3 { font-size: 1rem; }
[hidden], .only-print { display: none !important; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
header { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; justify-content: space-between; margin-bottom: 1rem; }
.promise { flex-basis: 100%; color: var(--muted); max-width: 70ch; }
.promise strong { color: var(--text); }
.columns { display: grid; gap: 1.5rem; grid-template-columns: minmax(0, 1fr); align-items: start; }
@container (min-width: 58rem) {
  .columns { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  .result { position: sticky; top: .5rem; max-height: calc(100vh - 1rem); overflow: auto; }
}
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 2px; }
:focus:not(:focus-visible) { outline: none; }
`;

const formCss = `
form { display: grid; gap: 1rem; min-width: 0; }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
.group { border: 1px solid var(--border); border-radius: var(--radius); background: var(--surface); padding: 1rem; }
.group > legend { font-weight: 650; font-size: 1.05rem; float: left; width: 100%; padding: 0; margin-bottom: .75rem; }
.group > legend + * { clear: both; }
summary { cursor: pointer; font-weight: 650; }
.group > summary { font-size: 1.05rem; }
details[open] > summary { margin-bottom: .75rem; }
details > .help + .fields { margin-top: .75rem; }
.fields { display: grid; gap: 1rem 1.25rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 14rem), 1fr)); }
.pair { display: grid; gap: 1rem 1.25rem; grid-template-columns: repeat(2, minmax(0, 1fr)); grid-column: 1 / -1; }
.pair:has(.choice, [type=date]) { grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr)); }
.field { display: flex; flex-direction: column; gap: .3rem; }
.field .title, .field legend { font-weight: 550; }
.field.choice legend { padding: 0; margin-bottom: .3rem; float: left; width: 100%; }
.field.choice { display: block; }
.field.choice > :not(legend) { clear: both; }
.field.choice > .help { margin-bottom: .4rem; }
.mark { font-weight: 400; font-size: .875rem; color: var(--muted); }
.help { color: var(--muted); font-size: .875rem; line-height: 1.4; }
.entry { display: flex; align-items: center; gap: .5rem; margin-top: auto; }
.unit { color: var(--muted); white-space: nowrap; flex: none; min-width: 3.25rem; }
input[type=text], input[type=date], select, textarea, button {
  font: inherit; color: inherit; background: var(--field); border: 1px solid var(--field-border); border-radius: var(--radius);
  min-height: 2.75rem; padding: .4rem .75rem; width: 100%; min-width: 0;
}
select.unit { width: auto; flex: none; padding: .4rem .25rem; }
input[type=date] { margin-top: auto; }
div.findrisc { display: grid; gap: .75rem; border-top: 1px solid var(--border); margin-top: 1rem; padding-top: 1rem; }
.cut { display: grid; gap: .3rem; }
.radios { display: flex; flex-wrap: wrap; gap: .3rem; }
.radios label { display: flex; align-items: center; gap: .3rem; min-height: 2.75rem; padding: .3rem .45rem; font-size: .9375rem; cursor: pointer; border: 1px solid var(--field-border); border-radius: var(--radius); background: var(--field); }
.radios label:has(:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
.radios label:has(:focus-visible), .tabs label:has(:focus-visible) { outline: 3px solid var(--focus); outline-offset: 2px; }
input[type=radio] { accent-color: var(--accent); width: 1.1rem; height: 1.1rem; margin: 0; flex: none; }
input, select { scroll-margin: 40vh 0 1rem; }
[aria-invalid=true]:not([type=radio]) { border-color: var(--diabetes); box-shadow: inset 0 0 0 1px var(--diabetes); }
.error { color: var(--diabetes); font-weight: 550; font-size: .9375rem; }
.error::before { content: "⚠ " / ""; }
.summary { position: sticky; top: .5rem; z-index: 1; max-height: 35vh; overflow: auto; border: 2px solid var(--diabetes); border-radius: var(--radius); padding: 1rem; background: var(--surface); }
.summary ul { padding-left: 1.25rem; margin-top: .5rem; }
.summary a { color: var(--diabetes); }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; }
button { width: auto; cursor: pointer; font-weight: 550; }
button:hover { border-color: var(--accent); }
button.primary, [aria-pressed=true] { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
.languages { display: flex; }
.languages button { border-radius: 0; }
.languages button:first-child { border-radius: var(--radius) 0 0 var(--radius); }
.languages button:last-child { border-radius: 0 var(--radius) var(--radius) 0; }
.languages button + button { border-left: 0; }
`;

const resultCss = `
.result { display: grid; gap: 1.25rem; border: 1px solid var(--border); border-radius: var(--radius); background: var(--surface); padding: 1.25rem; min-width: 0; scroll-margin-top: 1rem; grid-template-columns: minmax(0, 1fr); }
.pending { font-size: 1.05rem; }
.notice { border-left: .35rem solid var(--prediabetes); background: var(--prediabetes-zone); padding: .75rem 1rem; border-radius: var(--radius); display: grid; gap: .35rem; }
.measured:not(path) { border-left: .35rem solid var(--accent); background: var(--background); padding: .75rem 1rem; border-radius: var(--radius); }
.result section ul:not(.legend) { padding-left: 1.25rem; }
.headline { border-left: .35rem solid var(--accent); background: var(--background); border-radius: var(--radius); padding: .9rem 1rem; display: grid; gap: .5rem; }
.headline.Bajo { border-color: var(--normal); background: var(--normal-zone); }
.headline.Moderado { border-color: var(--prediabetes); background: var(--prediabetes-zone); }
.headline.Alto { border-color: var(--diabetes); background: var(--diabetes-zone); }
.step, .urgent { font-size: 1.125rem; line-height: 1.45; }
.urgent { font-weight: 650; }
.interpretation { line-height: 1.5; }
.professional { display: grid; gap: 1.25rem; border-top: 1px solid var(--border); padding-top: 1rem; }
.professional[open] > * + * { margin-top: 1.25rem; }
.professional > summary { font-size: 1.05rem; }
figure { display: grid; gap: .5rem; }
.people > svg { width: 100%; max-width: 30rem; height: auto; }
.legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
.legend li { display: flex; align-items: center; gap: .4rem; }
.legend svg { width: .8rem; height: 1.6rem; flex: none; }
.head, .body { stroke-width: 1; stroke: var(--person); fill: none; }
.Diabetes > .head, .Diabetes > .body { fill: var(--diabetes); stroke: var(--diabetes); }
.Prediabetes > .head { stroke: var(--prediabetes); }
.Prediabetes > .body { fill: var(--prediabetes); stroke: var(--prediabetes); }
.figure strong { font-size: 1.35rem; }
.scale svg { overflow: visible; }
.zone.Normal { fill: var(--normal-zone); }
.zone.Prediabetes { fill: var(--prediabetes-zone); }
.zone.Diabetes { fill: var(--diabetes-zone); }
.zone { stroke: var(--surface); stroke-width: 2; }
text { fill: var(--text); font-size: .8125rem; font-weight: 550; }
text.cut { fill: var(--muted); font-weight: 400; }
.interval { stroke: var(--text); stroke-width: 3; }
.interval.end { stroke-width: 2; }
.estimate { fill: var(--text); stroke: var(--surface); stroke-width: 2; }
path.measured { fill: var(--accent); stroke: var(--surface); stroke-width: 1.5; }
.explanation { display: grid; gap: .6rem; }
.tabs { display: flex; flex-wrap: wrap; gap: .4rem; }
.tabs label { display: flex; align-items: center; gap: .4rem; padding: .35rem .75rem; min-height: 2.5rem; border: 1px solid var(--field-border); border-radius: var(--radius); cursor: pointer; }
.tabs label:has(:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); font-weight: 550; }
.panel { display: grid; gap: .5rem; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
th, td { text-align: left; padding: .3rem .5rem .3rem 0; border-bottom: 1px solid var(--border); font-weight: 400; vertical-align: middle; }
thead th { color: var(--muted); font-size: .8125rem; }
th.bar { text-align: center; }
td.bar { width: 30%; }
td.bar svg { display: block; }
td.number, th.number { text-align: right; padding-right: 0; font-variant-numeric: tabular-nums; white-space: nowrap; }
.ending > * { font-weight: 650; }
.raise { fill: var(--raise); }
.lower { fill: var(--lower); }
.zero { stroke: var(--muted); }
@container (max-width: 30rem) {
  .page { padding: .5rem; }
  .pair .entry { flex-wrap: wrap; }
  .group, .result { padding: .75rem; }
  td.bar { width: 24%; }
  text { font-size: .6875rem; font-weight: 400; }
  table { font-size: .875rem; }
}
.scores { display: grid; gap: .6rem; }
.cards { display: grid; gap: .75rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 10rem), 1fr)); align-items: start; }
.card { border: 1px solid var(--border); border-radius: var(--radius); padding: .75rem; display: grid; gap: .35rem; font-size: .875rem; }
.card .figure strong { font-size: 1.05rem; }
.card .help, .card small { font-size: .8125rem; }
.card small { color: var(--muted); font-weight: 400; }
.card details { font-size: .8125rem; }
.card details p { margin-top: .4rem; }
footer { display: grid; gap: .5rem; border-top: 1px solid var(--border); padding-top: 1rem; }
.hash { overflow-wrap: anywhere; }
footer textarea { margin-top: .5rem; font: .8125rem/1.4 ui-monospace, monospace; }
@media (prefers-reduced-motion: no-preference) {
  label, button, input { transition: border-color .15s, box-shadow .15s, background-color .15s; }
}
@media (forced-colors: active) {
  .Diabetes > .head, .Diabetes > .body, .Prediabetes > .body { fill: CanvasText; }
  .head, .body, .zero, .interval { stroke: CanvasText; }
  .raise, .lower, .estimate, path.measured { fill: CanvasText; }
}
`;

let sheets: CSSStyleSheet[] | undefined;

/** The style sheets, shared by all elements of a page; constructed ones are allowed by any style policy. */
export function styles(): CSSStyleSheet[] {
  sheets ??= [themeCss, layoutCss, formCss, resultCss, printCss].map((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    return sheet;
  });
  return sheets;
}
