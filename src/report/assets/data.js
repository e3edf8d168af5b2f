// The rows, as the page carries them, and the ways between them.

const raw = JSON.parse($('#data').textContent);
const COLUMNS = raw.columns;
const KINDS = ['money', 'percent', 'count', 'measure', 'duration', 'date'];
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

const documents = raw.documents.map((row) => Object.assign(row, { list: [] }));
const docById = new Map(documents.map((doc) => [doc.doc_id, doc]));

// Where a figure, its sentence and the words that filled its slots stand in the blocks of its document; or null.
const placeOf = (place) => place && { block: place[0], start: place[1], end: place[2], from: place[3], to: place[4], proofs: place[5] };

const figures = raw.figures.map((cells, index) => {
  const figure = { index, at: placeOf(raw.places[index]), doubts: raw.doubts[index] || {}, claims: [], verdicts: [], corrected: new Map() };
  COLUMNS.forEach((column, place) => { figure[column] = cells[place] === null ? '' : cells[place]; });
  figure.doc = documents[figure.doc_id];
  figure.doc_id = figure.doc.doc_id;
  figure.sentence = raw.strings[figure.sentence];
  figure.section = raw.strings[figure.section];
  figure.number = figure.value === '' ? NaN : Number(figure.value);
  figure.doc.list.push(figure);
  return figure;
});
const figureById = new Map(figures.map((figure) => [figure.figure_id, figure]));

const claims = raw.claims.map((claim) => {
  claim.figures = [];
  for (const [id, note] of claim.rows) {
    const figure = figureById.get(id);
    if (!figure) continue;
    claim.figures.push({ figure, note });
    figure.claims.push(claim);
  }
  return claim;
});
const claimById = new Map(claims.map((claim) => [claim.id, claim]));

const verdicts = raw.verdicts.map(([check, id, verdict, holds, message]) => {
  const row = { check, figure: figureById.get(id), verdict, holds, message };
  if (row.figure) row.figure.verdicts.push(row);
  return row;
});

for (const [id, column, was, note] of raw.corrections) {
  const figure = figureById.get(id);
  if (figure) figure.corrected.set(column, { was, note });
}

const docName = (doc) => doc.title || doc.doc_id;

// A figure's words as a person reads them: on one line, without mark-up.
const words = (figure) => figure.at ? figure.doc.blocks[figure.at.block][1].slice(figure.at.start, figure.at.end)
  : figure.exact.replace(/\\(?=[$*_])|\*\*/g, '').replace(/\s+/g, ' ');

// [before, words, after] of a figure in its sentence.
function split(figure) {
  const said = words(figure);
  const { block, start, end, from, to } = figure.at || {};
  if (from < start || end < to) {
    const text = figure.doc.blocks[block][1];
    return [text.slice(from, start), said, text.slice(end, to)];
  }
  const at = figure.sentence.indexOf(said);
  if (at < 0) return ['', said, figure.sentence ? ' — ' + figure.sentence : ''];
  return [figure.sentence.slice(0, at), said, figure.sentence.slice(at + said.length)];
}

// What a figure is worth, in plain digits and its unit; empty for a date. What is counted stands in `what`.
function worth(figure) {
  if (figure.value === '') return '';
  const range = figure.value_max === '' ? '' : '–' + grouped(figure.value_max);
  const unit = figure.unit === '%' ? '%' : figure.unit && figure.kind !== 'count' ? ' ' + figure.unit : '';
  return grouped(figure.value) + range + unit + (figure.per ? ' per ' + figure.per : '');
}

// The first and last day of a figure's period, which its EDTF may not show to everyone ("2022-23" is an autumn).
const days = (figure) => figure.period_start === '' ? '' : figure.period_start === figure.period_end ? figure.period_start
  : figure.period_start + ' to ' + figure.period_end;

