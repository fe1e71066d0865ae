import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icons.js';

export type ButtonLook = 'primary' | 'secondary' | 'danger' | 'quiet';

const classOf = (look: ButtonLook, small?: boolean) =>
  [
    'btn',
    { primary: 'btn-primary', secondary: 'h-btn-secondary', danger: 'h-btn-danger', quiet: 'h-btn-quiet' }[
      look
    ],
    small && 'btn-sm',
  ]
    .filter(Boolean)
    .join(' ');

interface Look {
  children: ComponentChildren;
  look?: ButtonLook;
  small?: boolean;
  icon?: IconName;
}

/** A button that sends its form (or another one, by `form`); says what happens. `confirm` asks first. */
export function Button({
  children,
  look = 'secondary',
  small,
  icon,
  type = 'submit',
  name,
  value,
  form,
  formaction,
  formnovalidate,
  confirm,
  label,
  disabled,
}: Look & {
  type?: 'submit' | 'button' | 'reset';
  name?: string;
  value?: string;
  form?: string;
  formaction?: string;
  formnovalidate?: boolean;
  confirm?: string;
  /** What a screen reader reads where the visible words are too short. */
  label?: string;
  disabled?: boolean;
}) {
  return (
    <button
      type={type}
      class={classOf(look, small)}
      name={name}
      value={value}
      form={form}
      formAction={formaction}
      formNoValidate={formnovalidate}
      data-confirm={confirm}
      aria-label={label}
      disabled={disabled}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

/** A link that looks like a button: goes somewhere, changes nothing. `download` and other files leave Turbo. */
export function LinkButton({
  href,
  children,
  look = 'secondary',
  small,
  icon,
  file,
  shortcut,
}: Look & { href: string; file?: boolean; shortcut?: string }) {
  return (
    <a
      class={classOf(look, small)}
      href={href}
      data-turbo={file ? 'false' : undefined}
      aria-keyshortcuts={shortcut}
    >
      {icon && <Icon name={icon} />}
      {children}
    </a>
  );
}
