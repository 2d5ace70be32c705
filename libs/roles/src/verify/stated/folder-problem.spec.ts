import { afterEach, describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { factsIn } from './facts.js';
import { faults, removePlayed, type Files } from './played.fixture.js';

afterEach(removePlayed);

const TPL: Files = { 'tpl/a.txt': 'a\n', 'tpl/css/b.css': 'b\n' };
const COPY: Files = { 'app/a.txt': 'a\n', 'app/css/b.css': 'b\n' };
const BELOW: Files = { 'app/tpl/a.txt': 'a\n', 'app/tpl/css/b.css': 'b\n' };
const APP: Files = { 'app/main.js': '1\n' };

describe('a folder that is to be copied', () => {
  it.each<[string, Files, Files, string]>([
    ['Copy the folder tpl to app.', TPL, { ...TPL, ...BELOW }, 'it lies in app/tpl'],
    ['Copy the entire tpl folder to app', TPL, { ...TPL, ...BELOW }, 'it lies in app/tpl'],
    ...[
      'Copy tpl to app.',
      'Copy everything in tpl to app.',
      'Copy all files and folders from tpl to app.',
      'Please copy the folder tpl (with everything in it) to app.',
      'Copy the folder "tpl" to "app".',
      'Copy the directory ./tpl to a new directory ./app.',
      'Make a copy of the folder tpl called app.',
      'Duplicate the tpl directory and call it app.',
      'The folder tpl should be copied to app.',
    ].map((text): [string, Files, Files, string] => [text, TPL, { ...TPL, ...BELOW }, 'it lies in app/tpl']),
    ['Copy tpl/ to app/.', TPL, { ...TPL, ...BELOW }, 'it lies in app/tpl'],
    ['Duplicate the folder tpl as app.', { ...TPL, ...APP }, { ...TPL, ...APP, ...BELOW }, 'it lies in app/tpl'],
    ['Copy the contents of tpl/ to app.', { ...TPL, ...APP }, { ...TPL, ...APP, ...BELOW }, 'it lies in app/tpl'],
    [
      'Copy the contents of the folder tpl into the folder app.',
      { ...TPL, ...APP },
      { ...TPL, ...APP, ...BELOW },
      'it lies in app/tpl',
    ],
    ['Copy the folder tpl to app.', TPL, { ...TPL, ...COPY, ...BELOW }, 'a second copy'],
    ['Copy the folder tpl to app.', TPL, { ...TPL, 'app/a.txt': 'a\n' }, 'not there: app/css/b.css'],
    ['Copy the folder tpl to app.', TPL, COPY, 'only to be copied'],
    ['Copy the folder tpl to app.', TPL, { ...TPL, ...COPY, 'app/a.txt': 'x\n' }, 'something else than tpl/a.txt'],
    ['Copy the folder tpl into app.', { ...TPL, ...APP }, { ...TPL, ...APP }, 'not there'],
  ])('is where it was to go: %s', async (text, before, after, problem) => {
    expect(await faults(text, before, after)).toContain(problem);
  });

  it.each<[string, Files, Files]>([
    ['Copy the folder tpl to app.', TPL, { ...TPL, ...COPY }],
    // Where the other one is there, both are meant by these words.
    ['Copy the folder tpl to app.', { ...TPL, ...APP }, { ...TPL, ...APP, ...COPY }],
    ['Copy the folder tpl to app.', { ...TPL, ...APP }, { ...TPL, ...APP, ...BELOW }],
    ['Copy the folder tpl into app.', TPL, { ...TPL, ...BELOW }],
    ['Copy the contents of the folder tpl into app.', { ...TPL, ...APP }, { ...TPL, ...APP, ...COPY }],
    ['Copy tpl to app, then replace "a" with "x" in app/a.txt.', TPL, { ...TPL, ...COPY, 'app/a.txt': 'x\n' }],
    ['Copy the folder tpl to app (without the styles).', TPL, { ...TPL, 'app/a.txt': 'a\n' }],
    ['Copy tpl to app/tpl.', TPL, { ...TPL, ...BELOW }],
    ['Make a copy of the folder tpl in app.', TPL, { ...TPL, ...BELOW }],
    ['Copy the folder tpl to app and update app/a.txt.', TPL, { ...TPL, ...COPY, 'app/a.txt': 'x\n' }],
    ['Copy the folder tpl to app. Then delete app/a.txt.', TPL, { ...TPL, 'app/css/b.css': 'b\n' }],
    ['Copy the folder tpl to app, but only the text files.', TPL, { ...TPL, 'app/a.txt': 'a\n' }],
    [
      'Copy the folder tpl to app.',
      { 'tpl/tpl/a.txt': 'a\n', 'tpl/a.txt': 'b\n' },
      { 'tpl/tpl/a.txt': 'a\n', 'tpl/a.txt': 'b\n', 'app/tpl/a.txt': 'a\n', 'app/a.txt': 'b\n' },
    ],
  ])('is not held to more than was said: %s', async (text, before, after) => {
    expect(await faults(text, before, after)).toBe('');
  });

  it.each([
    'Copy the folder of the project to a safe place.',
    'Do not copy the folder tpl to app.',
    'Write a script that copies the folder tpl to app.',
  ])('is none here: %s', (text) => {
    expect(factsIn(text).filter(({ kind }) => kind === 'tree_copied')).toEqual([]);
  });

  it('is read in linear time', () => {
    for (const unit of ['copy the folder ', 'a/', 'tpl/ to ']) assertLinear(factsIn, unit, 12_000 / unit.length);
  });
});
