import { describe, expect, it } from 'vitest';
import type { FileChange } from '#domain';
import { stated } from '../stated/facts.js';
import { proseOf } from '../stated/masked-text.js';
import { notInANamesake } from './namesake.js';

const THERE = ['billing/limits.js', 'mail/limits.js', 'limits.js', 'README.md'];
const modified = (...paths: string[]): FileChange[] =>
  paths.map((path) => ({ path, operation: 'modify', additions: 1, deletions: 1, binary: false }));
const problems = (goal: string, changes: FileChange[], asked = ''): string[] =>
  notInANamesake(changes, THERE, stated(goal).files, {
    done: changes,
    said: `${goal}\n${asked}`,
    prose: proseOf(goal),
  }).flatMap(({ detail, passed }) => (passed ? [] : [detail ?? '']));

describe('a file of the same name as the one that is named', () => {
  it.each([
    ['Set MAX to 50 in billing/limits.js', 'mail/limits.js'],
    ['set the upper bound to 50: billing/limits.js', 'limits.js'],
  ])('%s: %s was changed instead', (goal, path) => {
    expect(problems(goal, modified(path))).toEqual([
      `the work is in a file that nobody named: ${path} (billing/limits.js is as it was)`,
    ]);
  });

  it.each([
    ['Set MAX to 50 in billing/limits.js', ['billing/limits.js']],
    ['Set MAX to 50 in billing/limits.js', ['billing/limits.js', 'mail/limits.js']],
    ['Set MAX in the mail module to that of billing/limits.js', ['mail/limits.js']],
    ['Raise MAX; billing/limits.js and mail/limits.js have it', ['mail/limits.js']],
    ['Give mail the same MAX as billing/limits.js', ['mail/limits.js']],
    ['Set MAX to 50 in limits.js', ['mail/limits.js']],
    ['Set MAX to 50 in services/billing/limits.js', ['billing/limits.js']],
    ['Mend the README of billing/limits.js', ['README.md']],
  ])('%s: %j is right', (goal, paths) => {
    expect(problems(goal, modified(...paths))).toEqual([]);
  });

  it('lets a step change what the plan speaks of', () => {
    expect(problems('Set MAX to 50 in billing/limits.js', modified('mail/limits.js'), 'Change the mail part')).toEqual(
      [],
    );
  });
});
