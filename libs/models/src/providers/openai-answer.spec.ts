import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import { describe, expect, it } from 'vitest';
import type { RawAnswer } from '../reply/raw-answer.js';
import { OpenAiAnswer } from './openai-answer.js';

const whole = (deltas: readonly unknown[], finish: string | null = 'tool_calls', sawEnd = true): RawAnswer => {
  const answer = new OpenAiAnswer(() => undefined);
  for (const delta of deltas)
    answer.take({ choices: [{ index: 0, delta, finish_reason: null }] } as ChatCompletionChunk);
  if (finish !== null)
    answer.take({ choices: [{ delta: {}, finish_reason: finish }] } as unknown as ChatCompletionChunk);
  return answer.whole(sawEnd);
};
const piece = (
  index: number | undefined,
  id: string | undefined,
  name: string | undefined,
  args: unknown,
): unknown => ({
  tool_calls: [{ index, id, function: { name, arguments: args } }],
});

describe('calls in fragments', () => {
  it('are kept apart by id where they share an index', () => {
    const got = whole([
      piece(0, 'call_a', 'write_file', '{"path":"a"}'),
      piece(0, 'call_b', 'write_file', '{"path":'),
      piece(0, undefined, undefined, '"b"}'),
    ]);
    expect(got.calls).toEqual([
      { name: 'write_file', arguments: '{"path":"a"}' },
      { name: 'write_file', arguments: '{"path":"b"}' },
    ]);
  });

  it('are kept apart by a new name after whole arguments where there are no ids', () => {
    const got = whole([piece(0, '', 'read_file', '{"path":"a"}'), piece(0, '', 'read_file', '{"path":"b"}')]);
    expect(got.calls.map(({ arguments: args }) => args)).toEqual(['{"path":"a"}', '{"path":"b"}']);
  });

  it('keep what pieces behind the first have for a name', () => {
    const got = whole([piece(0, 'a', 'write_', ''), piece(0, undefined, 'file', '{"path":"a"}')]);
    expect(got.calls).toEqual([{ name: 'write_', inPieces: 'write_file', arguments: '{"path":"a"}' }]);
    const same = whole([piece(0, 'a', 'write_file', '{"path"'), piece(0, undefined, 'write_file', ':"a"}')]);
    expect(same.calls).toEqual([{ name: 'write_file', arguments: '{"path":"a"}' }]);
  });

  it('go on under another id where the piece has no name', () => {
    const got = whole([piece(0, 'tool-1', 'write_file', '{"path":'), piece(0, 'tool-2', undefined, '"a"}')]);
    expect(got.calls).toEqual([{ name: 'write_file', arguments: '{"path":"a"}' }]);
  });

  it('come out once where each piece holds all that came before it', () => {
    const text = '{"path":"a","content":"{\\"b\\":1}"}';
    const cuts = [1, 5, 12, 30, text.length];
    const got = whole(cuts.map((end, at) => piece(0, 'a', at === 0 ? 'write_file' : undefined, text.slice(0, end))));
    expect(got.calls).toEqual([{ name: 'write_file', arguments: text }]);
  });

  it('that interleave by index come out whole', () => {
    const got = whole([
      piece(0, 'a', 'f', '{"x"'),
      piece(1, 'b', 'g', '{"y"'),
      piece(0, undefined, undefined, ':1}'),
      piece(1, undefined, undefined, ':2}'),
    ]);
    expect(got.calls).toEqual([
      { name: 'f', arguments: '{"x":1}' },
      { name: 'g', arguments: '{"y":2}' },
    ]);
  });

  it('take a name once, though it is repeated, empty or "null" in later pieces', () => {
    const got = whole([
      piece(0, 'a', 'read_file', '{"pa'),
      piece(0, 'a', 'read_file', 'th":'),
      piece(0, '', '', '"a'),
      piece(0, 'null', 'null', '"}'),
    ]);
    expect(got.calls).toEqual([{ name: 'read_file', arguments: '{"path":"a"}' }]);
  });

  it('are counted once when a closing chunk repeats them', () => {
    const call = piece(0, 'a', 'f', '{}');
    expect(whole([call, piece(1, 'a', 'f', '{}')]).calls).toHaveLength(1);
  });

  it('may have their arguments as an object', () => {
    expect(whole([piece(undefined, 'a', 'f', { x: 1 })]).calls).toEqual([{ name: 'f', arguments: { x: 1 } }]);
  });
});

