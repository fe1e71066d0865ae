// The search box offers what is found while one types: a combobox with a list. Without this script it is a plain form.
// https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
import { announce } from './words.js';

const WAIT = 150;
let waiting = 0;
let asking = null;

const fieldOf = (target) =>
  target instanceof HTMLInputElement && target.matches('form[data-suggest] input') ? target : null;
const listOf = (field) => document.getElementById(`${field.id}-suggestions`);
const optionsOf = (field) => [...(listOf(field)?.querySelectorAll('[role=option]') ?? [])];
const isOpen = (field) => field.getAttribute('aria-expanded') === 'true';

document.addEventListener('focusin', ({ target }) => {
  const field = fieldOf(target);
  if (!field || field.role === 'combobox') return;
  const list = document.createElement('ul');
  list.id = `${field.id}-suggestions`;
  list.className = 'h-suggestions';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', field.labels[0].textContent);
  list.hidden = true;
  field.form.append(list);
  for (const [name, value] of Object.entries({
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': list.id,
  }))
    field.setAttribute(name, value);
});

document.addEventListener('input', ({ target }) => {
  const field = fieldOf(target);
  if (!field) return;
  clearTimeout(waiting);
  asking?.abort();
  if ([...field.value.trim()].length < 2) close(field);
  else waiting = setTimeout(() => ask(field), WAIT);
});

async function ask(field) {
  const typed = field.value.trim();
  asking = new AbortController();
  try {
    const address = `${field.form.dataset.suggest}?${new URLSearchParams({ q: typed })}`;
    const answer = await fetch(address, { signal: asking.signal, headers: { accept: 'application/json' } });
    if (!answer.ok || document.activeElement !== field || field.value.trim() !== typed) return;
    show(field, await answer.json());
  } catch {
    // Typed on, or no connection: the form still works.
  }
}

function show(field, { hits, all, announce: words }) {
  const list = listOf(field);
  if (!list) return;
  const options = hits.map((hit) =>
    option(hit.href, [
      part('h-suggestion-title', 'auto', marked(hit.title)),
      part('h-suggestion-note', 'auto', [hit.note]),
      part('h-suggestion-kind', null, [hit.kind]),
    ]),
  );
  options.push(option(all.href, [part('h-suggestion-all', 'auto', [all.text])]));
  options.forEach((one, n) => (one.id = `${list.id}-${n}`));
  list.replaceChildren(...options);
  list.hidden = false;
  field.setAttribute('aria-expanded', 'true');
  field.removeAttribute('aria-activedescendant');
  announce(words);
}

function option(href, parts) {
  const one = document.createElement('li');
  one.setAttribute('role', 'option');
  one.setAttribute('aria-selected', 'false');
  one.dataset.href = href;
  one.append(...parts);
  return one;
}

function part(className, dir, contents) {
  const span = document.createElement('span');
  span.className = className;
  if (dir) span.dir = dir;
  span.append(...contents);
  return span;
}

// Text and <mark>, never markup from what was found.
function marked({ text, marks }) {
  const parts = [];
  let at = 0;
  for (const [from, to] of marks) {
    const mark = document.createElement('mark');
    mark.textContent = text.slice(from, to);
    parts.push(text.slice(at, from), mark);
    at = to;
  }
  return [...parts, text.slice(at)];
}

function close(field) {
  clearTimeout(waiting);
  asking?.abort();
  const list = listOf(field);
  if (list) list.hidden = true;
  if (field.hasAttribute('aria-expanded')) field.setAttribute('aria-expanded', 'false');
  field.removeAttribute('aria-activedescendant');
}

function choose(field, step) {
  const options = optionsOf(field);
  const at = options.findIndex((one) => one.getAttribute('aria-selected') === 'true');
  // Before the first and after the last stands what was typed.
  const next = at === -1 && step < 0 ? options.length - 1 : at + step;
  options[at]?.setAttribute('aria-selected', 'false');
  const chosen = options[next];
  chosen?.setAttribute('aria-selected', 'true');
  chosen?.scrollIntoView({ block: 'nearest' });
  if (chosen) field.setAttribute('aria-activedescendant', chosen.id);
  else field.removeAttribute('aria-activedescendant');
}

function open(field, one) {
  close(field);
  if (window.Turbo) window.Turbo.visit(one.dataset.href);
  else location.assign(one.dataset.href);
}

// Before the other keys of a page: Escape closes the list, not the menu around it.
document.addEventListener(
  'keydown',
  (event) => {
    const field = fieldOf(event.target);
    if (!field || event.isComposing || !isOpen(field)) return;
    const chosen = optionsOf(field).find((one) => one.getAttribute('aria-selected') === 'true');
    if (event.key === 'ArrowDown') choose(field, 1);
    else if (event.key === 'ArrowUp') choose(field, -1);
    else if (event.key === 'Enter' && chosen) open(field, chosen);
    else if (event.key === 'Escape') close(field);
    else return;
    event.preventDefault();
    event.stopPropagation();
  },
  true,
);

// The focus stays in the field while one clicks.
document.addEventListener('mousedown', (event) => {
  if (event.target instanceof Element && event.target.closest('.h-suggestions')) event.preventDefault();
});

document.addEventListener('click', ({ target }) => {
  const one = target instanceof Element && target.closest('.h-suggestions [role=option]');
  const field = one && one.closest('form').querySelector('input[role=combobox]');
  if (field) open(field, one);
});

document.addEventListener('focusout', ({ target }) => {
  const field = fieldOf(target);
  if (field) close(field);
});

document.addEventListener('submit', ({ target }) => {
  const field = target instanceof Element && target.querySelector('input[role=combobox]');
  if (field) close(field);
});

document.addEventListener('turbo:before-cache', () => {
  for (const list of document.querySelectorAll('.h-suggestions')) list.remove();
  for (const field of document.querySelectorAll('form[data-suggest] input'))
    for (const name of [
      'role',
      'aria-autocomplete',
      'aria-expanded',
      'aria-controls',
      'aria-activedescendant',
    ])
      field.removeAttribute(name);
});
