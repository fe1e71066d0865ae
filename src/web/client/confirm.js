// Asks before what cannot be undone (data-confirm on the button), and sends a form only once.

const sending = new WeakSet();

document.addEventListener(
  'submit',
  (event) => {
    const form = event.target;
    const button = event.submitter;
    const question = button?.dataset.confirm;
    const dialog = document.getElementById('confirm');
    if (question && dialog instanceof HTMLDialogElement && button.dataset.confirmed === undefined) {
      event.preventDefault();
      event.stopImmediatePropagation();
      ask(dialog, question, () => {
        button.dataset.confirmed = '';
        form.requestSubmit(button);
        delete button.dataset.confirmed;
      });
      return;
    }
    if (form.method === 'dialog' || form.method === 'get') return;
    if (sending.has(form)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    sending.add(form);
    // The button stays enabled for assistive technology; a form whose answer is a file comes back by itself.
    for (const each of form.querySelectorAll('button[type=submit]'))
      each.setAttribute('aria-disabled', 'true');
    if (form.dataset.turbo === 'false') setTimeout(() => release(form), 4000);
  },
  true,
);

document.addEventListener('turbo:submit-end', (event) => release(event.target));
window.addEventListener('pageshow', () => document.querySelectorAll('form').forEach(release));

function release(form) {
  sending.delete(form);
  for (const each of form.querySelectorAll('button[aria-disabled]')) each.removeAttribute('aria-disabled');
}

function ask(dialog, question, goOn) {
  dialog.querySelector('#confirm-text').textContent = question;
  dialog.returnValue = 'no';
  dialog.addEventListener('close', () => dialog.returnValue === 'yes' && goOn(), { once: true });
  dialog.showModal();
}