describe('chunks', () => {
  it('of odd shapes are passed over', () => {
    const answer = new OpenAiAnswer(() => undefined);
    for (const chunk of [
      null,
      1,
      'x',
      [],
      {},
      { choices: null },
      { choices: [null] },
      { choices: [{ delta: null }] },
      { choices: [], usage: { prompt_tokens: 'x' } },
    ])
      answer.take(chunk as unknown as ChatCompletionChunk);
    answer.take({ choices: [{ delta: { content: 'ok' }, finish_reason: 'stop' }] } as unknown as ChatCompletionChunk);
    expect(answer.whole(false)).toMatchObject({ text: 'ok', calls: [], usage: null });
  });

  it('are those of the first choice alone', () => {
    const answer = new OpenAiAnswer(() => undefined);
    answer.take({ choices: [{ index: 1, delta: { content: 'no' } }] } as unknown as ChatCompletionChunk);
    answer.take({
      choices: [
        { index: 1, delta: { content: 'no' }, finish_reason: 'stop' },
        { index: 0, delta: { content: 'yes' }, finish_reason: 'stop' },
      ],
    } as unknown as ChatCompletionChunk);
    expect(answer.whole(true).text).toBe('yes');
  });

  it('bring reasoning under any of its names', () => {
    for (const field of ['reasoning', 'reasoning_content', 'thinking'])
      expect(whole([{ [field]: 'hm' }, { content: 'ok' }], 'stop')).toMatchObject({ thinking: 'hm', text: 'ok' });
  });

  it('without a finish reason count as whole only behind the end marker', () => {
    expect(() => whole([{ content: 'half' }], null, false)).toThrow();
    expect(() => whole([], null, true)).toThrow();
    expect(whole([{ content: 'whole' }], null, true).notes).toHaveLength(1);
  });
});

describe('texts', () => {
  const TEXT = '{"passed": true, "issues": [], "confidence": 0.9, "suggestion": ""}';
  const grown = (text: string, step: number): { content: string }[] =>
    Array.from({ length: Math.ceil(text.length / step) }, (_, at) => ({ content: text.slice(0, (at + 1) * step) }));
  const sayings = (deltas: readonly unknown[]): string[] => {
    const said: string[] = [];
    const answer = new OpenAiAnswer((_, text) => said.push(text));
    for (const delta of deltas) answer.take({ choices: [{ index: 0, delta }] } as ChatCompletionChunk);
    return said;
  };
  const last = (content: string) => [{ index: 0, delta: { content }, finish_reason: 'stop' }];
  const ended = (pieces: readonly string[], end: string): string => {
    const answer = new OpenAiAnswer(() => undefined);
    for (const content of pieces) answer.take({ choices: [{ index: 0, delta: { content } }] } as ChatCompletionChunk);
    answer.take({ choices: last(end) } as ChatCompletionChunk);
    return answer.whole(true).text;
  };

  it.each([1, 7, 16, 30])('come out once where each piece holds all that came before it, by %i', (step) => {
    expect(whole(grown(TEXT, step), 'stop').text).toBe(TEXT);
    expect(whole([...grown(TEXT, step), { content: TEXT }], 'stop').text).toBe(TEXT);
  });

  it('are told by what is new of them', () => {
    // The first three pieces might be parts of it.
    expect(sayings(grown(TEXT, 8)).slice(3).join('')).toBe(TEXT.slice(24));
  });

  it('come out once where the last piece brings all of it again', () => {
    expect(
      ended(['I have looked at the file, ', 'and it is as asked.'], 'I have looked at the file, and it is as asked.'),
    ).toBe('I have looked at the file, and it is as asked.');
  });

  it.each([
    [['6', '66', '666', '6666', '66666666', '6666666666666666666666666']],
    [['ha', 'haha', 'hahaha', 'hahahaha']],
    [['a', 'ab', 'abc', 'and then something else altogether']],
    [['one line\n', 'one line\n', 'one line\n', 'one line\n', 'one line\n']],
    [['the', ' ', 'the', ' ', 'the']],
  ])('that repeat themselves stay as they are: %j', (pieces) => {
    expect(
      whole(
        pieces.map((content) => ({ content })),
        'stop',
      ).text,
    ).toBe(pieces.join(''));
  });

  it('that end as they began stay as they are', () => {
    expect(ended(['yes', ' '], 'yes ')).toBe('yes yes ');
    const line = 'a line of more than forty signs, and more of it\n';
    expect(ended([line, line], line)).toBe(line.repeat(3));
  });
});
