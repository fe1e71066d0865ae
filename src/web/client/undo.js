// The button that takes back what was just done goes after ten seconds, but not while one is about to press it.
const SECONDS = 10;
let timer = 0;

document.addEventListener('turbo:load', () => {
  clearTimeout(timer);
  if (document.querySelector('[data-undo]')) timer = setTimeout(hide, SECONDS * 1000);
});

function hide() {
  const form = document.querySelector('[data-undo]');
  if (!form) return;
  const flash = form.closest('[data-flash]');
  if (flash.matches(':hover') || flash.contains(document.activeElement)) timer = setTimeout(hide, 2000);
  else form.remove();
}

export function undo() {
  document.querySelector('[data-undo]')?.requestSubmit();
}

// What was done is not to be undone from a page that is shown again.
document.addEventListener('turbo:before-cache', () => document.querySelector('[data-undo]')?.remove());
