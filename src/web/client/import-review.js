// The review of an import: counts what is ticked, steps through what is to be looked at, keys for the rows.
import { saveSoon } from './import-autosave.js';

const form = () => document.querySelector('form:has([data-import-many])');

// The commit button says how many rows are ticked.
document.addEventListener('change', (event) => {
  const here =
    event.target instanceof Element && event.target.closest('[data-import-count]')?.closest('form');
  const words = here?.querySelector('[data-import-words]');
  const bar = words?.closest('[data-import-many]');
  if (!bar) return;
  const count = here.querySelectorAll('[data-import-count] input:checked').length;
  const { importNone, importOne, importMany } = bar.dataset;
  words.textContent =
    count === 0 ? importNone : count === 1 ? importOne : importMany.replace(/\d+/, String(count));
});

// Into the first cell of the row that was just added; without scripts the page shows the row.
document.addEventListener('turbo:load', () => {
  const row = document.querySelector('.h-import-added [data-focus]')?.closest('.h-import-row');
  if (!row) return;
  requestAnimationFrame(() => {
    row.querySelector('textarea').focus({ preventScroll: true });
    // Clear of the bars at the top and the foot.
    row.scrollIntoView({ block: 'center' });
  });
});

// F8 leads to the next cell to be looked at, Shift+F8 back; it works while one types. What was changed is dealt with.
const doubts = () => [...(form()?.querySelectorAll('[data-doubt]:not([data-dealt])') ?? [])];

function step(by) {
  const all = doubts();
  if (all.length === 0) return;
  const here = document.activeElement;
  const after = all.findIndex(
    (doubt) =>
      !doubt.contains(here) && here.compareDocumentPosition(doubt) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  const at = after < 0 ? all.length : after;
  const inside = all.findIndex((doubt) => doubt.contains(here));
  const next = by > 0 ? at % all.length : ((inside >= 0 ? inside : at) - 1 + all.length) % all.length;
  enter(all[next]);
}

function enter(doubt) {
  for (let fold = doubt.closest('details'); fold; fold = fold.parentElement.closest('details'))
    fold.open = true;
  const field = doubt.querySelector('textarea, input:not([type=hidden]), select');
  const target = field ?? doubt;
  if (!field) doubt.tabIndex = -1;
  target.focus({ preventScroll: true });
  doubt.scrollIntoView({ block: 'center' });
}

document.addEventListener('input', (event) => {
  event.target.closest?.('[data-doubt]')?.setAttribute('data-dealt', '');
});

document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element)) return;
  if (event.target.closest('[data-import-steps] button')) step(1);
  else if (event.target.closest('[data-import-next]') && doubts()[0]) {
    event.preventDefault();
    enter(doubts()[0]);
  }
});

// j and k go from row to row, x takes it or leaves it out; never while one types.
const isTyping = (element) =>
  element.matches?.(
    'textarea, select, input:not([type=checkbox], [type=radio], [type=submit], [type=button])',
  );

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || !form()) return;
  if (document.querySelector('dialog[open]')) return;
  if (event.key === 'F8') {
    event.preventDefault();
    step(event.shiftKey ? -1 : 1);
  } else if (!isTyping(event.target) && ['j', 'k', 'x'].includes(event.key)) toRow(event.key);
});

function toRow(key) {
  const rows = [...form().querySelectorAll('.h-import-row')];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const boxOf = (row) => row?.querySelector('[data-import-count] input');
  if (key === 'x') return boxOf(rows[at])?.click();
  const next = rows[Math.min(Math.max(at + (key === 'j' ? 1 : -1), 0), rows.length - 1)];
  boxOf(next)?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: 'start' });
}

// A passage of the document leads to the row that was read from it, as its mark in the margin does.
document.addEventListener('click', (event) => {
  const line = event.target instanceof Element && event.target.closest('.h-document-found');
  if (!line || event.target.closest('a') || String(getSelection()) !== '') return;
  line.querySelector('a.h-mark')?.click();
});

// A file that is too large is said before it is sent.
document.addEventListener('change', (event) => {
  const drop = event.target instanceof HTMLInputElement && event.target.closest('[data-most-bytes]');
  if (!drop) return;
  const isTooLarge = (event.target.files[0]?.size ?? 0) > Number(drop.dataset.mostBytes);
  drop.querySelector('[data-too-large-said]')?.remove();
  event.target.setAttribute('aria-invalid', String(isTooLarge));
  if (!isTooLarge) return;
  const said = document.createElement('p');
  said.className = 'h-field-error';
  said.dataset.tooLargeSaid = '';
  said.setAttribute('role', 'alert');
  said.textContent = drop.dataset.tooLarge;
  drop.append(said);
});

document.addEventListener(
  'submit',
  (event) => {
    const said = event.target.querySelector?.('[data-too-large-said]');
    if (!said) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    said.closest('[data-most-bytes]').querySelector('input').focus();
  },
  true,
);

for (const kind of ['input', 'change'])
  document.addEventListener(kind, (event) => {
    const here = event.target.closest?.('form');
    if (here && here === form()) saveSoon(here);
  });
