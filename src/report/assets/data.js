// The rows, as the page carries them, and the ways between them.

const raw = JSON.parse($('#data').textContent);
const COLUMNS = raw.columns;
const KINDS = ['money', 'percent', 'count', 'measure', 'duration', 'date'];
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

const documents = raw.documents.map((row) => Object.assign(row, { list: [] }));
const docById = new Map(documents.map((doc) => [doc.doc_id, doc]));

const figures = raw.figures.map((cells, index) => {
  const figure = { index, at: raw.places[index], doubts: raw.doubts[index] || {}, claims: [], verdicts: [], corrected: new Map() };
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

// A figure's words as a person reads them: on one line, without Markdown's signs.
const words = (figure) => figure.exact.replace(/\\(?=[$*_])|\*\*/g, '').replace(/\s+/g, ' ');

// [before, words, after] of a figure in its sentence.
function split(figure) {
  const said = words(figure);
  const known = figure.at && figure.at[4] !== null ? figure.at[4] : -1;
  const at = known >= 0 && figure.sentence.startsWith(said, known) ? known : figure.sentence.indexOf(said);
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

// Case and accents do not matter in a search.
const fold = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();

const HAYSTACK = ['exact', 'value', 'unit', 'what', 'category', 'actor', 'place', 'country', 'status', 'period_edtf',
  'section', 'sentence', 'doc_id', 'figure_id'];

function haystack(figure) {
  if (figure.hay === undefined) {
    figure.hay = fold(HAYSTACK.map((column) => figure[column]).join('\n') + '\n' + (figure.doc.title || ''));
  }
  return figure.hay;
}

