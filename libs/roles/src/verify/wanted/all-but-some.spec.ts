import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { allButIn, allButSome, stillThere } from './all-but-some.js';

const left = (told: string, there: readonly string[], made: readonly string[] = []): string => {
  const create = { operation: 'create', additions: 1, deletions: 0, binary: false } as const;
  return allButSome(
    { there },
    told,
    made.map((path) => ({ ...create, path })),
  )
    .map(({ detail }) => detail)
    .join();
};
const TOLD = 'Delete all .log files except keep.log.';

describe('files that are to go, all but some', () => {
  it.each([
    [TOLD, ['keep.log', 'b.log'], 'b.log'],
    ['Remove every *.log file but keep.log and last.log', ['keep.log', 'last.log', 'B.LOG'], 'B.LOG'],
    ['Delete all log files in logs except logs/keep.log.', ['logs/keep.log', 'logs/b.log'], 'logs/b.log'],
    ['Delete all .txt files in the folder old, apart from a.txt.', ['old/a.txt', 'old/b.txt'], 'old/b.txt'],
  ])('are still there: %s', (told, there, path) => {
    expect(left(told, there)).toContain(path);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    [TOLD, ['keep.log'], []],
    [TOLD, ['keep.log', 'sub/b.log', 'b.log.txt', 'blog'], []],
    [TOLD, ['sub/keep.log'], []],
    [TOLD, ['keep.log', 'new.log'], ['new.log']],
    ['Delete all .log files except keep.log and move b.log to old.', ['keep.log', 'b.log'], []],
    ['Delete all .log files older than a week except keep.log.', ['keep.log', 'b.log'], []],
    ['Delete all empty .log files except keep.log.', ['keep.log', 'b.log'], []],
    ['Delete all .log files except those in keep.', ['b.log'], []],
    ['Remove all log files in logs except keep.log.', ['logs/keep.log', 'b.log'], []],
    ['Please remove every .bak file except for a.bak.', ['a.bak'], []],
  ])('are gone, or nobody knows: %s %j', (told, there, made) => {
    expect(left(told, there, made)).toBe('');
  });

  it('are read in linear time', () => {
    assertLinear(allButIn, 'delete all .log files except a.log, ', 5000);
    assertLinear(
      (text) => stillThere({ ending: '.log', folder: '', kept: [] }, text.split('\n'), new Set()),
      'a.log\n',
      20_000,
    );
  });
});
