// The table of figures: a page of rows at a time, so that ten thousand do not stall.

const PAGE = 100;
const HEADS = [['exact', 'Figure'], ['value', 'Value'], ['what', 'What'], ['category', 'Category'], ['actor', 'Actor'],
  ['place', 'Place'], ['status', 'Status'], ['period', 'Period'], ['confidence', 'Sure'],
  ['document', 'Document']];

let chosen = null;

function buildTable() {
  $('#table thead').append(h('tr', { role: 'row', 'aria-rowindex': 1 }, ...HEADS.map(([key, label]) => h('th', {
    scope: 'col', role: 'columnheader', class: 'c-' + key, 'data-key': key,
  }, h('button', { type: 'button', onclick: () => sortBy(key) }, label))),
  h('th', { scope: 'col', role: 'columnheader', class: 'c-copy' }, h('span', { class: 'quiet' }, 'Copy with source'))));
  $('#prev').addEventListener('click', () => turn(-1));
  $('#next').addEventListener('click', () => turn(1));
  $('#csv').addEventListener('click', downloadCsv);
  $('#table tbody').addEventListener('click', (event) => {
    const row = event.target.closest('tr');
    if (!row || event.target.closest('a')) return;
    const figure = figureById.get(row.dataset.id);
    if (event.target.closest('button')) copySource(figure);
    else if (!String(getSelection())) visit(figureHash(figure) + query());
  });
}

// Once up, once down, then the order of the documents again.
function sortBy(key) {
  if (state.sort !== key) change({ sort: key, down: false });
  else if (!state.down) change({ down: true });
  else change({ sort: '', down: false });
}

const turn = (by) => change({ page: state.page + by });

// After any change of filter or order.
function refresh() {
  shown = filtered();
  drawFacets();
  drawRows();
  $('#scroll').scrollTop = 0;
}

const statusBadge = (figure) => figure.status ? h('span', { class: 'status s-' + figure.status }, figure.status) : '';

const percent = (share) => Math.round(share * 100) + ' %';

const unsure = (odds) => 'doubtful: ' + percent(odds / 100) + ' likely right';

// A cell; one that a person corrected says so, and one that is doubtful how likely it is right.
function cell(figure, key, columns, ...content) {
  const fixed = columns.map((column) => [column, figure.corrected.get(column)]).filter(([, fix]) => fix);
  const title = fixed.map(([column, fix]) => column + ' corrected, was “' + fix.was + '”' +
    (fix.note ? ': ' + fix.note : '')).join('; ');
  const odds = fixed.length ? undefined : columns.map((column) => figure.doubts[column]).find((odds) => odds !== undefined);
  const doubt = odds === undefined ? '' : unsure(odds);
  return h('td', { role: 'cell', class: 'c-' + key + (fixed.length ? ' fixed' : '') + (doubt ? ' doubt' : ''),
    title: title || doubt || null }, ...content);
}

function row(figure, index) {
  // Where there is no room for columns of their own.
  const under = ['actor', 'place'].filter((key) => figure[key]).map((key) => {
    const odds = figure.corrected.has(key) ? undefined : figure.doubts[key];
    return odds === undefined ? figure[key] : h('span', { class: 'doubt', title: unsure(odds) }, figure[key]);
  });
  const what = figure.what || figure.category;
  const modifier = figure.modifier === 'exact' ? '' : figure.modifier.replace('_', ' ');
  return h('tr', { role: 'row', 'data-id': figure.figure_id, class: figure === chosen ? 'chosen' : null,
    'aria-rowindex': index + 2, 'aria-current': figure === chosen ? 'true' : null },
  cell(figure, 'exact', ['exact', 'kind'],
    h('a', { class: 'fig k-' + figure.kind, href: figureHash(figure), title: figure.kind }, words(figure))),
  cell(figure, 'value', ['value', 'value_max', 'unit', 'per', 'modifier', 'change'], worth(figure),
    h('span', { class: 'sub' }, [modifier, figure.change].filter(Boolean).join(', '))),
  cell(figure, 'what', ['what'], what, h('span', { class: 'sub narrow' }, ...under.flatMap((part, at) => at ? [' · ', part] : [part]))),
  cell(figure, 'category', ['category'], figure.category),
  cell(figure, 'actor', ['actor'], figure.actor),
  cell(figure, 'place', ['place', 'country'], figure.place),
  cell(figure, 'status', ['status'], statusBadge(figure)),
  cell(figure, 'period', ['period_edtf', 'period_start', 'period_end'],
    h('span', { title: days(figure) || null }, ...figure.period_edtf.split(/(?<=\/)/).flatMap((part) => [part, h('wbr')])),
    figure.calendar ? h('span', { class: 'sub' }, figure.calendar) : ''),
  cell(figure, 'confidence', ['confidence'], figure.confidence === '' ? '' : percent(figure.confidence)),
  cell(figure, 'document', ['doc_id'], h('span', { class: 'clip', title: docName(figure.doc) }, docName(figure.doc))),
  h('td', { role: 'cell', class: 'c-copy' }, h('button', { type: 'button', class: 'copy', title: 'Copy with source',
    'aria-label': 'Copy ' + words(figure) + ' with its source' })));
}

