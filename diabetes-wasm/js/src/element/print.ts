/** How the printed sheet for the chart looks, on one A4 page; what only it shows is in `sheet.ts`. */
export const printCss = `
@media print {
  form, .languages, .actions, .interpretation, .scale > svg, .explanation, .imputed, .card details, .promise, .key, .said, .professional > summary, .result > .heading-1 { display: none !important; }
  .only-print { display: revert !important; }
  .root { container-type: normal; }
  .page { padding: 0; font-size: 8pt; line-height: 1.2; background: none; color: #000; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .columns { display: block; }
  header { margin-bottom: 3pt; }
  .heading-0 { font-size: 13pt; }
  .heading-2 { font-size: 9.5pt; }
  .heading-3 { font-size: 8.5pt; }
  .help, .card, .card .help, .hash { font-size: 7.5pt; }
  .result { position: static; max-height: none; overflow: visible; border: 0; padding: 0; gap: 4pt; background: none; }
  .result > *, .professional > * { break-inside: avoid; }
  .scores, figure { gap: 2pt; }
  .patient.only-print, .signature.only-print { display: flex !important; flex-wrap: wrap; gap: 4pt 12pt; align-items: end; border-bottom: 1px solid #000; padding-bottom: 3pt; }
  .signature.only-print { border: 0; padding-top: 10pt; }
  .blank { flex: 1 1 40%; min-width: 60mm; border-bottom: 1px dotted #000; }
  .patient .blank { border: 0; }
  .entered { order: -1; }
  .patient { order: -2; }
  .entered dl { display: grid; grid-template-columns: repeat(3, 1fr); gap: 0 10pt; }
  .entered dl div { display: flex; font-size: 8pt; justify-content: space-between; gap: 6pt; border-bottom: 1px solid #ccc; }
  .entered dd { margin: 0; font-weight: 600; text-align: right; }
  .headline, .notice, .measured:not(path) { padding: 4pt 8pt; gap: 2pt; }
  .step, .urgent { font-size: 9.5pt; }
  .professional { display: block; padding-top: 3pt; }
  .professional[open] > * + * { margin-top: 4pt; }
  .figure strong { font-size: 10pt; }
  .people > svg { max-width: 50mm; }
  .legend svg { height: 10pt; width: 5pt; }
  .cards { grid-template-columns: repeat(3, 1fr); gap: 6pt; }
  .card { padding: 4pt 6pt; gap: 1pt; }
  .card .figure strong { font-size: 9pt; }
  .citation { font-size: 6pt; }
  footer { padding-top: 3pt; display: flex; flex-wrap: wrap; gap: 0 8pt; }
}
`;
