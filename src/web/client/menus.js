// Menus made of <details>: one open at a time, closed by Escape and by a click elsewhere.

const open = () => document.querySelectorAll('details:is(.h-menu, .h-person, .h-row-actions)[open]');

document.addEventListener('click', (event) => {
  for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  for (const menu of open()) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
});

document.addEventListener('turbo:before-cache', () => {
  for (const menu of open()) menu.open = false;
});
