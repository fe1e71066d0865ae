// Items to record on are found as one types: a combobox over "Find" and "Add", which do the same without this script.
// https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
import { announce } from './words.js';

const WAIT = 150;
let waiting = 0;
let asking = null;

const pickerOf = (field) => (field instanceof HTMLInputElement ? field.closest('[data-item-picker]') : null);
const listOf = (picker) => picker.querySelector('[role=listbox]');
const fieldOf = (picker) => picker.querySelector('[role=combobox]');
const optionsOf = (picker) => [...picker.querySelectorAll('[role=option]')];

document.addEventListener('focusin', ({ target }) => {
  const picker = pickerOf(target);
  if (!picker || target.role === 'combobox' || target.name !== 'itemSearch') return;
  const list = document.createElement('ul');
  list.id = `${target.id}-options`;
  list.className = 'h-suggestions';
  list.hidden = true;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', target.labels[0].textContent);
  target.parentElement.append(list);
  target.autocomplete = 'off';
  target.setAttribute('role', 'combobox');
  target.setAttribute('aria-autocomplete', 'list');
  target.setAttribute('aria-expanded', 'false');
  target.setAttribute('aria-controls', list.id);
});

document.addEventListener('input', ({ target }) => {
  const picker = pickerOf(target);
  if (!picker || target.role !== 'combobox') return;
  clearTimeout(waiting);
  asking?.abort();
  if ([...target.value.trim()].length < 2) close(picker);
  else waiting = setTimeout(() => ask(picker, target), WAIT);
});

async function ask(picker, field) {
  const typed = field.value.trim();
  asking = new AbortController();
  const chosen = [...field.form.elements].filter(({ name }) => /^effects\[\d+\]\[item\]$/.test(name));
  const query = new URLSearchParams([['q', typed], ...chosen.map(({ value }) => ['chosen', value])]);
  try {
    const address = `${picker.dataset.itemPicker}?${query}`;
    const answer = await fetch(address, { signal: asking.signal, headers: { accept: 'application/json' } });
    if (!answer.ok || document.activeElement !== field || field.value.trim() !== typed) return;
    show(picker, await answer.json());
  } catch {
    // Typed on, or no connection: the buttons still work.
  }
}

function show(picker, { items, announce: words }) {
  const list = listOf(picker);
  list.replaceChildren(
    ...items.map(({ ref, title, progress }, index) => {
      const option = document.createElement('li');
      option.id = `${list.id}-${index}`;
      option.dataset.ref = ref;
      option.setAttribute('role', 'option');
      option.setAttribute('aria-selected', 'false');
      option.append(
        part('h-ref', ref, 'ltr'),
        part('h-suggestion-title', title),
        part('h-suggestion-note', progress),
      );
      return option;
    }),
  );
  list.hidden = items.length === 0;
  const field = fieldOf(picker);
  field.setAttribute('aria-expanded', String(items.length > 0));
  field.removeAttribute('aria-activedescendant');
  announce(words);
}

function part(name, text, dir = 'auto') {
  const element = document.createElement('span');
  element.className = name;
  element.dir = dir;
  element.textContent = `${text} `;
  return element;
}

function close(picker) {
  const list = listOf(picker);
  if (!list) return;
  list.hidden = true;
  fieldOf(picker).setAttribute('aria-expanded', 'false');
  fieldOf(picker).removeAttribute('aria-activedescendant');
}

function move(picker, step) {
  const options = optionsOf(picker);
  if (options.length === 0 || listOf(picker).hidden) return false;
  const at = options.findIndex((option) => option.getAttribute('aria-selected') === 'true');
  const next = (at + step + (at < 0 && step < 0 ? 1 : 0) + options.length) % options.length;
  for (const [index, option] of options.entries())
    option.setAttribute('aria-selected', String(index === next));
  fieldOf(picker).setAttribute('aria-activedescendant', options[next].id);
  options[next].scrollIntoView({ block: 'nearest' });
  return true;
}

/** Presses "Add" for it: the server shows the form again with everything kept and the item in it. */
function choose(picker, ref) {
  const select = picker.querySelector('select[name=addItem]');
  if (![...select.options].some(({ value }) => value === ref)) select.add(new Option(ref, ref));
  select.value = ref;
  close(picker);
  fieldOf(picker).value = '';
  picker.querySelector('button[value=effects]').click();
}

// Before the keys of the page: Enter in the field would otherwise press "Find".
document.addEventListener(
  'keydown',
  (event) => {
    const picker = pickerOf(event.target);
    if (!picker || event.isComposing || event.target.role !== 'combobox') return;
    const active = picker.querySelector('[role=option][aria-selected=true]');
    const isOpen = !listOf(picker).hidden;
    if (event.key === 'ArrowDown' && move(picker, 1)) event.preventDefault();
    else if (event.key === 'ArrowUp' && move(picker, -1)) event.preventDefault();
    else if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      close(picker);
    } else if (event.key === 'Enter' && isOpen && active) {
      event.preventDefault();
      event.stopImmediatePropagation();
      choose(picker, active.dataset.ref);
    }
  },
  { capture: true },
);

document.addEventListener('mousedown', (event) => {
  if (event.target instanceof Element && event.target.closest('[data-item-picker] [role=option]'))
    event.preventDefault(); // The field keeps the focus, so that the list stays until the click.
});
document.addEventListener('click', (event) => {
  const option = event.target instanceof Element && event.target.closest('[data-item-picker] [role=option]');
  if (option) choose(option.closest('[data-item-picker]'), option.dataset.ref);
});
document.addEventListener('focusout', ({ target }) => {
  const picker = pickerOf(target);
  if (picker) close(picker);
});
