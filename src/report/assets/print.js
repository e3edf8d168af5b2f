// On paper stands what is shown, one after the other: a page of contents, then the charts, rows, claims and checks of
// the figures that pass the filters, and of each document the paragraphs that hold them.

function drawPrint() {
  const among = new Set(shown);
  const whole = shown.length === figures.length;
  const keep = (figure) => whole || among.has(figure);
  const docs = documents.filter((doc) => whole ? doc.list.length || doc.blocks : doc.list.some(keep));
  $('#table tbody').replaceChildren(...shown.map(row));
  drawDocuments(docs, docs.length);
  drawClaims(keep);
  drawChecks(keep);
  const charts = $$('.chart').filter((chart) => {
    const has = whole || $$('[data-figure]', chart).some((mark) => figuresOf(mark).some(keep));
    chart.classList.toggle('unprinted', !has);
    return has;
  });
  document.body.classList.toggle('part', !whole);
  document.body.classList.toggle('chartless', charts.length === 0);
  const texts = docs.filter((doc) => doc.list.some(keep));
  $('#print').replaceChildren(...texts.map((doc, index) => h('article', { id: 'print-' + index }, h('h2', {}, docName(doc)),
    h('p', { class: 'sub' }, ...docMeta(doc)), h('div', { class: 'prose' }, drawDoc(doc, null, among)))));
  drawContents(keep, charts, docs, texts);
}

function drawContents(keep, charts, docs, texts) {
  const line = (href, name, count) => h('li', {}, h('a', { href }, name), count === undefined ? '' : h('span', {}, grouped(count)));
  const lists = [
    ...charts.map((chart) => line('#' + chart.id, 'Chart: ' + $('svg', chart).getAttribute('aria-label'))),
    line('#h-figures', 'Figures', shown.length),
    line('#h-documents', 'Documents', docs.length),
    claimList.length ? line('#h-claims', 'Claims that several documents make', claimList.length) : '',
    checkList.length ? line('#h-checks', 'Checks against expected values', checkList.length) : '',
    ...texts.map((doc, index) => line('#print-' + index, [docName(doc), doc.published].filter(Boolean).join(', '),
      doc.list.filter(keep).length)),
  ];
  const told = shown.length === figures.length ? [] : [h('p', {}, grouped(shown.length) + ' of ' + counted(figures.length, 'figure', 'figures') + '. ' +
    filterWords().join('. ') + '.')];
  $('#contents').replaceChildren(...told, h('h2', {}, 'Contents'), h('ol', {}, ...lists));
  for (const [id, list] of [['claims', claimList], ['checks', checkList]]) {
    if ($('#view-' + id)) $('#view-' + id).classList.toggle('unprinted', list.length === 0);
  }
}

function printed() {
  $('#print').replaceChildren();
  $('#contents').replaceChildren();
  drawRows();
  drawDocuments(documents);
  drawClaims();
  drawChecks();
}

