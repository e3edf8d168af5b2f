// The document beside the table, and the card of the chosen figure.

let openDoc = null;
const narrow = matchMedia('(max-width: 60rem)');

// On a narrow screen the document covers the table, which then takes no part.
function setReading(on) {
  document.body.classList.toggle('reading', on);
  $('#list').inert = on && narrow.matches;
}

const isReading = () => document.body.classList.contains('reading');

function drawReader(doc, figure) {
  openDoc = doc;
  $('#doc-title').textContent = docName(doc);
  $('#doc-meta').replaceChildren(...docMeta(doc));
  const notes = [];
  if (!doc.blocks) notes.push('The text of this document is not in the report; these are the sentences of its figures.');
  const lost = !doc.blocks ? 0 : doc.list.filter((each) => !each.at).length;
  if (lost) notes.push(counted(lost, 'figure does', 'figures do') + ' not stand where the table says: the document has changed since.');
  if (doc.message) notes.push(doc.message);
  $('#text').replaceChildren(...notes.map((note) => h('p', { class: 'note' }, note)), drawDoc(doc, figure));
}

function docMeta(doc) {
  const parts = [doc.publisher, doc.published, counted(doc.list.length, 'figure', 'figures')].filter(Boolean);
  const out = [parts.join(' · ')];
  if (doc.web) {
    out.push(' · ', h('a', { href: doc.url, rel: 'noopener noreferrer nofollow', target: '_blank' }, 'source'));
  }
  return out;
}

const marksOf = (figure) => $$('#text a.hl').filter((link) => link.dataset.id === figure.figure_id);

// Opens a document at a figure, or at its top.
function showDoc(doc, figure, focus) {
  drawReader(doc, figure);
  drawCard(figure);
  setReading(true);
  const marks = figure ? marksOf(figure) : [];
  for (const mark of marks) mark.setAttribute('aria-current', 'true');
  if (marks.length) {
    marks[0].scrollIntoView({ block: 'center' });
    if (focus) marks[0].focus({ preventScroll: true });
  } else {
    $('#text').scrollTop = 0;
    if (focus) $('#doc-title').focus({ preventScroll: true });
  }
}

const CARD = [['what', 'What'], ['unit', 'Unit'], ['category', 'Category'], ['actor', 'Actor'], ['place', 'Place'], ['country', 'Country'],
  ['status', 'Status'], ['period_edtf', 'Period'], ['modifier', 'Modifier'], ['change', 'Change'], ['section', 'Section']];

function drawCard(figure) {
  const card = $('#card');
  card.hidden = !figure;
  if (!figure) return;
  const rows = CARD.filter(([column]) => figure[column] !== '' && !(column === 'modifier' && figure.modifier === 'exact') &&
    !(column === 'unit' && figure.kind !== 'count'))
    .map(([column, label]) => [label, String(figure[column]).replace('_', ' '), figure.corrected.get(column),
      figure.doubts[column]]);
  const where = ['line ' + figure.line, figure.page === '' ? '' : 'page ' + figure.page].filter(Boolean).join(', ');
  if (figure.period_edtf && days(figure) !== figure.period_edtf) rows.push(['Days', days(figure)]);
  rows.push(['Where', where]);
  rows.sort((a, b) => (a[0] === 'Section') - (b[0] === 'Section'));
  card.replaceChildren(
    h('h3', { class: 'k-' + figure.kind }, h('span', { class: 'fig k-' + figure.kind }, words(figure)),
      h('span', { class: 'sub' }, [figure.kind, worth(figure)].filter(Boolean).join(' · '))),
    h('dl', {}, ...rows.map(([label, value, fix, odds]) => h('div', { class: label === 'Section' ? 'whole' : null }, h('dt', {}, label),
      h('dd', {}, value, !fix && odds !== undefined ? h('span', { class: 'sub' }, percent(odds / 100) + ' likely right') : '',
        fix ? h('span', { class: 'sub' }, 'corrected, was “' + fix.was + '”') : '')))),
    h('p', { class: 'ways' }, h('button', { type: 'button', id: 'copy', onclick: () => copySource(figure) }, 'Copy with source'),
      h('a', { href: rowHash(figure) }, 'Show its row'),
      ...figure.claims.map((claim) => h('a', { href: '#claim/' + encodeURIComponent(claim.id) },
        'Claim: ' + claim.relation)),
      ...figure.verdicts.map((verdict) => h('span', { class: 'badge ' + (verdict.holds ? 'ok' : 'failed') },
        verdict.check + ': ' + verdict.verdict))));
}

