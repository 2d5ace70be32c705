import { afterEach, describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { stated } from '../stated/facts.js';
import { inputsKept, isSpoilt } from './inputs-kept.js';

afterEach(removePlayed);

const found = async (told: string, before: Files, after: Files): Promise<string> =>
  (await inputsKept(await viewOf(before, after), told, stated(told))).map(({ detail }) => detail).join('; ');

describe('a file that is only read', () => {
  const ROWS = 'name,points\nAnn,3\nBob,5\n';
  const REPORT = 'From data.csv make report.md.';
  const report = { 'report.md': '# Report\n\nAnn 3, Bob 5\n' };

  it.each<[string, string]>([
    ['has another number', ROWS.replace('5', '6')],
    ['has lost a row', 'name,points\nAnn,3\n'],
    ['has a row more', `${ROWS}Cem,1\n`],
    ['has another order', 'name,points\nBob,5\nAnn,3\n'],
  ])('%s', async (_, now) => {
    expect(await found(REPORT, { 'data.csv': ROWS }, { 'data.csv': now, ...report })).toBe(
      'changed, though the goal wants it only to be read: data.csv',
    );
  });

  it.each<[string, string, Files, Files]>([
    ['is as it was', REPORT, { 'data.csv': ROWS }, { 'data.csv': ROWS, ...report }],
    ['ends with a line break now', REPORT, { 'data.csv': ROWS.trimEnd() }, { 'data.csv': ROWS, ...report }],
    ['is gone', 'Convert data.csv to data.json.', { 'data.csv': ROWS }, { 'data.json': '[]\n' }],
    ['was to be mended', 'Fix the points in data.csv.', { 'data.csv': ROWS }, { 'data.csv': 'name,points\nAnn,4\n' }],
    [
      'points to the other one',
      'Translate a.md into German as b.md.',
      { 'a.md': '# Tea\n' },
      { 'a.md': '# Tea\n\n[Deutsch](b.md)\n', 'b.md': '# Tee\n' },
    ],
    [
      'has an entry more, and so a comma',
      'Create types.md from schema.json.',
      { 'schema.json': '{\n  "a": 1\n}\n' },
      { 'schema.json': '{\n  "a": 1,\n  "b": 2\n}\n', 'types.md': 'a, b\n' },
    ],
    [
      'has what was collected no more',
      'Collect the action items in todo.md.',
      { 'notes.md': '# May\n\n- Call Ann\n' },
      { 'notes.md': '# May\n', 'todo.md': '- Call Ann\n' },
    ],
    [
      'is code',
      'Collect the open questions in todo.md.',
      { 'a.py': 'x = 1\n' },
      { 'a.py': 'x = 2\n', 'todo.md': '- x?\n' },
    ],
  ])('may be so: it %s', async (_, told, before, after) => {
    expect(await found(told, before, after)).toBe('');
  });

  it('is any other, where all is collected in one', async () => {
    const told = 'Collect the action items from the minutes in todo.md.';
    const before = { 'minutes/may.md': '# 9 May\n\n- Call Ann\n' };
    const after = { 'minutes/may.md': '# 10 May\n\n- Call Ann\n', 'todo.md': '- Call Ann\n' };
    expect(await found(told, before, after)).toContain('minutes/may.md');
  });

  it('is looked up in linear time', () => {
    const numbered = (text: string): string[] => text.split('').map((_, at) => `line ${at}`);
    const moved = (text: string): unknown => {
      const lines = numbered(text);
      return isSpoilt('a.md', lines.join('\n'), '', [lines.toReversed().join('\n')]);
    };
    assertLinear(moved, 'a', 20_000);
  });
});
