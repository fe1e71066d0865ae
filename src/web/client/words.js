/** Sentences and addresses that the server left for scripts in #client-words. */
export const words = () => document.getElementById('client-words')?.dataset ?? {};

/** Reads a sentence out to screen readers. */
export function announce(text) {
  const region = document.getElementById('announcer');
  if (!region) return;
  region.textContent = '';
  requestAnimationFrame(() => (region.textContent = text));
}
