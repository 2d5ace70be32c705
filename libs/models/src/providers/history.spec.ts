import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '#domain';
import { normaliseHistory, PLAIN_RULES } from './history.js';

const user = (content: string): ChatMessage => ({ role: 'user', content });
const system = (content: string): ChatMessage => ({ role: 'system', content });
const assistant = (content: string, ...ids: string[]): ChatMessage => ({
  role: 'assistant',
  content,
  toolCalls: ids.map((id) => ({ id, name: 'f', arguments: {} })),
});
const result = (id: string, content = `r${id}`): ChatMessage => ({
  role: 'tool',
  toolCallId: id,
  toolName: 'f',
  content,
});

/** The rules that satisfy every server; empty = kept. */
function broken(messages: readonly ChatMessage[]): string[] {
  const faults: string[] = [];
  messages.forEach((message, at) => {
    const before = messages[at - 1];
    if (message.role === 'system' && at > 0) faults.push('a system message that is not first');
    if (message.role === 'user' && before?.role === 'user') faults.push('two user messages in a row');
    if (message.role === 'assistant') {
      if (!before || before.role === 'system') faults.push('starts with an answer');
      if (before?.role === 'assistant') faults.push('two answers in a row');
      message.toolCalls.forEach((call, n) => {
        const answer = messages[at + 1 + n];
        if (answer?.role !== 'tool' || answer.toolCallId !== call.id)
          faults.push('a call without its result behind it');
      });
    }
    if (
      message.role === 'tool' &&
      before?.role !== 'tool' &&
      !(before?.role === 'assistant' && before.toolCalls.length > 0)
    )
      faults.push('a result without its call');
  });
  const last = messages.at(-1)?.role;
  if (last !== 'user' && last !== 'tool') faults.push(`ends with ${last}`);
  return faults;
}

describe('normaliseHistory', () => {
  it('leaves a sound conversation as it is', () => {
    const sound = [
      system('s'),
      user('u'),
      assistant('', 'a', 'b'),
      result('a'),
      result('b'),
      assistant('x'),
      user('v'),
    ];
    expect(normaliseHistory(sound)).toEqual(sound);
  });

  it('makes one system message of those at the head and user text of later ones', () => {
    expect(normaliseHistory([system('a'), system('b'), user('u'), system('c')])).toEqual([
      system('a\n\nb'),
      user('u\n\nc'),
    ]);
  });

  it('puts results behind their calls, in order, and stands in for one that is missing', () => {
    const got = normaliseHistory([user('u'), assistant('', 'a', 'b', 'c'), result('b'), user('v'), result('a')]);
    expect(got.map((message) => (message.role === 'tool' ? message.toolCallId : message.role))).toEqual([
      'user',
      'assistant',
      'a',
      'b',
      'c',
      'user',
    ]);
    expect(got[4]?.content).toContain('no result');
  });

  it('turns a result whose call was cut away into user text', () => {
    expect(normaliseHistory([system('s'), result('x', 'bytes')])).toEqual([system('s'), user('Result of f:\nbytes')]);
  });

  it('keeps every rule and every text for any conversation', () => {
    const id = fc.constantFrom('a', 'b', 'c');
    const message = fc.oneof(
      fc.nat().map((n) => user(`u${n}.`)),
      fc.nat().map((n) => system(`s${n}.`)),
      fc.tuple(fc.nat(), fc.uniqueArray(id)).map(([n, ids]) => assistant(`t${n}.`, ...ids)),
      fc.tuple(id, fc.nat()).map(([of, n]) => result(of, `r${n}.`)),
    );
    fc.assert(
      fc.property(fc.array(message, { minLength: 1, maxLength: 12 }), fc.boolean(), (messages, fold) => {
        const got = normaliseHistory(messages, { ...PLAIN_RULES, foldUserIntoTool: fold });
        expect(broken(got)).toEqual([]);
        const text = got.map(({ content }) => content).join('\n');
        for (const { content } of messages) expect(text).toContain(content);
      }),
      { numRuns: 500 },
    );
  });
});
