// Which figures are shown, and in which order.

const FACETS = [['doc_id', 'Document', 'documents'], ['category', 'Category', 'categories'],
  ['status', 'Status', 'statuses'], ['actor', 'Actor', 'actors'], ['place', 'Place', 'places']];

// `series` is the series, `ids` the figures (apart by spaces) that a chart led to; an empty facet asks for empty cells.
const nothing = () => ({ q: '', kind: '', series: '', ids: '', facets: {}, sort: '', down: false, page: 0 });
const state = nothing();
let shown = figures;

// The figures that a chart led to as a set; null where it led to none.
function only() {
  if (!state.series && !state.ids) return null;
  return new Set(state.ids ? state.ids.split(' ') : raw.series[state.series] || []);
}

// Whether a figure passes; `except` names a facet that is not asked.
function passes(figure, among, except) {
  if (worths && worths[figure.index] === 0) return false;
  if (among && !among.has(figure.figure_id)) return false;
  if (except !== 'kind' && state.kind && figure.kind !== state.kind) return false;
  for (const facet in state.facets) {
    if (facet !== except && state.facets[facet] !== figure[facet]) return false;
  }
  return true;
}

const KEYS = {
  exact: (figure) => figure.exact,
  value: (figure) => figure.number,
  what: (figure) => figure.what,
  category: (figure) => figure.category,
  actor: (figure) => figure.actor,
  place: (figure) => figure.place,
  status: (figure) => figure.status,
  period: (figure) => figure.period_start,
  confidence: (figure) => figure.confidence === '' ? '' : Number(figure.confidence),
  document: (figure) => figure.doc.published || figure.doc_id,
};

// Empty cells come last whichever way it is sorted; equal ones keep the order of the documents. A search that is not
// sorted otherwise gives first what is most about it.
function sorted(list) {
  if (!state.sort) return worths ? [...list].sort((a, b) => worths[b.index] - worths[a.index] || a.index - b.index) : list;
  const key = KEYS[state.sort];
  const sign = state.down ? -1 : 1;
  const empty = (value) => value === '' || value === undefined || Number.isNaN(value);
  return list.map((figure) => [key(figure), figure]).sort(([a, x], [b, y]) => {
    if (empty(a) || empty(b)) return empty(a) - empty(b) || x.index - y.index;
    const order = typeof a === 'number' ? a - b : collator.compare(a, b);
    return order * sign || x.index - y.index;
  }).map(([, figure]) => figure);
}

function filtered() {
  search(state.q);
  const among = only();
  return sorted(figures.filter((figure) => passes(figure, among)));
}

// How many figures each value of a facet would show.
function facetCounts(facet) {
  const among = only();
  const counts = new Map();
  for (const figure of figures) {
    if (passes(figure, among, facet)) counts.set(figure[facet], (counts.get(figure[facet]) || 0) + 1);
  }
  return counts;
}

const noFilter = () => ({ ...nothing(), sort: state.sort, down: state.down });

const facetName = (facet, value) => value === '' ? '(none)' : facet === 'doc_id' ? docName(docById.get(value) || { doc_id: value }) : value;

// The filters in words, one by one.
function filterWords() {
  const out = FACETS.filter(([facet]) => state.facets[facet] !== undefined)
    .map(([facet, label]) => label + ': ' + facetName(facet, state.facets[facet]));
  if (state.kind) out.unshift('Kind: ' + state.kind);
  if (state.q) out.unshift('Search: ' + state.q);
  if (state.ids) out.push('The figures of one mark of a chart');
  else if (state.series) out.push('The figures of the series ' + state.series);
  return out;
}

