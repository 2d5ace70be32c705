import { describe, expect, it } from 'vitest';
import { readReply } from './read-reply.js';
import { TOOLS } from './read-reply.fixture.js';

const CALL = '<tool_call>{"name":"read_file","arguments":{"path":"keep.txt"}}</tool_call>';
const shown = (text: string): string => JSON.stringify({ success: true, output: text });
const draftOf = (said: { text: string } | { thinking: string }, heard: string[]) =>
  readReply(
    { text: '', thinking: '', calls: [], finish: 'stop', usage: null, notes: [], ...said },
    { tools: TOOLS, maxTokens: 4096, heard },
  );
const read = (text: string, ...heard: string[]) => draftOf({ text }, heard).toolCalls;

describe('a call in an answer', () => {
  it('that stands in what a tool has shown is a quotation, beside words of its own', () => {
    const heard = shown(`  1\tHow agents read:\n  2\t${CALL}\n`);
    expect(read(`The file says:\n\n${CALL}\n\nNext I will go on.`, heard)).toEqual([]);
  });

  it('that ends reasoning, and stands in what a tool has shown, is no draft of one', () => {
    const thinking = `The file says:\n\n${CALL}`;
    expect(draftOf({ thinking }, []).drafted).toHaveLength(1);
    expect(draftOf({ thinking }, [shown(`  2\t${CALL}\n`)]).drafted).toBeUndefined();
  });

  it.each([`> ${CALL}`, `The file says ${CALL}, which I leave alone.`, `- \t${CALL}`])(
    'is a quotation with the marks or the words of one: %s',
    (line) => {
      expect(read(`It holds this:\n\n${line}\n\nI go on.`, shown(CALL))).toEqual([]);
    },
  );

  it.each<[string, string, string]>([
    ['nothing but the call', CALL, shown(CALL)],
    ['other arguments', `I read it.\n${CALL.replace('keep', 'other')}`, shown(CALL)],
    ['nothing shown', `I read it.\n${CALL}`, shown('hello')],
    ['only its path shown', `I read it.\n${CALL}`, shown('keep.txt read_file')],
    ['other arguments, in a quotation', `> ${CALL.replace('keep', 'other')}\nI read it.`, shown(CALL)],
    ['a second, own call', `It says:\n${CALL}\nI do this:\n${CALL.replace('keep', 'b')}`, shown(CALL)],
  ])('is one: %s', (_, text, heard) => {
    expect(read(text, heard)).toHaveLength(1);
  });
});
