// The filtered rows as CSV (RFC 4180), the same bytes as figures.csv has for them.

const TEXT = new Set(raw.text_columns);

// A text that a spreadsheet would take for a formula gets a ' before it, also one that hides such a start behind a '.
function csvCell(column, value) {
  let text = String(value);
  if (TEXT.has(column) && /^'*[=+\-@\t\r]/.test(text)) text = "'" + text;
  return /[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
}

function csvText(list) {
  return [COLUMNS.join(','), ...list.map((figure) => COLUMNS.map((column) => csvCell(column, figure[column])).join(','))]
    .join('\n') + '\n';
}

function downloadCsv() {
  const address = URL.createObjectURL(new Blob([csvText(shown)], { type: 'text/csv;charset=utf-8' }));
  const link = h('a', { href: address, download: shown.length === figures.length ? 'figures.csv' : 'figures-filtered.csv' });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
  say(counted(shown.length, 'row', 'rows') + ' written as CSV');
}

