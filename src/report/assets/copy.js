// A figure with its source, as it goes into a text of one's own.

// The quotation, the document, the page or line, and where that is to be found: its own address, else this report's.
function citation(figure) {
  const doc = figure.doc;
  const where = figure.page === '' ? 'line ' + figure.line : 'page ' + figure.page;
  const link = doc.web ? doc.url : location.href.split('#')[0] + figureHash(figure);
  return '“' + (figure.sentence || words(figure)) + '”\n' +
    [docName(doc), doc.publisher, doc.published, where].filter(Boolean).join(', ') + '\n' + link + '\n';
}

// A page opened as a file, or a browser that asks nobody, may have the old way only.
async function putOnClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (error) {
    const area = h('textarea', { class: 'quiet', readonly: true, 'aria-hidden': 'true' });
    const before = document.activeElement;
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    if (before) before.focus({ preventScroll: true });
    return done;
  }
}

async function copySource(figure) {
  const done = await putOnClipboard(citation(figure));
  say(done ? 'Copied with its source' : 'This browser does not let a page copy');
}

