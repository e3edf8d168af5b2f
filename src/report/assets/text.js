// A document's text as paragraphs: every character of it, its Markdown dimmed, its figures marked.

// Stretches of the text that stand apart, as [start, end, class]. Lines wrapped by hand flow together.
function blocks(text) {
  const out = [];
  let open = null;
  let at = 0;
  const close = () => { if (open) out.push(open); open = null; };
  const matter = /^---\r?\n[\s\S]*?\r?\n---[ \t]*(?=\r?\n|$)/.exec(text);
  if (matter) {
    out.push([0, matter[0].length, 'matter']);
    at = matter[0].length;
  }
  while (at < text.length) {
    const feed = text.indexOf('\n', at);
    const end = feed < 0 ? text.length : feed;
    const line = text.slice(at, end);
    const words = line.trim();
    const item = /^(\s*)(?:[-*•+–◦▪]|\d{1,3}[.)])\s+\S/.exec(line);
    if (!words) close();
    else if (/^#{1,6}\s/.test(words)) { close(); out.push([at, end, 'heading']); }
    else if (/^\|.*\|$/.test(words)) { close(); out.push([at, end, 'cells']); }
    else if (item) { close(); open = [at, end, item[1].length > 1 ? 'item deep' : 'item']; }
    else if (open) open[1] = end;
    else open = [at, end, 'para'];
    // A short line, or two spaces at its end, is a line of its own.
    if (open && words && (/ {2}\r?$/.test(line) || words.length < 50)) {
      const next = /^[^\n]*/.exec(text.slice(end + 1))[0];
      if (!/^\s+\S/.test(next) || / {2}\r?$/.test(line)) close();
    }
    at = end + 1;
  }
  close();
  return out.map(([start, stop, kind]) => [start, stop, kind === 'para' && isHeading(text.slice(start, stop)) ? 'heading' : kind]);
}

// A short stretch all in capitals, all in bold, or one line that begins large and ends without a full stop.
function isHeading(stretch) {
  const line = stretch.trim();
  if (line.length > 200) return false;
  return (/\p{Lu}{3}/u.test(line) && !/\p{Ll}{2}/u.test(line)) || /^\*\*[^*]+\*\*:?$/.test(line) ||
    (line.length < 90 && /^\p{Lu}.*[\p{L})]$/u.test(line));
}

