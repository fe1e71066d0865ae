// Keeps a review while one works on it. The server has one version of it: a save that comes from an older one is
// refused (412), and the button "Save" then shows both.

const WAIT_MS = 1200;
const AGAIN_MS = 10_000;

/** Of the review on the page: what is not saved yet, the save that is under way. */
let state = fresh(null);
function fresh(form) {
  return { form, changed: false, saving: null, timer: 0, isStale: false, isSent: false };
}

const line = (form) => form.querySelector('[data-autosave]');
const say = (form, words) => {
  const region = line(form);
  if (region && region.textContent !== words) region.textContent = words;
};

export function saveSoon(form) {
  if (!line(form)) return;
  if (state.form !== form) state = fresh(form);
  state.changed = true;
  if (state.isStale) return;
  say(form, line(form).dataset.unsaved);
  later(WAIT_MS);
}

function later(wait) {
  clearTimeout(state.timer);
  state.timer = setTimeout(save, wait);
}

/** @returns whether everything is saved */
function save() {
  const mine = state;
  clearTimeout(mine.timer);
  if (mine.saving) return mine.saving.then(() => (mine.changed ? save() : true));
  if (!mine.form?.isConnected || !mine.changed || mine.isStale || mine.isSent)
    return Promise.resolve(!mine.changed);
  mine.changed = false;
  mine.saving = send(mine).finally(() => (mine.saving = null));
  return mine.saving;
}

async function send(mine) {
  const { form } = mine;
  const { autosave, saving, stale, failed } = line(form).dataset;
  say(form, saving);
  const sent = new FormData(form);
  const answer = await fetch(autosave, { method: 'POST', body: new URLSearchParams(sent) }).catch(() => null);
  const saved = answer?.ok ? await answer.json().catch(() => null) : null;
  if (saved) {
    form.elements.version.value = saved.version;
    show(form, sent, saved);
    if (!mine.changed) say(form, saved.words);
    return true;
  }
  mine.changed = true;
  mine.isStale = answer?.status === 412;
  say(form, mine.isStale ? stale : failed);
  if (!mine.isStale) later(AGAIN_MS);
  return false;
}

/** What follows from what was typed, unless one has typed on there. */
function show(form, sent, { fields, due }) {
  for (const [name, value] of Object.entries(fields)) {
    const field = form.elements.namedItem(name);
    if (field && 'value' in field && field.value === sent.get(name)) field.value = value;
  }
  for (const place of form.querySelectorAll('[data-due]')) {
    const words = due[place.dataset.due];
    if (words !== undefined && place.textContent !== words) place.textContent = words;
  }
}

// A form that is sent carries the version of the save before it. This stands before confirm.js, which lets a form be
// sent only once.
addEventListener(
  'submit',
  (event) => {
    const { form, saving } = state;
    if (event.target !== form || !saving) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    void saving.then(() => form.requestSubmit(event.submitter));
  },
  true,
);
document.addEventListener('submit', (event) => {
  if (event.target !== state.form) return;
  clearTimeout(state.timer);
  state.isSent = true;
});
document.addEventListener('turbo:submit-end', (event) => {
  if (event.target === state.form && !event.detail.success) state.isSent = false;
});

const isUnsaved = () => state.form?.isConnected && !state.isSent && (state.changed || state.saving !== null);

// Leaving by a link of ours saves first, and asks where that fails; leaving Heed asks.
document.addEventListener('turbo:before-visit', (event) => {
  if (!isUnsaved()) return;
  event.preventDefault();
  const { form } = state;
  const { leave } = line(form).dataset;
  void save().then((isSaved) => {
    if (!isSaved && !window.confirm(leave)) return;
    state = fresh(null);
    window.Turbo.visit(event.detail.url);
  });
});

addEventListener('beforeunload', (event) => {
  if (!isUnsaved()) return;
  void save();
  event.preventDefault();
});
