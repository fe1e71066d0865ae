import { describe, expect, test } from '@jest/globals';
import { withDatabase, withSettings, withoutPassword } from './connection-url.js';

describe('connection URLs', () => {
  test.each([
    ['postgresql://a:b@h/d', 'postgresql://a:b@h/d?options=-c%20role%3Dheed_app'],
    [
      'postgresql://a:b@h/d?sslmode=require',
      'postgresql://a:b@h/d?sslmode=require&options=-c%20role%3Dheed_app',
    ],
    ['postgresql://a@/d?host=/run/pg', 'postgresql://a@/d?host=%2Frun%2Fpg&options=-c%20role%3Dheed_app'],
    ['postgresql://h/d?options=-c%20x%3D1', 'postgresql://h/d?options=-c%20x%3D1%20-c%20role%3Dheed_app'],
  ])('%s with a setting', (url, expected) => {
    expect(withSettings(url, { role: 'heed_app' })).toBe(expected);
    expect(withSettings(url, {})).toBe(url.replace('host=/run/pg', 'host=%2Frun%2Fpg'));
  });

  test.each([
    ['postgresql://a:b@h:5/d', 'postgresql://a:b@h:5/other'],
    ['postgresql://a:b@h:5', 'postgresql://a:b@h:5/other'],
    ['postgresql://a:b@h/d?sslmode=require', 'postgresql://a:b@h/other?sslmode=require'],
    ['postgres://h?x=1', 'postgres://h/other?x=1'],
  ])('%s with another database', (url, expected) => {
    expect(withDatabase(url, 'other')).toBe(expected);
  });

  test('show no password in messages', () => {
    expect(withoutPassword('postgresql://me:s%40cret@h/d')).toBe('postgresql://me@h/d');
    expect(withoutPassword('postgresql://h/d?user=me&password=secret&x=1')).not.toContain('secret');
    expect(withoutPassword('postgresql://me@h/d')).toBe('postgresql://me@h/d');
  });
});
