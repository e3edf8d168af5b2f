// Which section is open, what an address means, charts, theme and print.

const VIEWS = ['summary', 'figures', 'documents', 'claims', 'checks'].filter((id) => $('#view-' + id));
const figureHash = (figure) => '#' + encodeURIComponent(figure.figure_id);
const rowHash = (figure) => '#row/' + encodeURIComponent(figure.figure_id);

function go(hash) {
  if (location.hash === hash) route(true);
  else location.hash = hash;
}

function openView(id) {
  for (const view of VIEWS) $('#view-' + view).hidden = view !== id;
  document.body.dataset.view = id;
  for (const link of $$('.top a')) {
    if (link.getAttribute('href') === '#' + id) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  if (id !== 'figures') setReading(false);
}

function route(byUser) {
  let target = location.hash.slice(1);
  try { target = decodeURIComponent(target); } catch (error) { target = ''; }
  const slash = target.indexOf('/');
  const [place, id] = slash < 0 ? ['', target] : [target.slice(0, slash), target.slice(slash + 1)];
  const row = place === 'row' && figureById.get(id);
  const doc = place === 'doc' && docById.get(id);
  const claim = place === 'claim' && claimById.get(id);
  const figure = figureById.get(target);
  if (row) {
    openView('figures');
    choose(row);
    showDoc(row.doc, row, false);
    setReading(false);
    showRow(row, byUser);
  } else if (figure) {
    openView('figures');
    choose(figure);
    if (!shown.includes(figure) || !byUser) showRow(figure, false);
    showDoc(figure.doc, figure, byUser);
  } else if (doc) {
    openView('figures');
    choose(null);
    showDoc(doc, null, byUser);
  } else if (claim && VIEWS.includes('claims')) {
    openView('claims');
    showClaim(claim);
  } else {
    const lost = target !== '' && !['main', 'claims', 'checks', ...VIEWS].includes(target);
    openView(VIEWS.includes(target) ? target : 'summary');
    $('#lost').hidden = !lost;
    $('#lost').textContent = lost ? 'This report holds no “' + target + '”: the address may be of an earlier one.' : '';
    if (target === 'figures') {
      setReading(false);
      if (!openDoc) firstDoc();
    }
    if (VIEWS.includes(target)) {
      scrollTo(0, 0);
      if (byUser) $('#h-' + target).focus({ preventScroll: true });
    }
  }
}

// Before anything is chosen the reader shows the first document that has figures.
function firstDoc() {
  const doc = documents.find((each) => each.list.length) || documents[0];
  if (!doc) return;
  drawReader(doc, null);
  drawCard(null);
}

// A mark in a chart leads to its row, or to its rows where several figures are drawn as one.
function followMark(mark) {
  const ids = mark.getAttribute('data-figure').split(/\s+/).filter((id) => figureById.has(id));
  if (!ids.length) return;
  if (ids.length > 1) {
    clearFilters();
    state.only = { label: counted(ids.length, 'figure', 'figures') + ' of one mark', ids: new Set(ids) };
    refresh();
  }
  go(rowHash(figureById.get(ids[0])));
}

function linkCharts() {
  for (const mark of $$('.chart [data-figure]')) {
    const named = mark.getAttribute('data-figure').split(/\s+/).map((id) => figureById.get(id)).filter(Boolean);
    if (!named.length) continue;
    mark.setAttribute('tabindex', '0');
    mark.setAttribute('role', 'link');
    mark.setAttribute('aria-label', named.map((figure) => [figure.exact, figure.what, figure.period_edtf]
      .filter(Boolean).join(', ')).join('; '));
    mark.classList.add('mark');
    mark.addEventListener('click', () => followMark(mark));
    mark.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      followMark(mark);
    });
  }
  for (const link of $$('a[data-series]')) {
    link.addEventListener('click', () => {
      clearFilters();
      const ids = raw.series[link.dataset.series] || [];
      state.only = { label: counted(ids.length, 'figure', 'figures') + ' of the series ' + link.dataset.series, ids: new Set(ids) };
      refresh();
    });
  }
  for (const link of $$('a[data-facet]')) {
    link.addEventListener('click', () => {
      clearFilters();
      state.facets[link.dataset.facet] = link.dataset.value;
      refresh();
    });
  }
  for (const link of $$('a[data-kind]')) {
    link.addEventListener('click', () => {
      clearFilters();
      state.kind = link.dataset.kind;
      refresh();
    });
  }
}

// The choice is kept where the browser allows it.
function buildTheme() {
  const root = document.documentElement;
  const button = $('#theme');
  const isDark = () => (root.dataset.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
  const show = () => button.setAttribute('aria-pressed', String(isDark()));
  try {
    const kept = localStorage.getItem('quantifact-theme');
    if (kept === 'dark' || kept === 'light') root.dataset.theme = kept;
  } catch (error) { /* a page opened as a file may not keep anything */ }
  button.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    try { localStorage.setItem('quantifact-theme', root.dataset.theme); } catch (error) { /* as above */ }
    show();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', show);
  show();
}

// On paper everything stands one after the other: the filtered rows, every document, every claim.
function printAll() {
  $('#table tbody').replaceChildren(...shown.map(row));
  if (claimSteps) claimSteps.until(claimList.length);
  $('#print').replaceChildren(h('h1', {}, 'The documents'), ...documents.filter((doc) => doc.list.length || doc.text)
    .map((doc) => h('article', {}, h('h2', {}, docName(doc)), h('p', { class: 'sub' }, ...docMeta(doc)),
      h('div', { class: 'prose' }, doc.text === undefined ? drawSentences(doc, null) : drawText(doc, null)))));
}

function printed() {
  $('#print').replaceChildren();
  drawRows();
}

document.documentElement.classList.add('js');
buildFilters();
buildTable();
refresh();
drawDocuments();
drawClaims();
drawChecks();
linkCharts();
buildTheme();
addEventListener('hashchange', () => route(true));
narrow.addEventListener('change', () => setReading(isReading()));
addEventListener('beforeprint', printAll);
addEventListener('afterprint', printed);
$('#back').addEventListener('click', () => go(chosen ? rowHash(chosen) : '#figures'));
addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && isReading()) go(chosen ? rowHash(chosen) : '#figures');
  if (event.key === '/' && document.body.dataset.view === 'figures' && !/INPUT|SELECT/.test(document.activeElement.tagName)) {
    event.preventDefault();
    $('#q').focus();
  }
});
route(false);
