// Rows: j and k move, Enter or a click opens, x selects; the bulk bar shows while something is selected.

const rows = () => [
  ...document.querySelectorAll(
    'table[data-rows] tbody tr[data-href], table[data-rows] tbody tr:has([data-select])',
  ),
];
const current = () => document.querySelector('tr[data-current]');

export function move(step) {
  const all = rows();
  if (all.length === 0) return;
  const at = all.indexOf(current());
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  current()?.removeAttribute('data-current');
  next.setAttribute('data-current', '');
  (next.querySelector('th a[href], td a[href]') ?? next).focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
}

export function toggleCurrent() {
  const box = current()?.querySelector('[data-select]');
  if (box) box.click();
}

document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element)) return;
  const row = event.target.closest('tr[data-href]');
  const busy = event.target.closest('a, button, input, select, label, summary, textarea');
  if (!row || busy || event.defaultPrevented || String(getSelection()) !== '') return;
  const link =
    row.querySelector(`a[href="${CSS.escape(row.dataset.href)}"]`) ?? row.querySelector('th a[href]');
  link?.click();
});

document.addEventListener('change', (event) => {
  const box = event.target;
  if (box.matches?.('[data-select-all]')) {
    for (const each of box.closest('table').querySelectorAll('[data-select]')) each.checked = box.checked;
  } else if (box.matches?.('[data-select]')) {
    // An item of several actors stands under each of them.
    for (const same of box.form?.elements ?? []) if (isTwin(same, box)) same.checked = box.checked;
  }
  if (box.matches?.('[data-select], [data-select-all], [data-select-matching]')) showBars();
});

const isTwin = (one, other) =>
  one !== other && one.matches('[data-select]') && one.name === other.name && one.value === other.value;

document.addEventListener('turbo:load', showBars);

function showBars() {
  for (const bar of document.querySelectorAll('form[data-bulk]')) {
    const boxes = [...bar.elements].filter((field) => field.matches('[data-select]'));
    const count = new Set(boxes.filter((box) => box.checked).map((box) => box.value)).size;
    const whole = bar.querySelector('[data-select-matching]')?.checked ?? false;
    bar.toggleAttribute('data-shown', count > 0 || whole);
    for (const button of bar.querySelectorAll('[data-picked-only] button')) button.disabled = whole;
    const output = bar.querySelector('[data-bulk-count]');
    if (output)
      output.textContent = whole
        ? ''
        : (bar.dataset[count === 1 ? 'one' : 'many'] ?? '#').replace('#', String(count));
    for (const box of boxes) box.closest('tr')?.toggleAttribute('data-selected', box.checked);
  }
}

/** Ticks every row of the page, or none where all are ticked. */
export function toggleAll() {
  document.querySelector('[data-select-all]')?.click();
}

/** Leads from the rows to what can be done with them. */
export function goToBar() {
  document.querySelector('form[data-bulk][data-shown] button:not(:disabled)')?.focus();
}
