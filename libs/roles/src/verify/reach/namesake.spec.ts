import { describe, expect, it } from 'vitest';
import type { FileChange } from '#domain';
import { stated } from '../stated/facts.js';
import { proseOf } from '../stated/masked-text.js';
import { notInANamesake, notInANewNamesake } from './namesake.js';

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

describe('a new file of the name of one that was to be changed', () => {
  const made = (...paths: string[]): FileChange[] => modified(...paths).map((one) => ({ ...one, operation: 'create' }));
  const faults = (goal: string, changes: FileChange[], there = ['src/utils/format.js', 'src/main.js']): string[] =>
    notInANewNamesake(changes, [...there, ...changes.map(({ path }) => path)], goal, { done: changes }).map(
      ({ detail }) => detail ?? '',
    );

  it.each(['Add a function upper(s) to format.js, beside lower(s).', 'Fix format.js: it drops blanks.'])(
    'is told from "%s"',
    (goal) => {
      expect(faults(goal, made('utils/format.js'))).toEqual([
        'another file of the name was made: utils/format.js (src/utils/format.js is as it was)',
      ]);
    },
  );

  it.each([
    ['Add upper(s) to format.js.', [...made('utils/format.js'), ...modified('src/utils/format.js')]],
    ['Add upper(s) to format.js.', modified('src/utils/format.js')],
    ['Create format.js with upper(s).', made('format.js')],
    ['Add upper(s) to lib/format.js.', made('lib/format.js')],
    ['Add upper(s) to format.js of the lib folder.', made('lib/format.js')],
    ['Write the names to format.js.', made('format.js')],
    ['Add a format.js to the project.', made('format.js')],
    ['Add upper(s) to strings.js.', made('strings.js')],
  ])('%s: %j is right', (goal, changes) => {
    expect(faults(goal, changes)).toEqual([]);
  });

  it('may be any where several are of the name', () => {
    expect(faults('Add a line to README.md.', made('README.md'), ['a/README.md', 'b/README.md'])).toEqual([]);
  });
});
