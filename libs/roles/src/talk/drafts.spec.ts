import { describe, expect, it } from 'vitest';
import type { ModelReply } from '../ports/model-client.js';
import { Drafts } from './drafts.js';

const reply = (over: Partial<ModelReply>): ModelReply => ({
  ...{ text: '', thinking: 'I think', toolCalls: [], brokenCalls: [], finish: 'stop', notes: [], raw: '' },
  ...{ usage: { promptTokens: 1, completionTokens: 1, estimated: false }, tookMs: 1, firstTokenMs: null },
  ...over,
});
const draft = (content: string, id = 'a'): ModelReply =>
  reply({ drafted: [{ id, name: 'write_file', arguments: { path: 'a.txt', content } }] });

describe('calls that end the reasoning of an answer without words', () => {
  const callsOf = (...replies: readonly ModelReply[]): number[] => {
    const drafts = new Drafts();
    return replies.map((one) => drafts.meantBy(one).toolCalls.length);
  };

  it('are drafts, until they come again', () => {
    expect(callsOf(draft('x'), draft('x', 'b'))).toEqual([0, 1]);
    expect(callsOf(draft('x'), reply({}), draft('x'))).toEqual([0, 0, 1]);
    expect(callsOf(draft('x'), draft('y'), draft('x'))).toEqual([0, 0, 1]);
  });

  it('are drafts where they differ, or something was said since', () => {
    expect(callsOf(draft('x'), draft('y'))).toEqual([0, 0]);
    expect(callsOf(draft('x'), reply({ text: 'Well.' }), draft('x'))).toEqual([0, 0, 0]);
    expect(callsOf(draft('x'), draft('x'), draft('x'))).toEqual([0, 1, 0]);
  });
});
