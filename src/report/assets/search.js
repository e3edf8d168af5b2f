// Searching: a figure is found where it holds every word that was typed, and comes the earlier the more it is about them.

// Case and accents do not matter.
const fold = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();

// Where a word is looked for, and what it weighs there. A document's title is no part of its figures.
const FIELDS = [[4, ['what']], [3, ['actor']],
  [2, ['exact', 'value', 'unit', 'category', 'place', 'country', 'status', 'period_edtf', 'figure_id']], [1, ['sentence']]];

function folded(figure) {
  if (figure.folded === undefined) {
    figure.folded = FIELDS.map(([, columns]) => fold(columns.map((column) => figure[column]).join('\n')));
  }
  return figure.folded;
}

// 1 where the text holds the term at the beginning of a word, a quarter where only within one.
function holds(text, term) {
  let at = text.indexOf(term);
  if (at < 0) return 0;
  for (; at >= 0; at = text.indexOf(term, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1])) return 1;
  }
  return 0.25;
}

// How much a figure is about the terms; 0 where it lacks one of them.
function about(figure, terms) {
  const texts = folded(figure);
  let sum = 0;
  for (const term of terms) {
    let best = 0;
    FIELDS.forEach(([weight], index) => { best = Math.max(best, weight * holds(texts[index], term)); });
    if (best === 0) return 0;
    sum += best;
  }
  // Words that stand together as they were typed say more than the same words apart.
  const phrase = terms.join(' ');
  const whole = FIELDS.findIndex((field, index) => terms.length > 1 && holds(texts[index], phrase) === 1);
  return sum + (whole < 0 ? 0 : FIELDS[whole][0]) + (texts[0] === phrase ? 1 : 0);
}

const termsOf = (text) => fold(text).split(/\s+/).filter(Boolean);

// What each figure is worth for the last search, by its index; null where nothing is searched.
let worths = null;
let searched = '';

function search(text) {
  if (text === searched) return;
  searched = text;
  const terms = termsOf(text);
  worths = terms.length ? figures.map((figure) => about(figure, terms)) : null;
}

// The documents whose name, publisher or title holds every word.
function called(text) {
  const terms = termsOf(text);
  if (!terms.length) return [];
  return documents.filter((doc) => {
    if (doc.folded === undefined) doc.folded = fold([doc.title, doc.doc_id, doc.publisher].filter(Boolean).join('\n'));
    return terms.every((term) => doc.folded.includes(term));
  });
}

