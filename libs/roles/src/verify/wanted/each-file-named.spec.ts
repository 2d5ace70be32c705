import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { notInThisFile, wantedInEach } from './each-file-named.js';

const RENAME = 'Rename the setting timeout to limit in a.cfg, b.cfg and c.cfg.';
const SET = 'Set retries to 5 in a.cfg, b.cfg and c.cfg.';
const FILES = ['a.cfg', 'b.cfg', 'c.cfg'];

describe('what is wanted in each file that is named', () => {
  it.each([
    RENAME,
    'In a.cfg, b.cfg and c.cfg rename the setting timeout to limit',
    'Please rename the "timeout" option to "limit" in all a.cfg, b.cfg, and c.cfg.',
    'Rename timeout to limit in a.cfg, in b.cfg and in c.cfg',
  ])('is another name: %s', (told) => {
    expect(wantedInEach(told)).toEqual({ kind: 'renamed', key: 'timeout', to: 'limit', paths: FILES });
  });

  it.each([
    SET,
    'In a.cfg, b.cfg and c.cfg, change the value of retries from 3 to 5',
    'Raise the retries setting to 5 in a.cfg, b.cfg & c.cfg.',
  ])('is a value: %s', (told) => {
    expect(wantedInEach(told)).toEqual({ kind: 'set', key: 'retries', value: '5', paths: FILES });
  });

  it.each([
    'Rename a.cfg to b.cfg.',
    'Rename the class to Foo in a.py.',
    'Rename the user table to accounts in a.sql.',
    'Rename timeout to limit in a.cfg and keep an alias.',
    'Set retries to 5 in a.cfg and mention it in README.md.',
  ])('is nothing here: %s', (told) => {
    expect(wantedInEach(told)).toBeNull();
  });

  it.each<[string, string, string, string, string]>([
    [RENAME, 'b.cfg', 'timeout = 1\n', 'timeout = 1\n', 'timeout bears its old name there'],
    [RENAME, 'b.json', '{"timeout": 1}', '{"timeout": 1, "limit": 1}', 'timeout bears its old name there'],
    [
      'Rename the function foo to bar in a.js and b.js.',
      'b.js',
      'foo();\n',
      '// bar\nfoo();\n',
      'foo bears its old name there',
    ],
    [SET, 'b.cfg', 'retries = 3\n', 'retries = 3\n', 'retries is still 3'],
    [SET, 'b.yaml', 'a: 1\nretries: 15\n', 'a: 5\nretries: 15\n', 'retries is still 15'],
  ])('is not done: %s %s', (told, path, before, text, fault) => {
    expect(notInThisFile(wantedInEach(told)!, path, text, before)).toBe(fault);
  });

  it.each<[string, string, string, string]>([
    [RENAME, 'b.cfg', 'timeout = 1\n', '# once called timeout:\nlimit = 1\n'],
    [RENAME, 'b.cfg', '[a]\ntimeout = 1\n[b]\ntimeout = 1\n', '[a]\nlimit = 1\n[b]\ntimeout = 1\n'],
    [RENAME, 'b.cfg', 'limit = 1\n', 'limit = 1\n'],
    [RENAME, 'b.cfg', 'timeout_ms = 1\nread-timeout = 2\n', 'timeout_ms = 1\nread-timeout = 2\n'],
    ['Rename the function foo to bar in a.js and b.js.', 'b.js', 'log("foo"); // foo\n', 'log("foo"); // foo\n'],
    [SET, 'b.cfg', 'retries = 3\n', 'retries = 5\n'],
    [SET, 'b.cfg', 'retries = 5\n', 'retries = 5\n'],
    [SET, 'b.cfg', 'retries = 5s # at most\n', 'retries = 5s # at most\n'],
    [SET, 'b.cfg', 'other = 3\n', 'other = 3\n'],
    [SET, 'b.md', 'retries: 3\n', 'retries: 3\n'],
    ['Set debug to off in a.cfg and b.cfg.', 'b.cfg', 'debug = false\n', 'debug = false\n'],
  ])('is done, or nobody knows: %s %s %j', (told, path, before, text) => {
    expect(notInThisFile(wantedInEach(told)!, path, text, before)).toBeNull();
  });

  it('is looked for in linear time', () => {
    assertLinear(wantedInEach, 'a.cfg, ', 2000, { start: 'rename x to y in ' });
    assertLinear(wantedInEach, 'a ', 20_000, { start: 'set the ' });
    const wanted = wantedInEach(SET)!;
    assertLinear((text: string) => notInThisFile(wanted, 'a.cfg', text, text), 'retries = 3\n', 5000);
    assertLinear((text: string) => notInThisFile(wantedInEach(RENAME)!, 'a.js', text, text), '"timeout `', 5000);
  });
});
