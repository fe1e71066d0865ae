import { weaknessOf } from './password-rules.js';

const PERSONAL = ['Samina Rehman', 'samina.rehman@example.org', 'Institute of Dull Affairs'];

test.each([
  ['short words', 'password.short'],
  ['elevenchars', 'password.short'],
  ['x'.repeat(201), 'password.long'],
  ['aaaaaaaaaaaa', 'password.common'],
  ['abababababababab', 'password.common'],
  ['123456789012', 'password.common'],
  ['abcdefghijklmnop', 'password.common'],
  ['Password12345', 'password.common'],
  ['P@ssw0rd!2026', 'password.common'],
  ['qwertyuiop123', 'password.common'],
  ['administrator1', 'password.common'],
  ['Welcome123456!', 'password.common'],
  ['samina.rehman1', 'password.personal'],
  ['Institute2026!!', 'password.personal'],
])('refuses %s', (password, weakness) => {
  expect(weaknessOf(password, PERSONAL)).toBe(weakness);
});

test.each([
  'a quiet lake at dawn',
  'correct horse battery staple',
  'kT7#vQ2!mZ9x',
  'نیلا آسمان اور پرانا درخت',
  'samina drinks green tea at noon',
])('takes %s', (password) => {
  expect(weaknessOf(password, PERSONAL)).toBeNull();
});

test('counts characters, not code units', () => {
  expect(weaknessOf('🌊🌲🏔🌧🌕🍂🌾🦉', PERSONAL)).toBe('password.short');
});
