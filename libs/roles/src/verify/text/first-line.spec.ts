import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { entryLost, firstLineLost } from './first-line.js';

const BOOKS = 'title,year\nWar,1869\nMagic,1967\n';
const OPS = '# Ops\n\n- Logs: see /var/log/\n';
const SCRIPT = '#!/bin/sh\necho hi\n';

describe('the first line', () => {
  it.each<[string, string, string, string]>([
    ['books.csv', 'Magic,1967\nWar,1869\n', BOOKS, 'sort the rows by year'],
    ['books.csv', 'Magic,1967\nWar,1869\ntitle,year\n', BOOKS, 'sort the rows by year'],
    ['ops.md', '- Logs: see /var/log/\n- More\n', OPS, 'add an entry'],
    ['a.sh', 'echo hi\necho there\n', SCRIPT, 'greet once more'],
  ])('of %s is lost: %#', (path, text, before, asked) => {
    expect(firstLineLost(path, text, before, asked)).not.toBeNull();
  });

  it.each<[string, string, string | null, string]>([
    ['books.csv', 'title,year,pages\nWar,1869,900\n', BOOKS, 'add the pages'],
    ['books.csv', 'War,1869\nMagic,1967\n', BOOKS, 'remove the header'],
    ['words.csv', 'b,a\na,b\n', 'a,b\nb,a\n', 'sort the rows'],
    ['ops.md', '# Operations\n\n- Logs: see /var/log/\n', OPS, 'write it out'],
    ['ops.md', '- Logs: see /var/log/\n', OPS, 'take away the title'],
    ['a.py', 'print(1)\n', 'import os\nprint(1)\n', 'tidy up'],
    ['a.sh', SCRIPT, null, 'write it'],
    ['a.sh', '#!/usr/bin/env bash\necho hi\n', SCRIPT, 'use bash'],
  ])('of %s is right: %#', (path, text, before, asked) => {
    expect(firstLineLost(path, text, before, asked)).toBeNull();
  });

  it('of what is ignored is one of its entries', () => {
    expect(entryLost('.gitignore', 'node_seludom\nconfig.json\n', 'node_modules\n', 'ignore the config')).toContain(
      'node_modules',
    );
    expect(entryLost('.gitignore', '/node_modules/\nconfig.json\n', 'node_modules\n', 'ignore the config')).toBeNull();
    expect(entryLost('.gitignore', 'config.json\n', 'node_modules\n', 'stop ignoring the modules')).toBeNull();
  });

  it('is looked for in linear time', () => {
    assertLinear((text) => firstLineLost('a.csv', text, `a,b\n${text}`, text), 'no b,c\n', 3000);
    assertLinear((text) => entryLost('.gitignore', 'a', text, ''), '*/*/a\n', 1500);
    assertLinear((text) => entryLost('.gitignore', text, text, ''), '*/*/a\n', 20_000);
    assertLinear((text) => entryLost('.gitignore', 'a', `x${text}y`, ''), '*', 20_000);
  });
});
