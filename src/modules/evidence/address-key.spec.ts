import { expect, test } from '@jest/globals';
import { addressKey } from './address-key.js';

test.each([
  'http://courier.example/2026/posts',
  'https://www.courier.example/2026/posts/',
  'https://courier.example/2026/posts#comments',
  'https://COURIER.example/2026/posts?utm_source=x&utm_medium=y&fbclid=z',
])('%s is one and the same address', (address) => {
  expect(addressKey(address)).toBe('courier.example/2026/posts');
});

test('what tells two pages apart stays', () => {
  expect(addressKey('https://courier.example/?id=2&lang=en')).toBe('courier.example?id=2&lang=en');
  expect(addressKey('https://courier.example/?lang=en&id=2')).toBe('courier.example?id=2&lang=en');
  expect(addressKey('https://courier.example/Posts')).not.toBe(addressKey('https://courier.example/posts'));
  expect(addressKey('https://courier.example:8443/')).toBe('courier.example:8443');
});

test.each(['', 'courier.example', 'javascript:alert(1)', 'ftp://courier.example/x'])(
  '“%s” is no web address',
  (address) => {
    expect(addressKey(address)).toBeNull();
  },
);
