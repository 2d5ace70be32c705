import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textLaw } from './text-law.js';
import type { Step } from './step.js';

/* Any text, transformed by code that does it right, passes; with a line lost, or one too many, it does not. */

const word = fc.constantFrom(
  'tea',
  'Tea',
  'milk',
  'éclair',
  'straße',
  '10',
  '9.75',
  'x-ray',
  '#3',
  'of',
  'NASA',
  'Ωmega',
  '"q"',
);
const line = fc.oneof(
  { weight: 6, arbitrary: fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' ')) },
  { weight: 1, arbitrary: fc.constantFrom('', '  ', '\t', '---') },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('', '  ', '\t'), word, fc.constantFrom('', ' ', '\t'))
      .map((parts) => parts.join('')),
  },
);
const lines = fc.array(line, { minLength: 1, maxLength: 12 });

const isFull = (text: string): boolean => text.trim() !== '';
const points = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const once = (all: readonly string[]): string[] => [...new Set(all)];
const doubled = (text: string): string => text.replace(/\d+(?:\.\d+)?/g, (number) => String(Number(number) * 2));

interface Reference {
  readonly steps: readonly Step[];
  readonly ways: readonly ((all: readonly string[]) => string[])[];
}
const sorted = (down = false): Step => ({ of: 'sorted', noun: 'line', by: 'alphabet', down });
const REFERENCES: Readonly<Record<string, Reference>> = {
  upper: { steps: [{ of: 'case', as: 'upper' }], ways: [(all) => all.map((one) => one.toUpperCase())] },
  lower: { steps: [{ of: 'case', as: 'lower' }], ways: [(all) => all.map((one) => one.toLowerCase())] },
  blank: {
    steps: [{ of: 'blank', squeezed: false }],
    ways: [(all) => all.filter(isFull), (all) => all.filter((one) => one !== '')],
  },
  trailing: { steps: [{ of: 'edges', at: 'end' }], ways: [(all) => all.map((one) => one.trimEnd())] },
  trimmed: { steps: [{ of: 'edges', at: 'both' }], ways: [(all) => all.map((one) => one.trim())] },
  numbered: {
    steps: [{ of: 'numbers', first: null }],
    ways: [
      (all) => all.map((one, at) => `${at + 1}. ${one}`),
      (all) => all.map((one, at) => `${String(at + 1).padStart(6)}\t${one}`),
      (all) => all.map((one, at) => `${at}: ${one}`),
    ],
  },
  prefixed: {
    steps: [{ of: 'affix', at: 'start', text: '> ' }],
    ways: [(all) => all.map((one) => `> ${one}`), (all) => all.map((one) => (isFull(one) ? `> ${one}` : one))],
  },
  suffixed: { steps: [{ of: 'affix', at: 'end', text: ';' }], ways: [(all) => all.map((one) => `${one};`)] },
  reversed: { steps: [{ of: 'reversed' }], ways: [(all) => [...all].reverse()] },
  sorted: {
    steps: [sorted()],
    ways: [
      (all) => [...all].sort(points),
      (all) => all.filter(isFull).sort((a, b) => points(a.toLowerCase(), b.toLowerCase())),
      (all) => [...all].sort((a, b) => a.localeCompare(b, 'en')),
    ],
  },
  downwards: { steps: [sorted(true)], ways: [(all) => [...all].sort(points).reverse()] },
  unique: {
    steps: [{ of: 'unique', folded: false }],
    ways: [(all) => once(all), (all) => once([...all].reverse()).reverse()],
  },
  first: { steps: [{ of: 'part', keeps: true, at: 'first', n: 3 }], ways: [(all) => all.slice(0, 3)] },
  'without the last': { steps: [{ of: 'part', keeps: false, at: 'last', n: 1 }], ways: [(all) => all.slice(0, -1)] },
  matching: {
    steps: [{ of: 'matching', keeps: true, text: 'tea', at: 'anywhere' }],
    ways: [(all) => all.filter((one) => one.includes('tea')), (all) => all.filter((one) => /tea/i.test(one))],
  },
  doubled: {
    steps: [{ of: 'figures', change: { by: 'scaling', factor: 2, summand: 0 } }],
    ways: [(all) => all.map(doubled)],
  },
  'without blank ones, in order': {
    steps: [{ of: 'blank', squeezed: false }, sorted()],
    ways: [(all) => all.filter(isFull).sort(points)],
  },
  'small, each once, in order': {
    steps: [{ of: 'case', as: 'lower' }, { of: 'unique', folded: false }, sorted()],
    ways: [
      (all) => once(all.map((one) => one.toLowerCase())).sort(points),
      (all) =>
        once(all)
          .sort(points)
          .map((one) => one.toLowerCase()),
    ],
  },
  'trimmed, full and numbered': {
    steps: [
      { of: 'edges', at: 'both' },
      { of: 'blank', squeezed: false },
      { of: 'numbers', first: null },
    ],
    ways: [
      (all) =>
        all
          .map((one) => one.trim())
          .filter(isFull)
          .map((one, at) => `${at + 1}. ${one}`),
    ],
  },
};

const written = (all: readonly string[], end = '\n'): string => all.map((one) => `${one}${end}`).join('');
/** Without what nobody counts. */
const trimmedEnd = (all: readonly string[]): string[] => all.slice(0, all.findLastIndex(isFull) + 1);

describe.each(Object.entries(REFERENCES))('lines that were to be %s', (_name, { steps, ways }) => {
  it('pass where they are', () => {
    fc.assert(
      fc.property(lines, fc.constantFrom('\n', '\r\n'), fc.nat(), (all, end, n) => {
        const way = ways[n % ways.length] ?? ((one) => [...one]);
        expect(typeof textLaw(steps, 'a.txt', written(all, end), written(way(all), end))).not.toBe('string');
        expect(typeof textLaw(steps, 'a.txt', written(all, end), written(way(all)).replace(/\n$/, ''))).not.toBe(
          'string',
        );
      }),
      { numRuns: 300 },
    );
  });

  it('do not where a line is lost, or there is one that was not there', () => {
    fc.assert(
      fc.property(lines, fc.nat(), fc.nat(), (given, n, m) => {
        // A double, so that there is something to do.
        const all = trimmedEnd([...given, 'tea 1', 'Zebra', 'tea 1', 'last one']);
        const way = ways[n % ways.length] ?? ((one) => [...one]);
        const right = way(all);
        // Of lines that differ in little, one may stand for the other; and what holds "Tea" may hold "tea".
        const alike = (one: string): string[] =>
          right.filter((other) => other.trim().toLowerCase() === one.trim().toLowerCase());
        const full = right.flatMap((one, at) =>
          /\p{L}/u.test(one) && !/Tea|\btea[^ ]/.test(one) && alike(one).length === 1 ? [at] : [],
        );
        fc.pre(full.length > 0);
        const at = full[m % full.length] ?? 0;
        const lost = right.filter((_one, place) => place !== at);
        const more = [...right.slice(0, at), `${right[at] ?? ''} strange`, ...right.slice(at)];
        expect(textLaw(steps, 'a.txt', written(all), written(lost))).toEqual(expect.any(String));
        expect(textLaw(steps, 'a.txt', written(all), written(more))).toEqual(expect.any(String));
      }),
      { numRuns: 300 },
    );
  });
});
