import { describe, expect, it } from 'vitest';
import type { FileChange } from '#domain';
import { assertLinear } from '#testing';
import { allOfAList, namedTogether } from './all-of-a-list.js';

const change = (operation: FileChange['operation'], path: string): FileChange => ({
  ...{ path, operation, additions: 1, deletions: 0, binary: false },
});
const made = (...paths: string[]) => paths.map((path) => change('create', path));
const fault = (told: string, changes: readonly FileChange[], there: readonly string[]): string =>
  allOfAList(told, changes, there)
    .map(({ detail }) => detail)
    .join();

describe('files that are named in one breath', () => {
  it.each<[string, string[]]>([
    [
      'make translation files fr.json, de.json, es.json and pt.json, each just {}',
      ['fr.json', 'de.json', 'es.json', 'pt.json'],
    ],
    ['I need two little files: a.txt with the word alpha and b.txt with the word beta', ['a.txt', 'b.txt']],
    ['Please give me a.md (an overview), b.md (details), and c.md', ['a.md', 'b.md', 'c.md']],
    ['Leg a.txt und b.txt an.', ['a.txt', 'b.txt']],
    ['创建 a.txt 和 b.txt', ['a.txt', 'b.txt']],
    ['a.txt: "one, two" and b.txt: "three"', ['a.txt', 'b.txt']],
    ['I want:\n- a.txt, which says hi\n- b.txt, which says ho\n', ['a.txt', 'b.txt']],
    ['index.html & style.css for a small page', ['index.html', 'style.css']],
  ])('are a list: %s', (told, names) => {
    expect(namedTogether(told)[0]?.toSorted()).toEqual(names.toSorted());
  });

  it.each([
    'Create a.txt or b.txt.',
    'Create config.yaml, something like a.yaml and b.yaml.',
    'Rename a.txt and b.txt to c.txt.',
    'Write app.py with a function load() and config.yaml support.',
    'Do not create a.txt and b.txt.',
    'Make a.txt. Read b.txt for that.',
    'If there are a.txt and b.txt, sum them up.',
    'Write report.md that sums up jan.csv.',
  ])('are none: %s', (told) => {
    expect(namedTogether(told)).toEqual([]);
  });

  const TOLD = 'make fr.json, de.json and pt.json';
  it('are all there, or the one that is not is named', () => {
    expect(fault(TOLD, made('fr.json', 'de.json'), ['fr.json', 'de.json'])).toContain('pt.json');
    expect(fault(TOLD, made('i18n/fr.json', 'i18n/de.json'), ['i18n/fr.json', 'i18n/de.json'])).toContain('pt.json');
    expect(fault(TOLD, made('fr.json', 'de.json'), ['fr.json', 'de.json', 'pt.json'])).toBe('');
    expect(fault(TOLD, made('i18n/fr.json'), ['i18n/fr.json', 'i18n/de.json', 'i18n/pt.json'])).toBe('');
    expect(fault(TOLD, [change('modify', 'fr.json')], ['fr.json'])).toBe('');
    const gone = [
      ...made('fr.json'),
      change('delete', 'de.json'),
      { ...change('rename', 'x.json'), oldPath: 'pt.json' },
    ];
    expect(fault(TOLD, gone, ['fr.json'])).toBe('');
  });

  it.each(['a.txt, ', 'a.txt with x and ', '- a.txt\n', 'and ', 'a.txt (', 'a.txt for ', 'a.txt, the new file ', ': '])(
    'are looked for in linear time: %j',
    (unit) => {
      assertLinear((text) => namedTogether(text), unit, 20_000 / unit.length);
    },
  );
});
