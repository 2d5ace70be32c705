import { describe, expect, it } from 'vitest';
import type { FileChange } from '#domain';
import { notInACopy } from './copy-beside.js';
import { proseOf } from '../stated/masked-text.js';

const change = (path: string, operation: FileChange['operation'] = 'create'): FileChange => ({
  ...{ path, operation, additions: 1, deletions: 0, binary: false },
});
const found = (asked: string, there: string[], ...changes: FileChange[]) =>
  notInACopy(changes, [...there, ...changes.map(({ path }) => path)], asked, proseOf(asked));

describe('work in a copy beside the file it was asked for in', () => {
  it.each(['parser_fixed.js', 'parser-v2.js', 'parser.updated.js', 'parserFinal.js', 'parser (1).js'])('%s', (path) => {
    const [check] = found('Fix the off-by-one error in last() of parser.js.', ['parser.js'], change(path));
    expect(check).toMatchObject({ passed: false });
    expect(check?.detail).toContain('parser.js is as it was');
  });

  it.each<[string, string, string[], FileChange[]]>([
    [
      'the file is changed, too',
      'Fix parser.js.',
      ['parser.js'],
      [change('parser_fixed.js'), change('parser.js', 'modify')],
    ],
    ['it is asked for by its name', 'Fix parser.js into parser_fixed.js.', ['parser.js'], [change('parser_fixed.js')]],
    ['a copy is asked for', 'Make a copy of parser.js with the bug fixed.', ['parser.js'], [change('parser_fixed.js')]],
    ['another version is asked for', 'Write version 2 of schema.sql.', ['schema.sql'], [change('schema_v2.sql')]],
    ['a backup is asked for', 'Back up app.ini as a backup.', ['app.ini'], [change('app-copy.ini')]],
    ['the older one is not spoken of', 'Add a page that lists prices.', ['page.html'], [change('page-final.html')]],
    ['there is no older one', 'Fix parser.js.', [], [change('parser_fixed.js')]],
    ['the older one is of another type', 'Fix a.ts.', ['a.ts'], [change('a_fixed.md')]],
    ['it has taken the place of the older one', 'Fix a.js.', [], [change('a_fixed.js'), change('a.js', 'delete')]],
    ['the name only ends alike', 'Fix post.js.', ['post.js'], [change('postfix_table.js')]],
  ])('is none where %s', (_, asked, there, changes) => {
    expect(found(asked, there, ...changes)).toEqual([]);
  });
});

describe('files that are asked for beside the original', () => {
  it.each(['Clean the data and export it', 'Correct it and save the result', 'Correct it, the original stays'])(
    '%s',
    (prose) => {
      const made = { operation: 'create', path: 'data_final.csv', additions: 1, deletions: 0, binary: false } as const;
      expect(notInACopy([made], ['data.csv'], `${prose}: data.csv`, prose)).toEqual([]);
      expect(notInACopy([made], ['data.csv'], 'Clean data.csv', 'Clean it')).toHaveLength(1);
    },
  );
});
