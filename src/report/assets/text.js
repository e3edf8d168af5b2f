// A document's text as paragraphs: its words, without front matter and mark-up, its figures marked.

// The words of a figure's block that filled its slots, as {start, end, slots}; those of one stretch together.
function evidence(figure, block) {
  const out = new Map();
  for (const [column, at, start, end] of (figure && figure.at && figure.at.proofs) || []) {
    if (at !== block) continue;
    const key = start + ' ' + end;
    const name = column.replace('period_edtf', 'period');
    if (!out.has(key)) out.set(key, { start, end, slots: [] });
    if (!out.get(key).slots.includes(name)) out.get(key).slots.push(name);
  }
  return [...out.values()].sort((a, b) => (a.end - a.start) - (b.end - b.start));
}

const BLOCKS = { h: 'heading', p: 'para', l: 'item', t: 'cells' };
const blockClass = (kind) => BLOCKS[kind[0]] + (kind[0] === 'l' && kind !== 'l1' ? ' deep' : '');

// A block as an element. `marks` are the figures in it, `sentence` a stretch to tint or null, `proofs` the words that
// filled the slots of the chosen figure.
function drawBlock([kind, text, bold], marks, sentence, proofs) {
  const edges = new Set([0, text.length]);
  const cut = (from, to) => { edges.add(from); edges.add(to); };
  for (const [from, to] of bold || []) cut(from, to);
  for (const { at } of marks) cut(at.start, at.end);
  if (sentence) cut(sentence.from, sentence.to);
  for (const proof of proofs) cut(proof.start, proof.end);
  const points = [...edges].sort((a, b) => a - b);
  const element = h('p', { class: blockClass(kind) });
  let tint = null;
  let link = null;
  for (let index = 0; index + 1 < points.length; index += 1) {
    const [from, to] = [points[index], points[index + 1]];
    const said = sentence !== null && sentence.from <= from && from < sentence.to;
    if (!said) tint = null;
    else if (!tint) element.append(tint = h('span', { class: 'sentence' }));
    const figure = marks.find((mark) => mark.at.start <= from && from < mark.at.end);
    if (!figure) link = null;
    else if (!link || link.dataset.id !== figure.figure_id) {
      link = h('a', { class: 'hl k-' + figure.kind, href: rowHash(figure), 'data-id': figure.figure_id,
        title: [figure.kind, worth(figure), figure.what].filter(Boolean).join(' · ') });
      (tint || element).append(link);
    }
    let piece = document.createTextNode(text.slice(from, to));
    if ((bold || []).some(([start, end]) => start <= from && from < end)) piece = h('b', {}, piece);
    const proof = proofs.find((each) => each.start <= from && from < each.end);
    if (proof) {
      piece = h('span', { class: 'proof', title: proof.slots.join(', ') + ' read from these words',
        'data-slot': to === proof.end ? proof.slots.join(', ') : null }, piece);
    }
    (link || tint || element).append(piece);
  }
  return element;
}

// The whole document; with `among`, only what holds one of those figures, under its heading. A figure whose words do
// not stand at their place is not marked.
function drawText(doc, chosenFigure, among) {
  const page = document.createDocumentFragment();
  const placed = new Map();
  for (const figure of doc.list) {
    if (!figure.at || (among && !among.has(figure))) continue;
    if (!placed.has(figure.at.block)) placed.set(figure.at.block, []);
    placed.get(figure.at.block).push(figure);
  }
  let heading = null;
  doc.blocks.forEach((block, index) => {
    const marks = placed.get(index) || [];
    const sentence = chosenFigure && chosenFigure.at && chosenFigure.at.block === index ? chosenFigure.at : null;
    const draw = () => drawBlock(block, marks, sentence, evidence(chosenFigure, index));
    if (among && marks.length === 0) {
      if (block[0] === 'h') heading = draw();
    } else {
      if (heading) page.append(heading);
      heading = null;
      page.append(draw());
    }
  });
  return page;
}

// Without its text a document is the sentences of its figures.
function drawSentences(doc, chosenFigure, among) {
  const page = document.createDocumentFragment();
  for (const figure of doc.list) {
    if (among && !among.has(figure)) continue;
    const [before, said, after] = split(figure);
    page.append(h('p', { class: 'para' }, h('span', { class: figure === chosenFigure ? 'sentence' : null }, before,
      h('a', { class: 'hl k-' + figure.kind, href: rowHash(figure), 'data-id': figure.figure_id }, said), after)));
  }
  return page;
}

const drawDoc = (doc, figure, among) => doc.blocks ? drawText(doc, figure, among) : drawSentences(doc, figure, among);

