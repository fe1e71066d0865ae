// The commit button of an import says how many rows are ticked.
document.addEventListener('change', (event) => {
  const form =
    event.target instanceof Element && event.target.closest('[data-import-count]')?.closest('form');
  const words = form?.querySelector('[data-import-words]');
  const bar = words?.closest('[data-import-many]');
  if (!bar) return;
  const count = form.querySelectorAll('[data-import-count] input:checked').length;
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
