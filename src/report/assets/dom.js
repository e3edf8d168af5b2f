// Elements made of text: nothing of a document ever passes through an HTML parser.

const $ = (selector, root) => (root || document).querySelector(selector);
const $$ = (selector, root) => Array.from((root || document).querySelectorAll(selector));

// h('a', {class: 'x', href: '#y', onclick: f}, 'text', node, …)
function h(tag, props, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ''));
  return element;
}

// Words about what was done, for a moment.
let unsaid = 0;
function say(text) {
  $('#said').textContent = text;
  clearTimeout(unsaid);
  unsaid = setTimeout(() => { $('#said').textContent = ''; }, 4000);
}

// "1234567.5" → "1,234,567.5", without passing through a float.
function grouped(number) {
  const [whole, part] = String(number).split('.');
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (part ? '.' + part : '');
}

function counted(count, one, many) { return grouped(count) + ' ' + (count === 1 ? one : many); }

