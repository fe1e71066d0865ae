// Adds and removes rows of a repeatable group without asking the server (which can do the same).
import { announce } from './words.js';

document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element)) return;
  const add = event.target.closest('[data-repeat-add]');
  const remove = event.target.closest('[data-repeat-remove]');
  const group = (add ?? remove)?.closest('[data-repeat]');
  if (!group) return;
  event.preventDefault();
  if (add) addRow(group);
  else removeRow(group, remove.closest('[data-repeat-row]'));
  group.dispatchEvent(new Event('input', { bubbles: true }));
});

const rowsOf = (group) => [...group.querySelectorAll(':scope > [data-repeat-rows] > [data-repeat-row]')];

function addRow(group) {
  const rows = rowsOf(group);
  if (rows.length >= Number(group.dataset.repeatMax)) return;
  const row = group.querySelector(':scope > template').content.firstElementChild.cloneNode(true);
  // Above every index that was ever used, so that removed rows leave no double names.
  const index = Number(group.dataset.repeatNext ?? rows.length);
  group.dataset.repeatNext = String(index + 1);
  for (const element of [row, ...row.querySelectorAll('*')])
    for (const attribute of element.attributes)
      if (attribute.value.includes('__index__') || attribute.value.includes('-index-'))
        attribute.value = attribute.value.replaceAll('__index__', index).replaceAll('-index-', `-${index}-`);
  group.querySelector(':scope > [data-repeat-rows]').append(row);
  number(group);
  row.querySelector('input:not([type=hidden]), select, textarea')?.focus();
  announce(group.dataset.repeatAnnounce);
}

function removeRow(group, row) {
  const rows = rowsOf(group);
  group.dataset.repeatNext ??= String(rows.length);
  const neighbour = rows[rows.indexOf(row) + 1] ?? rows[rows.indexOf(row) - 1];
  row.remove();
  number(group);
  (neighbour?.querySelector('input, select, textarea') ?? group.querySelector('[data-repeat-add]')).focus();
}

function number(group) {
  rowsOf(group).forEach((row, index) => {
    const legend = row.querySelector('[data-repeat-legend]');
    if (legend) legend.textContent = legend.textContent.replace(/\d+/, String(index + 1));
  });
}
