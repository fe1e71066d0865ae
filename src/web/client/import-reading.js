// While a document is being read its page asks how far that is; without scripts the page reloads itself.

const EVERY_MS = 1500;

document.addEventListener('turbo:load', () => {
  const reading = document.querySelector('[data-reading]');
  if (reading) setTimeout(look, EVERY_MS, reading);
});

async function look(reading) {
  if (!reading.isConnected) return;
  const page = await fetch(location.href, { headers: { accept: 'text/html' } })
    .then((answer) => answer.text())
    .catch(() => null);
  if (!reading.isConnected) return;
  // The server may be away for a moment.
  const now =
    page !== null && new DOMParser().parseFromString(page, 'text/html').querySelector('[data-reading]');
  if (now === null) return go();
  for (const part of now ? reading.querySelectorAll('[data-reading-part]') : []) {
    const text = now.querySelector(`[data-reading-part="${part.dataset.readingPart}"]`)?.textContent ?? '';
    if (part.textContent !== text) part.textContent = text;
  }
  setTimeout(look, EVERY_MS, reading);
}

function go() {
  if (window.Turbo) window.Turbo.visit(location.href, { action: 'replace' });
  else location.reload();
}
