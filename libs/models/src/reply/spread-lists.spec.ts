import { describe, expect, it } from 'vitest';
import { spreadLists } from './spread-lists.js';
import { tool } from './read-reply.fixture.js';

const TOOLS = [
  tool('edit_file', { path: 'string', old_str: 'string', new_str: 'string' }),
  tool('delete_file', { path: 'string' }),
  tool('write_file', { path: 'string', content: 'string' }),
  tool('plan', { steps: 'array' }),
];
const edits = [
  { old_str: 'a', new_str: 'b' },
  { old_string: 'c', new_string: 'd' },
];
const files = [
  { path: 'a', content: 'x' },
  { path: 'b', content: 'y' },
];
const spread = edits.map((edit) => ({ path: 'x', ...edit }));

describe('a list where one thing is taken', () => {
  it.each<[string, Record<string, unknown>, Record<string, unknown>[]]>([
    ['edit_file', { path: 'x', edits }, spread],
    ['MultiEdit', { path: 'x', edits: JSON.stringify(edits) }, spread],
    ['write_file', { files }, files],
    ['write_file', { files: JSON.stringify(files) }, files],
    ['delete_file', { paths: ['a', 'b'] }, [{ path: 'a' }, { path: 'b' }]],
  ])('is made calls of %s', (name, given, calls) => {
    expect(spreadLists({ name, arguments: given }, TOOLS)).toEqual(calls);
  });

  it.each<[string, Record<string, unknown>]>([
    ['edit_file', { path: 'x', edits: [] }],
    ['write_file', { files: ['a', 'b'] }],
    ['write_file', { path: 'x', files }],
    ['write_file', { files: [{ path: 'a', content: 'x', mode: 'append' }] }],
    ['edit_file', { path: 'x', edits: ['a'] }],
    ['edit_file', { path: 'x', old_str: '[1]', new_str: '[2]' }],
    ['delete_file', { path: 'x', paths: ['y'] }],
    ['delete_file', { paths: '[broken' }],
    ['plan', { steps: ['a', 'b'] }],
    ['unknown', { paths: ['a', 'b'] }],
  ])('leaves %s %j as it is', (name, given) => {
    expect(spreadLists({ name, arguments: given }, TOOLS)).toEqual([given]);
  });
});