function drawFacets() {
  const kinds = facetCounts('kind');
  for (const button of $$('#kind button')) {
    const count = kinds.get(button.value) || 0;
    button.setAttribute('aria-pressed', String(state.kind === button.value));
    button.disabled = count === 0 && state.kind !== button.value;
    $('.n', button).textContent = grouped(count);
  }
  for (const [facet, , all] of FACETS) {
    const select = $('#facet-' + facet);
    const counts = [...facetCounts(facet)];
    const picked = state.facets[facet];
    if (picked !== undefined && !counts.some(([value]) => value === picked)) counts.push([picked, 0]);
    counts.sort((a, b) => (a[0] === '') - (b[0] === '') ||
      (facet === 'doc_id' ? collator.compare(a[0], b[0]) : b[1] - a[1] || collator.compare(a[0], b[0])));
    select.replaceChildren(h('option', { value: '' }, 'All ' + all),
      ...counts.map(([value, count]) => h('option', { value: '=' + value }, facetName(facet, value) + ' (' + grouped(count) + ')')));
    select.value = picked === undefined ? '' : '=' + picked;
    select.classList.toggle('set', picked !== undefined);
  }
  const set = Object.keys(state.facets).length;
  $('#more .n').textContent = set ? String(set) : '';
  const among = only();
  $('#only').hidden = !among;
  if (among) {
    $('#only').replaceChildren(h('span', {}, 'Only ' + counted(among.size, 'figure', 'figures') +
      (state.ids ? ' of one mark' : ' of the series ' + state.series)),
    h('button', { type: 'button', onclick: () => change({ series: '', ids: '' }) }, 'Show all figures'));
  }
  drawCalled();
}

// Titles are not searched with the figures: documents that are called so are named apart.
const CALLED = 3;

function drawCalled() {
  const list = called(state.q).filter((doc) => doc.list.length);
  $('#called').hidden = list.length === 0;
  $('#called').replaceChildren(counted(list.length, 'document is', 'documents are') + ' called so: ',
    ...list.slice(0, CALLED).flatMap((doc, index) => [index ? ', ' : '', h('a', {
      href: '#figures?' + new URLSearchParams({ doc_id: doc.doc_id }),
    }, docName(doc))]), list.length > CALLED ? ' …' : '');
}

// A burst of typing is one step to go back.
let typing = 0;
let typed = false;

function buildFilters() {
  $('#kind').append(...KINDS.map((kind) => h('button', { type: 'button', value: kind, class: 'chip k-' + kind,
    'aria-pressed': 'false', onclick: () => change({ kind: state.kind === kind ? '' : kind }) }, kind, h('span', { class: 'n' }))));
  $('#facets').append(...FACETS.map(([facet, label]) => h('label', {}, h('span', {}, label),
    h('select', { id: 'facet-' + facet, onchange: (event) => {
      const facets = { ...state.facets };
      if (event.target.value === '') delete facets[facet];
      else facets[facet] = event.target.value.slice(1);
      change({ facets });
    } }))),
    h('label', { class: 'sorter' }, h('span', {}, 'Sort by'), h('select', { id: 'sorter', onchange: (event) => {
      const [sort, way] = event.target.value.split(' ');
      change({ sort, down: way === 'down' });
    } }, h('option', { value: '' }, 'Best match, then documents'),
      ...HEADS.flatMap(([key, label]) => [h('option', { value: key }, label + ', ascending'),
        h('option', { value: key + ' down' }, label + ', descending')]))),
    h('button', { type: 'button', id: 'clear', onclick: () => change(noFilter()) }, 'Clear filters'));
  const find = () => {
    clearTimeout(typing);
    typing = 0;
    if ($('#q').value === state.q) return;
    change({ q: $('#q').value }, typed);
    typed = true;
  };
  $('#q').addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(find, 120);
  });
  $('#q').addEventListener('blur', () => { find(); typed = false; });
  $('#filters').addEventListener('submit', (event) => { event.preventDefault(); find(); typed = false; });
  $('#more').addEventListener('click', () => {
    const open = $('#list').classList.toggle('open');
    $('#more').setAttribute('aria-expanded', String(open));
  });
}

