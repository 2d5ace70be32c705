import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '#domain';
import { shrinkConversation, tokensOf, toolMessage } from './index.js';

const remembered = { goal: 'goal', subtaskId: 'a', description: 'do a' };
/** A turn of `calls` calls whose results have `size` characters. */
function turn(n: number, calls: number, size: number): ChatMessage[] {
  const ids = Array.from({ length: calls }, (_, i) => `call${n}x${i}`);
  return [
    {
      role: 'assistant',
      content: '',
      thinking: 't'.repeat(50),
      toolCalls: ids.map((id) => ({ id, name: 'read_file', arguments: { path: 'a' } })),
    },
    ...ids.map((id): ChatMessage => ({
      role: 'tool',
      toolCallId: id,
      toolName: 'read_file',
      content: toolMessage('x'.repeat(size), null, remembered, 'n0nce'),
    })),
  ];
}
const opening: ChatMessage[] = [
  { role: 'system', content: 'You are the executor of Loom.' },
  { role: 'user', content: 'the subtask' },
];
const budget = (maxTokens: number) => ({ maxTokens, tokensPerChar: 0.25 });

describe('shrinkConversation', () => {
  it('changes nothing while it fits', () => {
    const messages = [...opening, ...turn(1, 2, 4000)];
    const shrunk = shrinkConversation(messages, [], budget(100_000));
    expect(shrunk.messages).toBe(messages);
    expect(shrunk.notes).toEqual([]);
  });

  it('shortens old tool results first, the oldest first, and keeps the latest turns whole', () => {
    const messages = [...opening, ...[1, 2, 3, 4, 5].flatMap((n) => turn(n, 1, 4000))];
    const { messages: after, fits } = shrinkConversation(messages, [], budget(4500));
    expect(fits).toBe(true);
    expect(after).toHaveLength(messages.length);
    const lengths = after.filter((m) => m.role === 'tool').map((m) => m.content.length);
    expect(lengths[0]).toBeLessThan(1000);
    expect(lengths.slice(-2).every((length) => length > 4000)).toBe(true);
    expect(after.slice(0, 2)).toEqual(opening);
  });

  it('shortens the results of the last turn, the longest first, where they alone are too long', () => {
    const [call, ...results] = turn(1, 2, 300);
    const long = turn(1, 2, 9000)[2] as ChatMessage;
    const messages = [...opening, call as ChatMessage, results[0] as ChatMessage, long];
    const { messages: after, fits } = shrinkConversation(messages, [], budget(1500));
    expect(fits).toBe(true);
    expect(after.slice(0, 4)).toEqual(messages.slice(0, 4));
    expect(after[4]?.content).toMatch(
      /^\[\[loom-data n0nce\]\]\nx{1500,}…x{1500,}\n\[\[\/loom-data n0nce\]\]\n\[Loom\] Shortened: \d+ characters of/,
    );
    expect(tokensOf(after, [], 0.25)).toBeGreaterThan(1200);
  });

  it('keeps both ends of the last result: a command says at its end how it went', () => {
    const [call] = turn(1, 1, 1);
    const output = `BEGIN ${'line of the log. '.repeat(900)} FAILED host: gamma`;
    const result = { ...(turn(1, 1, 1)[1] as ChatMessage), content: toolMessage(output, null, remembered, 'n0nce') };
    const { messages, fits } = shrinkConversation([...opening, call as ChatMessage, result], [], budget(1500));
    expect(fits).toBe(true);
    expect(messages.at(-1)?.content).toMatch(
      /BEGIN .*FAILED host: gamma\n\[\[\/loom-data n0nce\]\]\n\[Loom\] Shortened/s,
    );
  });

  it('closes the fence of a shortened result', () => {
    const messages = [...opening, ...[1, 2, 3].flatMap((n) => turn(n, 1, 4000))];
    const first = shrinkConversation(messages, [], budget(2500)).messages[3]?.content ?? '';
    expect(first).toMatch(/^\[\[loom-data n0nce\]\]\nx+…\n\[\[\/loom-data n0nce\]\]\n\[Loom\] Shortened/);
  });

  it('leaves room, so that the next turn extends what was sent', () => {
    const messages = [...opening, ...[1, 2, 3, 4, 5, 6].flatMap((n) => turn(n, 1, 2000))];
    const once = shrinkConversation(messages, [], budget(3000)).messages;
    const next = [...once, ...turn(7, 1, 400)];
    expect(shrinkConversation(next, [], budget(3000)).messages).toBe(next);
  });

  it('keeps what the user said when it has to drop turns', () => {
    const said: ChatMessage = { role: 'user', content: 'use tabs' };
    const wide: ChatMessage[] = [1, 2, 3, 4].flatMap((n) => [
      ...(n === 2 ? [said] : []),
      {
        role: 'assistant' as const,
        content: '',
        toolCalls: [{ id: `w${n}`, name: 'write_file', arguments: { path: 'a', content: 'z'.repeat(4000) } }],
      },
      { role: 'tool' as const, toolCallId: `w${n}`, toolName: 'write_file', content: 'ok' },
    ]);
    const { messages: after, fits } = shrinkConversation([...opening, ...wide], [], budget(2200));
    expect(fits).toBe(true);
    expect(after.map((m) => m.content).join('\n')).toContain('use tabs');
    expect(after.map((m) => m.content).join('\n')).toContain('the subtask');
  });

  it('never parts a call from its result, whatever is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ calls: fc.integer({ min: 1, max: 3 }), size: fc.integer({ min: 0, max: 3000 }) })),
        fc.integer({ min: 50, max: 6000 }),
        (turns, maxTokens) => {
          const messages = [...opening, ...turns.flatMap(({ calls, size }, n) => turn(n, calls, size))];
          const { messages: after, fits } = shrinkConversation(messages, [], budget(maxTokens));
          expect(after.slice(0, 2)).toEqual(opening);
          const asked = after.flatMap((m) => (m.role === 'assistant' ? m.toolCalls.map((c) => c.id) : []));
          const answered = after.flatMap((m) => (m.role === 'tool' ? [m.toolCallId] : []));
          expect(answered).toEqual(asked);
          if (fits) expect(tokensOf(after, [], 0.25)).toBeLessThanOrEqual(maxTokens);
        },
      ),
      { numRuns: 100 },
    );
  });
});
