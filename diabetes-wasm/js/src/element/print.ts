/** How the printed sheet looks, on one A4 page; what it shows is in `result.ts`. */
export const printCss = `
@media print {
  form, .languages, .actions, .tabs, details, .promise, .key { display: none !important; }
  .only-print { display: revert !important; }
  .root { container-type: normal; }
  .page { padding: 0; font-size: 8pt; line-height: 1.2; background: none; color: #000; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .columns { display: block; }
  header { margin-bottom: 4pt; }
  h2 { font-size: 14pt; }
  h3 { display: none; }
  h4 { font-size: 10pt; }
  h5 { font-size: 9pt; }
  .help, table, thead th, .card, .card .help, .card small, text, .hash { font-size: 7.5pt; }
  .result { border: 0; padding: 0; gap: 3pt; background: none; }
  .result > * { break-inside: avoid; }
  .explanation, .scores, .panel, figure { gap: 2pt; }
  .entered { order: -1; }
  .entered dl { display: grid; grid-template-columns: repeat(3, 1fr); gap: 0 10pt; }
  .entered dl div { display: flex; font-size: 8pt; justify-content: space-between; gap: 6pt; border-bottom: 1px solid #ccc; }
  .entered dd { margin: 0; font-weight: 600; text-align: right; }
  .headline, .notice, .measured:not(path) { padding: 4pt 8pt; gap: 2pt; }
  .level { font-size: 9pt; }
  .level strong, .figure strong { font-size: 11pt; }
  .interpretation { line-height: 1.3; }
  .figures { grid-template-columns: 2fr 3fr; gap: 12pt; align-items: start; }
  .people > svg { max-width: 58mm; }
  .legend { display: block; }
  .legend svg { height: 10pt; width: 5pt; }
  th, td { padding: 0 4pt 0 0; }
  td.bar svg { height: 8px; }
  .cards { grid-template-columns: repeat(3, 1fr); gap: 6pt; }
  .card { padding: 4pt 6pt; gap: 1pt; }
  .card .figure strong { font-size: 9pt; }
  .citation { font-size: 6pt; }
  footer { padding-top: 3pt; display: flex; flex-wrap: wrap; gap: 0 8pt; }
}
`;
