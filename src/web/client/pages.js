// Each page, first or by Turbo: focus goes where the change is, its title is read out, text fields fit their text.
import { announce } from './words.js';

let first = true;

document.addEventListener('turbo:load', () => {
  const target = document.querySelector('[data-focus]');
  if (target) target.focus();
  else if (!first && !location.hash && !document.querySelector('[autofocus]'))
    document.querySelector('main h1')?.focus({ preventScroll: true });
  if (!first) announce(document.title);
  first = false;
  forgetDone();
  document.querySelectorAll('textarea[data-autosize]').forEach(fit);
  document.querySelectorAll('.h-side').forEach((side) => fitting.observe(side));
  openTarget();
});

// A side column stays in sight while one scrolls, if all of it fits.
const fitting = new ResizeObserver((entries) => {
  for (const { target } of entries)
    target.toggleAttribute('data-fits', target.offsetHeight < innerHeight - 96);
});

// A folded form that the address points at is opened, and its first field takes the focus.
function openTarget() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const fold = target && target.closest('details');
  if (!fold) return;
  fold.open = true;
  target.scrollIntoView({ block: 'center' });
  target.querySelector('input:not([type=hidden]), select, textarea')?.focus({ preventScroll: true });
}
window.addEventListener('hashchange', openTarget);

// A form that came back (422) is rendered without a load.
document.addEventListener('turbo:render', () => document.querySelector('[data-focus]')?.focus());

// A flash message is said once: reloading or sharing the address must not say it again.
function forgetDone() {
  const url = new URL(location.href);
  if (!url.searchParams.has('done')) return;
  url.searchParams.delete('done');
  history.replaceState(history.state, '', url);
}

// "Fill in this field" stands beside its field; in the summary it says which.
function nameFields() {
  for (const link of document.querySelectorAll('.h-errors a[href^="#"]:not([data-named])')) {
    const field = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    const label = field?.closest('.h-choices')?.querySelector('legend') ?? field?.labels?.[0];
    const words = label?.cloneNode(true);
    words?.querySelectorAll('.h-optional').forEach((optional) => optional.remove());
    link.dataset.named = '';
    if (words?.textContent.trim()) link.prepend(`${words.textContent.trim()}: `);
  }
}
document.addEventListener('turbo:load', nameFields);
document.addEventListener('turbo:render', nameFields);

// A link of the error summary leads into its field, not merely to it.
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element && event.target.closest('.h-errors a[href^="#"]');
  const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!field) return;
  event.preventDefault();
  field.closest('details')?.setAttribute('open', '');
  field.focus();
  (field.labels?.[0] ?? field).scrollIntoView({ block: 'center' });
});

function fit(area) {
  if (CSS.supports('field-sizing', 'content')) return; // The style sheet does it.
  area.rows = Math.max(
    Number((area.dataset.rows ??= String(area.rows))),
    Math.min(area.value.split('\n').length + 1, 30),
  );
}

document.addEventListener('input', (event) => {
  if (event.target.matches?.('textarea[data-autosize]')) fit(event.target);
});

// Enter in a field with a button of its own ("Find") presses that one, not the form's: a record cannot be taken back.
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.isComposing || !(event.target instanceof HTMLInputElement)) return;
  const button = event.target.closest('.h-with-button')?.querySelector('button[type=submit]');
  if (!button) return;
  event.preventDefault();
  button.click();
});
