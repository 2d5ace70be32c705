import { describe, expect, it } from 'vitest';
import { otherValue } from './same-values.js';

const JSON_TEXT = '{"host":"db7","port":6543,"on":true,"in":{"deep":[1,"a"]},"since":"2026-01-02","zip":"01234"}';

describe('a tree of settings in another form', () => {
  it.each([
    ['host: localhost\nport: 6543\n', 'a.yaml has "localhost" for host, and a.json has "db7"'],
    ['host: db7\nport: 5432\n', 'a.yaml has 5432 for port, and a.json has 6543'],
    ['on: false\n', 'a.yaml has false for on, and a.json has true'],
    ['in:\n  deep: [1, b]\n', 'a.yaml has "b" for in.deep.1, and a.json has "a"'],
  ])('has another value: %j', (text, said) => {
    expect(otherValue('a.json', JSON_TEXT, 'a.yaml', text)).toBe(said);
  });
  it.each([
    'port: 6543\n# of old\nhost: "db7"\non: true\nin:\n  deep:\n    - 1\n    - a\nsince: 2026-01-02\nzip: 01234\n',
    'host: |\n  db7\n',
    'settings:\n  host: localhost\n',
    'port: "6543"\n',
    'host: [\n',
    '',
  ])('has none: %j', (text) => {
    expect(otherValue('a.json', JSON_TEXT, 'a.yaml', text)).toBeNull();
  });
  it('is no other file', () => {
    expect(otherValue('a.json', JSON_TEXT, 'a.ini', 'host=x\n')).toBeNull();
  });
});
