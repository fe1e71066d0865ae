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
  const offers = document.querySelector('[data-unfinished]');
  if (offers) offerUnfinished(offers, offers.parentElement.querySelector('form[data-draft]'));
});

/** An update that was begun for other items than those of this form is offered as a link to its form. */
function offerUnfinished(offers, form) {
  const [person] = form.dataset.draft.split('-');
  const prefix = `heed-draft:${person}-evidence-`;
  const keys = store((storage) => Object.keys(storage).filter((key) => key.startsWith(prefix))) ?? [];
  for (const key of keys.filter((one) => one !== keyOf(form))) {
    const refs = (key.slice(prefix.length).match(/[A-Za-z0-9-]+?\.[AR]\d+/g) ?? []).map((ref) =>
      ref.replace(/^-/, ''),
    );
    if (refs.length === 0) continue;
    const notice = noticeOf(offers.dataset.words, offers.dataset.discard, () => {
      store((storage) => storage.removeItem(key));
    });
    const link = document.createElement('a');
    link.href = `${offers.dataset.unfinished}?${new URLSearchParams(refs.map((ref) => ['items', ref]))}`;
    link.dir = 'ltr';
    link.textContent = refs.join(', ');
    notice.firstElementChild.append(' ', link);
    offers.before(notice);
  }
}

/** Rows that were added by hand are not there yet; their fields are named by where they stand now. */
function withRows(form, draft) {
  let left = draft.map(([name, value]) => ({ name, value }));
  for (const group of form.querySelectorAll('[data-repeat]')) {
    const row = new RegExp(`^${group.dataset.repeat}\\[(\\d+)\\]`);
    const indexOf = (name) => row.exec(name)?.[1];
    const saved = [...new Set(left.map(({ name }) => indexOf(name)).filter(Boolean))];
    const rows = () => [...group.querySelectorAll(':scope > [data-repeat-rows] > [data-repeat-row]')];
    while (rows().length < saved.length && rows().length < Number(group.dataset.repeatMax)) {
      const count = rows().length;
      group.querySelector(':scope > [data-repeat-add]').click();
      if (rows().length === count) break;
    }
    const there = rows().map((one) => indexOf(one.querySelector('[name]')?.name ?? ''));
    left = left.map(({ name, value }) => {
      const at = saved.indexOf(indexOf(name) ?? '');
      return at < 0
        ? { name, value }
        : { name: name.replace(row, `${group.dataset.repeat}[${there[at]}]`), value };
    });
  }
  return left;
}

function restore(form) {
  const draft = store((storage) => JSON.parse(storage.getItem(keyOf(form)) ?? 'null'));
  if (!Array.isArray(draft)) return;
  const left = withRows(form, draft);
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
  const notice = noticeOf(words().draftRestored, words().draftDiscard, () => {
    store((storage) => storage.removeItem(keyOf(form)));
    form.reset();
  });
  form.prepend(notice);
}

/** A sentence with a button that discards what it tells of. */
function noticeOf(text, discardWords, discard) {
  const notice = document.createElement('div');
  const sentence = document.createElement('p');
  const button = document.createElement('button');
  notice.className = 'h-flash';
  notice.setAttribute('role', 'status');
  sentence.textContent = text;
  button.type = 'button';
  button.className = 'btn btn-sm h-btn-quiet';
  button.textContent = discardWords;
  button.addEventListener('click', () => {
    discard();
    notice.remove();
  });
  notice.append(sentence, button);
  return notice;
}
