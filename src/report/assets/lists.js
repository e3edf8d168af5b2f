// Documents, claims and checks.

// Fills `target` a step at a time, with a button for more.
function inSteps(target, list, step, draw) {
  let at = 0;
  const button = h('button', { type: 'button', onclick: () => add() });
  const add = () => {
    target.append(...list.slice(at, at + step).map(draw));
    at = Math.min(at + step, list.length);
    button.hidden = at >= list.length;
    button.textContent = 'Show ' + grouped(Math.min(step, list.length - at)) + ' more of ' + grouped(list.length);
  };
  add();
  return { button, until: (index) => { while (at <= index && at < list.length) add(); } };
}

const HOW = { failed: 'failed', partial: 'read in part' };

function drawDocuments(docs, step = 400) {
  const rank = { failed: 0, partial: 1 };
  const list = [...docs].sort((a, b) => (rank[a.status] ?? 2) - (rank[b.status] ?? 2) ||
    collator.compare(a.published || '', b.published || '') || collator.compare(a.doc_id, b.doc_id));
  const body = h('tbody', {});
  const steps = inSteps(body, list, step, (doc) => h('tr', {},
    h('td', { class: 'c-title' }, h('a', { href: docHash(doc) }, docName(doc)),
      HOW[doc.status] ? h('span', { class: 'badge ' + doc.status }, HOW[doc.status]) : '',
      h('span', { class: 'sub' }, [doc.path && doc.path !== docName(doc) ? doc.path : '', doc.message].filter(Boolean).join(': '))),
    h('td', { class: 'c-num' }, doc.published || ''), h('td', {}, doc.publisher || ''), h('td', {}, doc.lang || ''),
    h('td', { class: 'c-num right' }, grouped(doc.list.length)),
    h('td', {}, doc.web ? h('a', { href: doc.url, rel: 'noopener noreferrer nofollow', target: '_blank' }, 'source') : '')));
  $('#documents-body').replaceChildren(h('div', { class: 'wide' }, h('table', { class: 'plain' }, h('thead', {}, h('tr', {},
    ...['Document', 'Published', 'Publisher', 'Language', 'Figures', 'Source'].map((label) =>
      h('th', { scope: 'col', class: label === 'Figures' ? 'right' : null }, label)))), body)), steps.button);
}

const RELATIONS = [['conflicting', 'cannot both hold'], ['revised', 'a later document gives a new value'],
  ['updated', 'the same for another period or stage'], ['repeated', 'the same said again']];
let claimSteps = null;
let claimFilter = '';
let claimList = [];

function saying(figure, note) {
  const [before, said, after] = split(figure);
  return h('div', { class: 'saying' },
    h('p', { class: 'from' }, h('b', {}, figure.doc.published || ''), ' ', docName(figure.doc)),
    h('p', { class: 'value' }, worth(figure) || figure.period_edtf, ' ', statusBadge(figure),
      figure.value !== '' && figure.period_edtf ? h('span', { class: 'sub' }, figure.period_edtf) : ''),
    h('blockquote', {}, before, h('a', { class: 'hl k-' + figure.kind, href: figureHash(figure) }, said), after),
    note ? h('p', { class: 'sub' }, note) : '');
}

function drawClaim(claim) {
  const first = claim.figures[0].figure;
  const notes = new Set(claim.figures.map(({ note }) => note));
  const subject = [first.what || first.category || first.kind, first.actor, first.place].filter(Boolean).join(' · ');
  return h('article', { class: 'claim', 'data-claim': claim.id, tabindex: '-1' },
    h('h2', {}, h('span', { class: 'badge r-' + claim.relation }, claim.relation), ' ', subject),
    notes.size === 1 && [...notes][0] ? h('p', { class: 'why' }, [...notes][0]) : '',
    h('div', { class: 'sayings' }, ...claim.figures.map(({ figure, note }) => saying(figure, notes.size === 1 ? '' : note))));
}

// With `keep`, all those at once that one of the kept figures is part of.
function drawClaims(keep) {
  if (!$('#claims-body')) return;
  const rank = new Map(RELATIONS.map(([relation], index) => [relation, index]));
  const whole = claims.filter((claim) => claim.figures.length);
  claimList = whole.filter((claim) => (!claimFilter || claim.relation === claimFilter) &&
    (!keep || claim.figures.some(({ figure }) => keep(figure))))
    .sort((a, b) => rank.get(a.relation) - rank.get(b.relation));
  const chips = RELATIONS.map(([relation, meaning]) => {
    const count = whole.filter((claim) => claim.relation === relation).length;
    return h('button', { type: 'button', class: 'chip r-' + relation, title: meaning, disabled: count === 0,
      'aria-pressed': String(claimFilter === relation), onclick: () => go('#claims' + (claimFilter === relation ? '' : '?relation=' + relation)) }, relation, h('span', { class: 'n' }, grouped(count)));
  });
  const list = h('div', { class: 'claims' });
  claimSteps = inSteps(list, claimList, keep ? claimList.length : 30, drawClaim);
  $('#claims-body').replaceChildren(h('div', { class: 'chips', role: 'group', 'aria-label': 'Relation' }, ...chips), list,
    claimSteps.button);
}

function showClaim(claim) {
  if (claimFilter && claimFilter !== claim.relation) {
    claimFilter = '';
    drawClaims();
  }
  claimSteps.until(claimList.indexOf(claim));
  const article = $$('#claims-body article').find((each) => each.dataset.claim === claim.id);
  if (!article) return;
  article.scrollIntoView({ block: 'start' });
  article.focus({ preventScroll: true });
}

let checkList = [];

function drawChecks(keep) {
  if (!$('#checks-body')) return;
  const body = h('tbody', {});
  checkList = verdicts.filter(({ figure }) => !keep || (figure ? keep(figure) : shown.length === figures.length))
    .sort((a, b) => a.holds - b.holds);
  const steps = inSteps(body, checkList, keep ? checkList.length : 400, (row) => h('tr', {},
    h('td', {}, row.check),
    h('td', {}, h('span', { class: 'badge ' + (row.holds ? 'ok' : 'failed') }, row.verdict)),
    h('td', {}, row.figure ? h('a', { class: 'fig k-' + row.figure.kind, href: figureHash(row.figure) }, words(row.figure)) : ''),
    h('td', {}, row.message)));
  $('#checks-body').replaceChildren(h('div', { class: 'wide' }, h('table', { class: 'plain' }, h('thead', {}, h('tr', {},
    ...['Check', 'Verdict', 'Figure', 'Difference'].map((label) => h('th', { scope: 'col' }, label)))), body)), steps.button);
}

