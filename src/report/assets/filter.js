// Which figures are shown, and in which order.

const FACETS = [['doc_id', 'Document', 'documents'], ['category', 'Category', 'categories'],
  ['status', 'Status', 'statuses'], ['actor', 'Actor', 'actors'], ['place', 'Place', 'places']];
const NONE = '(none)';

// `only` is a set of figures that a chart or a claim led to: {label, ids}.
const state = { q: '', kind: '', sort: '', down: false, page: 0, only: null, facets: {} };
let shown = figures;

const facetValue = (figure, facet) => figure[facet] || NONE;

// Whether a figure passes; `except` names a facet that is not asked.
function passes(figure, terms, except) {
  if (state.only && !state.only.ids.has(figure.figure_id)) return false;
  if (except !== 'kind' && state.kind && figure.kind !== state.kind) return false;
  for (const facet in state.facets) {
    if (facet !== except && state.facets[facet] !== facetValue(figure, facet)) return false;
  }
  if (terms.length === 0) return true;
  const hay = haystack(figure);
  return terms.every((term) => hay.includes(term));
}

const searchTerms = () => fold(state.q).split(/\s+/).filter(Boolean);

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

// Empty cells come last whichever way it is sorted; equal ones keep the order of the documents.
function sorted(list) {
  if (!state.sort) return list;
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
  const terms = searchTerms();
  return sorted(figures.filter((figure) => passes(figure, terms)));
}

// How many figures each value of a facet would show.
function facetCounts(facet) {
  const terms = searchTerms();
  const counts = new Map();
  for (const figure of figures) {
    if (!passes(figure, terms, facet)) continue;
    const value = facet === 'kind' ? figure.kind : facetValue(figure, facet);
    counts.set(value, (counts.get(value) || 0) + 1);
  }
  return counts;
}

function clearFilters() {
  Object.assign(state, { q: '', kind: '', page: 0, only: null, facets: {} });
  $('#q').value = '';
}

const filterCount = () => Object.keys(state.facets).length;

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
    const chosen = state.facets[facet];
    if (chosen !== undefined && !counts.some(([value]) => value === chosen)) counts.push([chosen, 0]);
    const name = (value) => facet === 'doc_id' ? docName(docById.get(value) || { doc_id: value }) : value;
    counts.sort((a, b) => (a[0] === NONE) - (b[0] === NONE) ||
      (facet === 'doc_id' ? collator.compare(a[0], b[0]) : b[1] - a[1] || collator.compare(a[0], b[0])));
    select.replaceChildren(h('option', { value: '' }, 'All ' + all),
      ...counts.map(([value, count]) => h('option', { value: '=' + value }, name(value) + ' (' + grouped(count) + ')')));
    select.value = chosen === undefined ? '' : '=' + chosen;
    select.classList.toggle('set', chosen !== undefined);
  }
  $('#more .n').textContent = filterCount() ? String(filterCount()) : '';
  const only = $('#only');
  only.hidden = !state.only;
  only.replaceChildren();
  if (state.only) {
    only.append(h('span', {}, 'Only ' + state.only.label), h('button', { type: 'button', onclick: () => {
      state.only = null;
      refresh();
    } }, 'Show all figures'));
  }
}

function buildFilters() {
  $('#kind').append(...KINDS.map((kind) => h('button', { type: 'button', value: kind, class: 'chip k-' + kind,
    'aria-pressed': 'false', onclick: () => {
      state.kind = state.kind === kind ? '' : kind;
      refresh();
    } }, kind, h('span', { class: 'n' }))));
  $('#facets').append(...FACETS.map(([facet, label]) => h('label', {}, h('span', {}, label),
    h('select', { id: 'facet-' + facet, onchange: (event) => {
      if (event.target.value === '') delete state.facets[facet];
      else state.facets[facet] = event.target.value.slice(1);
      refresh();
    } }))),
    h('label', { class: 'sorter' }, h('span', {}, 'Sort by'), h('select', { id: 'sorter', onchange: (event) => {
      const [key, way] = event.target.value.split(' ');
      Object.assign(state, { sort: key, down: way === 'down' });
      refresh();
    } }, h('option', { value: '' }, 'Order of the documents'),
      ...HEADS.flatMap(([key, label]) => [h('option', { value: key }, label + ', ascending'),
        h('option', { value: key + ' down' }, label + ', descending')]))),
    h('button', { type: 'button', id: 'clear', onclick: () => { clearFilters(); refresh(); } }, 'Clear filters'));
  let timer = 0;
  $('#q').addEventListener('input', (event) => {
    state.q = event.target.value;
    clearTimeout(timer);
    timer = setTimeout(refresh, 120);
  });
  $('#filters').addEventListener('submit', (event) => { event.preventDefault(); clearTimeout(timer); refresh(); });
  $('#more').addEventListener('click', () => {
    const open = $('#list').classList.toggle('open');
    $('#more').setAttribute('aria-expanded', String(open));
  });
}

