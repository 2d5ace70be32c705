import { describe, expect, it } from 'vitest';
import { ran, read } from './read-reply.fixture.js';

describe('a call within a call', () => {
  const of = (name: string, given: unknown) => ran(read({ calls: [{ name, arguments: given }] }));

  it('is taken out of it where it is one of an offered tool', () => {
    expect(of('tool_call', { name: 'read_file', arguments: { path: 'a' } })).toEqual([['read_file', { path: 'a' }]]);
    expect(of('call_tool', '{"tool_name":"read_file","parameters":"{\\"path\\":\\"a\\"}"}')).toEqual([
      ['read_file', { path: 'a' }],
    ]);
  });

  it.each<[string, unknown]>([
    ['tool_call', { name: 'launch', arguments: { path: 'a' } }],
    ['tool_call', { name: 'read_file' }],
    ['write', { name: 'read_file', arguments: { path: 'a' } }],
  ])('is none in %s with %j', (name, given) => {
    expect(of(name, given)).toEqual([[name, given]]);
  });
});

describe('a call that has lost some of its marks', () => {
  it.each([
    'commentary to=functions.read_file json{"path":"a"}',
    'assistantcommentary to=functions.read_file {"path":"a"}',
    '<tool>{"name": "read_file", "arguments": {"path": "a"}}</parameter></tool>',
    '<tool_call>read_file<arg_key>path</arg_key>a</arg_value></tool_call>',
  ])('is read: %s', (text) => {
    expect(ran(read({ text }))).toEqual([['read_file', { path: 'a' }]]);
  });

  it.each([
    'For example, the model would write to=functions.read_file {"path":"a"} here.',
    'The syntax is <tool>{"name": "read_file", "arguments": {"path": "a"}}</tool>.',
    'Mail it to=functions.launch {"path":"a"}.',
  ])('is none: %s', (text) => {
    expect(ran(read({ text }))).toEqual([]);
  });
});
