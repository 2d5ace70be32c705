import { expect, it } from 'vitest';
import type { FileChange, Verdict } from '#domain';
import { denials, misquotes, missesUnasked, speaksOfOther } from './refuted.js';
import { stated } from '../stated/facts.js';
import { lookUpIn } from './evidence-found.js';

const written: FileChange = { path: 'a.txt', operation: 'create', additions: 1, deletions: 0, binary: false };
const seen = { changes: [written], there: new Set(['a.txt', 'docs/old.md']) };
const rejection = (...issues: string[]): Verdict => ({ passed: false, issues, confidence: 0.9, suggestion: '' });

it.each<[string, string[]]>([
  ['The file a.txt does not exist in the workspace.', ['a.txt']],
  ['Missing file: `a.txt`.', ['a.txt']],
  ['a.txt was never created', ['a.txt']],
  ['docs/old.md is missing.', ['docs/old.md']],
  ['The required file a.txt has not been created.', ['a.txt']],
  ['There is no a.txt in the workspace.', ['a.txt']],
  ['I could not find the file a.txt.', ['a.txt']],
  ['Missing a.txt', ['a.txt']],
  ['Missing required file: a.txt', ['a.txt']],
  ['There is no a.txt link on the page.', []],
  ['I could not find a.txt mentioned anywhere.', []],
  ['old.md is missing.', []],
  ['b.txt does not exist.', []],
  ['a.txt does not exist in the backup that b.txt describes.', []],
  ['a.txt is missing the second line.', []],
  ['The greeting is not found in a.txt.', []],
])('hears what "%s" denies', (issue, denied) => {
  expect(denials(rejection(issue), seen)).toEqual(denied);
});

it('believes a rejection that complains of anything else, or of a file that the work deletes', () => {
  const denial = 'a.txt does not exist.';
  expect(denials(rejection(denial, 'It has no greeting.'), seen)).toEqual([]);
  expect(denials(rejection(denial), { changes: [{ ...written, operation: 'delete' }], there: new Set() })).toEqual([]);
  expect(denials(rejection(), seen)).toEqual([]);
});

it.each<[string, string, boolean]>([
  ['b.txt is missing from the workspace.', 'Create a.txt with the single line "x".', true],
  ['a.txt is missing from the workspace.', 'Create a.txt with the single line "x".', false],
  ['docs/a.txt does not exist.', 'Create a.txt with the single line "x".', false],
  ['b.txt lacks the line "x".', 'Create a.txt with the single line "x".', false],
  ['data.csv is missing.', 'Convert the data to CSV.', false],
  ['b.txt is missing.', 'Create a.txt with the single line "x" and whatever it needs.', false],
])('hears that "%s" is beside "%s": %s', (issue, goal, isBeside) => {
  expect(missesUnasked(issue, [stated(goal)])).toBe(isBeside);
});

it.each<[string, string, boolean]>([
  ['The Flask server does not answer on port 5000', 'Create a.txt with the single line "hello".', true],
  ['The greeting says good morning instead of hello', 'Create a.txt with the single line "hello".', false],
  ['It is wrong', 'Create a.txt with the single line "hello".', false],
  ['a.txt lacks everything wanted', 'Create a.txt with the single line "hello".', false],
  ['Der Inhalt fehlt völlig, bitte ergänzen', 'Create a.txt with the single line "hello".', false],
  ['The mountains are described there', 'Write poem.txt about the sea.', false],
])('hears that "%s" has no word of "%s": %s', (issue, goal, isBeside) => {
  expect(speaksOfOther(issue, [stated(goal)], `${goal}\n${goal}`, [written])).toBe(isBeside);
});

it.each<[string, string, boolean]>([
  ['a.txt contains "helo" instead of "hello".', 'Create a.txt with the single line "hello".', true],
  ['`a.txt` has the text "Hello world", not "hello".', 'Create a.txt with the single line "hello".', true],
  ['a.txt contains "HELLO" instead of "hello".', 'Create a.txt with the single line "hello".', false],
  ['a.txt contains "hello " with a blank at its end.', 'Create a.txt with the single line "hello".', false],
  ['b.txt contains "helo".', 'Create a.txt with the single line "hello".', false],
  ['a.txt does not contain "helo".', 'Create a.txt with the single line "hello".', false],
  ['a.txt contains "helo".', 'Create a.txt with the single line "hello" and whatever it needs.', false],
])('hears that "%s" quotes what is not there, after "%s": %s', (issue, goal, isSo) => {
  const isFound = lookUpIn('+hello\n');
  expect(misquotes(issue, [stated(goal)], [written], isFound)).toBe(isSo);
});
