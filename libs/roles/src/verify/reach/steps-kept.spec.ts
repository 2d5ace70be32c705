import { describe, expect, it } from 'vitest';
import type { FileChange } from '#domain';
import { stepsKept } from './steps-kept.js';

const change = (operation: FileChange['operation'], path: string): FileChange => ({
  ...{ path, operation, additions: 1, deletions: 1, binary: false },
});
const faults = (asked: string, changes: FileChange[], made = ['a.txt'], wanted = ['a.txt', 'b.txt']): number =>
  stepsKept(changes, new Set(made), wanted, asked).length;

describe('what an earlier subtask has made', () => {
  it('does not go without a word', () => {
    expect(
      faults('Create b.txt with the single line "bye".', [change('delete', 'a.txt'), change('create', 'b.txt')]),
    ).toBe(1);
    expect(faults('Create b.txt.', [change('delete', 'docs/a.txt')], ['docs/a.txt'])).toBe(1);
  });

  it.each<[string, FileChange[], string[]?, string[]?]>([
    ['Create b.txt and delete a.txt.', [change('delete', 'a.txt')]],
    ['Move the text into b.txt.', [change('delete', 'a.txt'), change('create', 'b.txt')]],
    ['Clean up what is left.', [change('delete', 'a.txt')]],
    ['Write it as Markdown.', [change('delete', 'a.txt'), change('create', 'a.md')]],
    ['Create b.txt.', [change('delete', 'helper.py')], ['helper.py']],
    ['Create b.txt.', [change('delete', 'a.txt')], []],
    ['Create b.txt.', [change('modify', 'a.txt')]],
    ['Create b.txt.', [change('delete', 'a.log')], ['a.log'], ['a.log']],
  ])('may go: %s', (asked, changes, made, wanted) => {
    expect(faults(asked, changes, made, wanted)).toBe(0);
  });
});
