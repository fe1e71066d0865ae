// Keys for people who live in the lists: / g-o g-i g-d n j k x a b u ? — never while typing, never with Ctrl, Alt or Meta.
import { goToBar, move, toggleAll, toggleCurrent } from './lists.js';
import { undo } from './undo.js';
import { words } from './words.js';

let waitsAfterG = 0;

const typing = (element) =>
  element instanceof HTMLElement &&
  (element.isContentEditable ||
    element.matches(
      'textarea, select, input:not([type=checkbox], [type=radio], [type=submit], [type=button])',
    ));

const visit = (address) => address && (window.Turbo ? window.Turbo.visit(address) : location.assign(address));

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || event.isComposing) return;
  if (typing(event.target) || document.querySelector('dialog[open]')) return;
  if (act(event.key)) event.preventDefault();
});

function act(key) {
  if (Date.now() - waitsAfterG < 1500) {
    waitsAfterG = 0;
    const page = { o: 'overview', i: 'items', d: 'overdue' }[key];
    if (page) visit(words()[page]);
    return Boolean(page);
  }
  if (key === 'g') waitsAfterG = Date.now();
  else if (key === '/') search();
  else if (key === 'n') visit(words().record);
  else if (key === 'j') move(1);
  else if (key === 'k') move(-1);
  else if (key === 'x') toggleCurrent();
  else if (key === 'a') toggleAll();
  else if (key === 'b') goToBar();
  else if (key === 'u') undo();
  else if (key === '?') help();
  else return false;
  return true;
}

function search() {
  const field = [...document.querySelectorAll('.h-search input')].find(
    (input) => input.offsetParent !== null,
  );
  if (field) {
    field.focus();
    field.select();
    return;
  }
  const menu = document.querySelector('.h-menu');
  if (!menu) return;
  menu.open = true;
  menu.querySelector('.h-search input')?.focus();
}

const help = () => document.getElementById('shortcuts')?.showModal();

document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element) || !event.target.closest('[data-shortcut-help]')) return;
  event.target.closest('details')?.removeAttribute('open');
  help();
});
