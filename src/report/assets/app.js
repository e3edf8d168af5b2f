// Which section is open, what follows from an address, charts, theme and keys.

const VIEWS = ['summary', 'figures', 'documents', 'claims', 'checks'].filter((id) => $('#view-' + id));

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
  const to = parse(location.hash);
  const same = to.spot === spot;
  spot = to.spot;
  if (isTable(to)) routeTable(to, same, byUser);
  else routeView(to, byUser);
}

// Takes on what the address asks for; draws what changed.
function take(params) {
  const next = asked(params);
  const [before, page] = [query(state, false), state.page];
  Object.assign(state, next);
  if (!typing) $('#q').value = state.q;
  if (query(state, false) !== before) refresh();
  else if (state.page !== page) {
    drawRows();
    $('#scroll').scrollTop = 0;
  }
}

function routeTable({ target, place, id, params }, same, byUser) {
  take(params);
  if (same && document.body.dataset.view === 'figures') {
    // A row that the filters now hide is no longer the chosen one.
    if (chosen && !shown.includes(chosen)) {
      choose(null);
      drawCard(null);
      spot = '#figures';
      location.replace(spot + query());
    }
    return;
  }
  openView('figures');
  const figure = figureById.get(place === 'row' ? id : target);
  if (figure) {
    choose(figure);
    if (place === 'row') {
      showDoc(figure.doc, figure, false);
      setReading(false);
      showRow(figure, byUser);
    } else {
      if (!byUser || !lineOf(figure)) showRow(figure, false);
      showDoc(figure.doc, figure, byUser);
    }
    // Filters may have been let go to show it.
    if (query(state, false) !== query(asked(params), false)) location.replace(spot + query());
  } else if (place === 'doc') {
    choose(null);
    showDoc(docById.get(id), null, byUser);
  } else {
    choose(null);
    setReading(false);
    if (openDoc) drawCard(null);
    else firstDoc();
    scrollTo(0, 0);
    if (byUser && document.activeElement !== $('#q')) $('#h-figures').focus({ preventScroll: true });
  }
}

function routeView({ target, place, id, params }, byUser) {
  const claim = place === 'claim' && claimById.get(id);
  if (VIEWS.includes('claims') && (claim || target === 'claims')) {
    const asks = params.get('relation') || '';
    const [before, here] = [claimFilter, document.body.dataset.view === 'claims'];
    if (!claim) claimFilter = RELATIONS.some(([relation]) => relation === asks) ? asks : '';
    if (before !== claimFilter) drawClaims();
    openView('claims');
    if (claim) showClaim(claim);
    else if (here && before !== claimFilter) $('#claims-body .r-' + (claimFilter || before)).focus();
    else settle('claims', byUser);
    return;
  }
  const lost = target !== '' && !['main', 'claims', 'checks', ...VIEWS].includes(target);
  openView(VIEWS.includes(target) ? target : 'summary');
  $('#lost').hidden = !lost;
  $('#lost').textContent = lost ? 'This report holds no “' + target + '”: the address may be of an earlier one.' : '';
  if (VIEWS.includes(target)) settle(target, byUser);
}

// A section begins at its head.
function settle(view, byUser) {
  scrollTo(0, 0);
  if (byUser) $('#h-' + view).focus({ preventScroll: true });
}

// Before anything is chosen the reader shows the first document that has figures.
function firstDoc() {
  const doc = documents.find((each) => each.list.length) || documents[0];
  if (!doc) return;
  drawReader(doc, null);
  drawCard(null);
}

const figuresOf = (mark) => mark.getAttribute('data-figure').split(/\s+/).map((id) => figureById.get(id)).filter(Boolean);

// A mark in a chart leads to its row, or to its rows where several figures are drawn as one.
function followMark(mark) {
  const list = figuresOf(mark);
  const ids = list.length > 1 ? list.map((figure) => figure.figure_id).join(' ') : '';
  visit(rowHash(list[0]) + (ids ? query({ ...nothing(), ids }) : query(state, false)));
}

function linkCharts() {
  for (const mark of $$('.chart [data-figure]')) {
    const named = figuresOf(mark);
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

// A link to the table keeps the filters; one to a row turns to its page.
function follow(event) {
  const link = event.target.closest('a[href^="#"]');
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const href = link.getAttribute('href');
  const to = parse(href);
  if (href === '#main') {
    event.preventDefault();
    $('#h-' + document.body.dataset.view).focus();
  } else if (isTable(to) && !href.includes('?')) {
    event.preventDefault();
    visit(href + query(state, to.place !== 'row'));
  }
}

const leave = () => visit((chosen ? rowHash(chosen) : '#figures') + query(state, !chosen));

// Arrows move from row to row, but not where they move the caret, a choice or the text.
function press(event) {
  const active = document.activeElement;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || document.body.dataset.view !== 'figures') return;
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const covered = isReading() && narrow.matches;
  if (event.key === 'Escape' && isReading()) leave();
  else if (active.id === 'q' ? by !== 1 : /INPUT|SELECT|TEXTAREA/.test(active.tagName)) return;
  else if (by && !covered && active.id !== 'text' && !active.closest('#card')) step(by);
  else if (event.key === '/') $('#q').focus();
  else return;
  event.preventDefault();
}

document.documentElement.classList.add('js');
buildFilters();
buildTable();
refresh();
drawDocuments(documents);
drawClaims();
drawChecks();
linkCharts();
buildTheme();
addEventListener('hashchange', () => route(true));
narrow.addEventListener('change', () => setReading(isReading()));
addEventListener('beforeprint', drawPrint);
addEventListener('afterprint', printed);
addEventListener('click', follow);
addEventListener('keydown', press);
$('#back').addEventListener('click', leave);
route(false);
