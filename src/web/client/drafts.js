// Keeps what is typed into a long form (data-draft="key") in this browser until the form has been sent.
import { words } from './words.js';

const keyOf = (form) => `heed-draft:${form.dataset.draft}`;
const skipped = new Set(['_csrf', 'idempotencyKey']);
const timers = new WeakMap();

const fieldsOf = (form) =>
  [...form.elements].filter(
    (field) =>
      field.name &&
      !skipped.has(field.name) &&
      !['file', 'password', 'hidden', 'submit', 'button'].includes(field.type),
  );

function store(action) {
  try {
    return action(localStorage);
  } catch {
    return null; // Storage may be full or forbidden: then there is no draft.
  }
}

function save(form) {
  const draft = fieldsOf(form)
    .filter((field) => !['checkbox', 'radio'].includes(field.type) || field.checked)
    .map((field) => [field.name, field.value]);
  store((storage) => storage.setItem(keyOf(form), JSON.stringify(draft)));
}

document.addEventListener('input', (event) => {
  const form = event.target.form;
  if (form?.dataset.draft === undefined) return;
  clearTimeout(timers.get(form));
  timers.set(
    form,
    setTimeout(() => save(form), 400),
  );
});

// A form that is refused may come back under another key (from a fold of a page, as a page of its own): both drafts
// are done with when it is carried out.
const refused = new Map();

document.addEventListener('turbo:submit-end', (event) => {
  const form = event.target;
  if (form.dataset.draft === undefined) return;
  clearTimeout(timers.get(form));
  const keys = [keyOf(form), ...(refused.get(form.action) ?? [])];
  refused.delete(form.action);
  if (event.detail.success) store((storage) => keys.forEach((key) => storage.removeItem(key)));
  else refused.set(form.action, keys);
});

// Drafts may hold what only this person may see: they go when the person goes.
document.addEventListener('submit', (event) => {
  if (!event.target.hasAttribute('data-sign-out')) return;
  store((storage) => {
    for (const key of Object.keys(storage)) if (key.startsWith('heed-draft:')) storage.removeItem(key);
  });
});

document.addEventListener('turbo:load', () => {
  for (const form of document.querySelectorAll('form[data-draft]')) {
    // A form that came back with errors already holds what was typed.
    if (!form.querySelector('[data-focus]')) restore(form);
  }
});

function restore(form) {
  const draft = store((storage) => JSON.parse(storage.getItem(keyOf(form)) ?? 'null'));
  if (!Array.isArray(draft)) return;
  const left = draft.map(([name, value]) => ({ name, value }));
  let changed = false;
  for (const field of fieldsOf(form)) {
    const ticks = field.type === 'checkbox' || field.type === 'radio';
    const index = left.findIndex(
      ({ name, value }) => name === field.name && (!ticks || value === field.value),
    );
    const kept = index < 0 ? null : left.splice(index, 1)[0];
    if (ticks) {
      changed ||= field.checked !== Boolean(kept);
      field.checked = Boolean(kept);
    } else if (kept && kept.value !== field.value) {
      field.value = kept.value;
      changed = true;
    }
  }
  if (changed) tell(form);
}

function tell(form) {
  const notice = document.createElement('p');
  const discard = document.createElement('button');
  notice.className = 'h-flash';
  notice.setAttribute('role', 'status');
  notice.textContent = words().draftRestored;
  discard.type = 'button';
  discard.className = 'btn btn-sm h-btn-quiet';
  discard.textContent = words().draftDiscard;
  discard.addEventListener('click', () => {
    store((storage) => storage.removeItem(keyOf(form)));
    form.reset();
    notice.remove();
  });
  notice.append(discard);
  form.prepend(notice);
}