function drawRows() {
  const pages = Math.max(1, Math.ceil(shown.length / PAGE));
  state.page = Math.min(Math.max(state.page, 0), pages - 1);
  const from = state.page * PAGE;
  $('#table tbody').replaceChildren(...shown.slice(from, from + PAGE).map((figure, index) => row(figure, from + index)));
  $('#table').setAttribute('aria-rowcount', String(shown.length + 1));
  for (const head of $$('#table th[data-key]')) {
    const here = head.dataset.key === state.sort;
    if (here) head.setAttribute('aria-sort', state.down ? 'descending' : 'ascending');
    else head.removeAttribute('aria-sort');
  }
  $('#sorter').value = state.sort + (state.sort && state.down ? ' down' : '');
  $('#shown').textContent = shown.length === figures.length ? counted(figures.length, 'figure', 'figures')
    : grouped(shown.length) + ' of ' + counted(figures.length, 'figure', 'figures');
  $('.top a[href="#figures"] .n').textContent = $('#shown').textContent.replace(/ figures?$/, '');
  $('#page').textContent = 'Page ' + grouped(state.page + 1) + ' of ' + grouped(pages);
  $('#prev').disabled = state.page === 0;
  $('#next').disabled = state.page >= pages - 1;
  $('#none').hidden = shown.length > 0;
  if (shown.length === 0) {
    $('#none').replaceChildren(figures.length ? 'No figure passes all of these filters. ' : 'The documents hold no figure.',
      figures.length ? h('button', { type: 'button', onclick: () => change(noFilter()) }, 'Clear filters') : '');
  }
}

// Marks the chosen figure wherever it is drawn.
function choose(figure) {
  chosen = figure;
  for (const line of $$('#table tbody tr')) {
    const here = figure !== null && line.dataset.id === figure.figure_id;
    line.classList.toggle('chosen', here);
    if (here) line.setAttribute('aria-current', 'true');
    else line.removeAttribute('aria-current');
  }
}

const lineOf = (figure) => $$('#table tbody tr').find((line) => line.dataset.id === figure.figure_id);

// Brings a figure's row on the page; filters that hide it are let go.
function showRow(figure, focus) {
  if (!shown.includes(figure)) {
    Object.assign(state, noFilter());
    refresh();
    say('Filters cleared to show the row');
  }
  if (!lineOf(figure)) {
    state.page = Math.floor(shown.indexOf(figure) / PAGE);
    drawRows();
    lineOf(figure).scrollIntoView({ block: 'center' });
  }
  const line = lineOf(figure);
  line.scrollIntoView({ block: focus ? 'nearest' : 'center' });
  if (focus) $('a', line).focus({ preventScroll: true });
}

// The row so many further on becomes the chosen one, at once; the address and the document follow when the keys rest.
let stepped = 0;

function step(by) {
  if (shown.length === 0) return;
  const at = chosen ? shown.indexOf(chosen) : -1;
  const next = at < 0 ? state.page * PAGE : Math.min(Math.max(at + by, 0), shown.length - 1);
  choose(shown[next]);
  showRow(chosen, true);
  clearTimeout(stepped);
  stepped = setTimeout(() => { if (chosen) go(rowHash(chosen) + query(), true); }, 120);
}

