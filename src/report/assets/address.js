// The address says what is shown: `#` and a place (a section, FIGURE_ID, row/FIGURE_ID, doc/DOC_ID, claim/CLAIM_ID), then
// `?` and the search, the filters, the order and the page. Whatever a person changes is written there first; what
// follows from the address is drawn. So back, forward, reload and a link sent to another show the same.

const figureHash = (figure) => '#' + encodeURIComponent(figure.figure_id);
const rowHash = (figure) => '#row/' + encodeURIComponent(figure.figure_id);
const docHash = (doc) => '#doc/' + encodeURIComponent(doc.doc_id);

// An address as {spot, target, place, id, params}; `spot` is all before the `?`.
function parse(hash) {
  const cut = hash.indexOf('?');
  const spot = cut < 0 ? hash : hash.slice(0, cut);
  let target = spot.slice(1);
  try { target = decodeURIComponent(target); } catch (error) { target = ''; }
  const slash = target.indexOf('/');
  const [place, id] = slash < 0 ? ['', target] : [target.slice(0, slash), target.slice(slash + 1)];
  return { spot, target, place, id, params: new URLSearchParams(cut < 0 ? '' : hash.slice(cut + 1)) };
}

// Whether the address leads to the table and the reader.
const isTable = ({ target, place, id }) => target === 'figures' || figureById.has(target) ||
  (place === 'row' && figureById.has(id)) || (place === 'doc' && docById.has(id));

// What is shown, as a query; empty where nothing is asked.
function query(of = state, paged = true) {
  const params = new URLSearchParams();
  for (const name of ['q', 'kind', 'series', 'ids']) if (of[name]) params.set(name, of[name]);
  for (const [facet] of FACETS) if (of.facets[facet] !== undefined) params.set(facet, of.facets[facet]);
  if (of.sort) params.set('sort', (of.down ? '-' : '') + of.sort);
  if (paged && of.page > 0) params.set('page', String(of.page + 1));
  const text = params.toString();
  return text && '?' + text;
}

// What a query asks for; what it does not know of is not asked.
function asked(params) {
  const of = nothing();
  for (const name of ['q', 'series', 'ids']) of[name] = params.get(name) || '';
  if (KINDS.includes(params.get('kind'))) of.kind = params.get('kind');
  for (const [facet] of FACETS) if (params.has(facet)) of.facets[facet] = params.get(facet);
  const sort = params.get('sort') || '';
  const key = sort.replace(/^-/, '');
  if (Object.hasOwn(KEYS, key)) Object.assign(of, { sort: key, down: sort !== key });
  of.page = Math.max(0, Math.floor(Number(params.get('page'))) - 1 || 0);
  return of;
}

// The spot that is open: where only the query changes, nothing else moves.
let spot = null;

// Goes to an address; with `instead` the one before is not kept to go back to.
function go(hash, instead) {
  if (location.hash === hash) route(true);
  else if (instead) location.replace(hash);
  else location.hash = hash;
}

// The same, also where the spot is open already: it is brought into sight again.
function visit(hash) {
  spot = null;
  if (location.hash === hash) route(true);
  else location.hash = hash;
}

// Shows other figures, or in another order, from the first page on.
function change(changes, instead) {
  const here = parse(location.hash);
  const [from, before] = isTable(here) ? [here.spot, asked(here.params)] : ['#figures', state];
  go(from + query({ ...before, page: 0, ...changes }), instead);
}