// Mark-up inside a block: [start, end] of each sign, and the stretches it makes bold.
function markup(text, start, end) {
  const part = text.slice(start, end);
  const signs = [];
  const bold = [];
  const stars = [...part.matchAll(/\*\*/g)].map((match) => start + match.index);
  if (stars.length % 2 === 0) {
    stars.forEach((at, index) => {
      signs.push([at, at + 2]);
      if (index % 2) bold.push([stars[index - 1], at]);
    });
  }
  for (const match of part.matchAll(/\\(?=[$*_#[\]().!<>&~`-])|(?<![*\w])\*(?=[^\s*])|(?<=[^\s*])\*(?![*\w])/g)) {
    signs.push([start + match.index, start + match.index + 1]);
  }
  // A link: its brackets, and its target in one.
  for (const match of part.matchAll(/\[([^\[\]]*)\](\([^()\s]*\))/g)) {
    const open = start + match.index;
    signs.push([open, open + 1], [open + match[1].length + 1, open + match[0].length, 'target']);
  }
  const head = /^\s*#{1,6}\s/.exec(part);
  if (head) signs.push([start, start + head[0].length]);
  return { signs: signs.sort((a, b) => a[0] - b[0]), bold };
}

// The words that filled the slots of a figure, as {start, end, slots}; those of one stretch together.
function evidence(figure) {
  const out = new Map();
  for (const [column, start, end] of (figure && figure.at && figure.at[5]) || []) {
    const key = start + ' ' + end;
    const name = column.replace('period_edtf', 'period');
    if (!out.has(key)) out.set(key, { start, end, slots: [] });
    if (!out.get(key).slots.includes(name)) out.get(key).slots.push(name);
  }
  return [...out.values()].sort((a, b) => (a.end - a.start) - (b.end - b.start));
}

// The block as an element. `marks` are the figures in it, `sentence` a stretch to tint or null, `proofs` the words
// that filled the slots of the chosen figure.
function drawBlock(text, [start, end, kind], marks, sentence, proofs) {
  const { signs, bold } = kind === 'matter' ? { signs: [], bold: [] } : markup(text, start, end);
  const edges = new Set([start, end]);
  const cut = (from, to) => { for (const at of [from, to]) if (at > start && at < end) edges.add(at); };
  for (const [from, to] of [...signs, ...bold]) cut(from, to);
  for (const figure of marks) cut(figure.at[0], figure.at[1]);
  if (sentence) cut(sentence[0], sentence[1]);
  for (const proof of proofs) cut(proof.start, proof.end);
  const points = [...edges].sort((a, b) => a - b);
  const within = (ranges, at) => ranges.find(([from, to]) => from <= at && at < to);
  const element = h('p', { class: kind });
  let tint = null;
  let link = null;
  for (let index = 0; index + 1 < points.length; index += 1) {
    const [from, to] = [points[index], points[index + 1]];
    const said = sentence !== null && sentence[0] <= from && from < sentence[1];
    if (!said) tint = null;
    else if (!tint) element.append(tint = h('span', { class: 'sentence' }));
    const figure = marks.find((mark) => mark.at[0] <= from && from < mark.at[1]);
    if (!figure) link = null;
    else if (!link || link.dataset.id !== figure.figure_id) {
      link = h('a', { class: 'hl k-' + figure.kind, href: rowHash(figure), 'data-id': figure.figure_id,
        title: [figure.kind, worth(figure), figure.what].filter(Boolean).join(' · ') });
      (tint || element).append(link);
    }
    let piece = document.createTextNode(text.slice(from, to));
    const sign = within(signs, from);
    if (sign) piece = h('span', { class: sign[2] ? 'sign target' : 'sign' }, piece);
    else if (within(bold, from)) piece = h('b', {}, piece);
    const proof = proofs.find((each) => each.start <= from && from < each.end);
    if (proof) {
      piece = h('span', { class: 'proof', title: proof.slots.join(', ') + ' read from these words',
        'data-slot': to === proof.end ? proof.slots.join(', ') : null }, piece);
    }
    (link || tint || element).append(piece);
  }
  return element;
}

// The whole document. A figure whose words do not stand at their place is not marked.
function drawText(doc, chosenFigure) {
  const page = document.createDocumentFragment();
  const placed = doc.list.filter((figure) => figure.at).sort((a, b) => a.at[0] - b.at[0]);
  const sentence = chosenFigure && chosenFigure.at ? [chosenFigure.at[2], chosenFigure.at[3]] : null;
  const proofs = evidence(chosenFigure);
  let next = 0;
  for (const block of blocks(doc.text)) {
    while (next < placed.length && placed[next].at[1] <= block[0]) next += 1;
    const marks = [];
    for (let index = next; index < placed.length && placed[index].at[0] < block[1]; index += 1) marks.push(placed[index]);
    const touched = sentence && sentence[0] < block[1] && block[0] < sentence[1];
    const told = proofs.filter((proof) => proof.start < block[1] && block[0] < proof.end);
    page.append(drawBlock(doc.text, block, marks, touched ? sentence : null, told));
  }
  return page;
}

// Without its text a document is the sentences of its figures.
function drawSentences(doc, chosenFigure) {
  const page = document.createDocumentFragment();
  for (const figure of doc.list) {
    const [before, said, after] = split(figure);
    page.append(h('p', { class: 'para' }, h('span', { class: figure === chosenFigure ? 'sentence' : null }, before,
      h('a', { class: 'hl k-' + figure.kind, href: rowHash(figure), 'data-id': figure.figure_id }, said), after)));
  }
  return page;
}

