import { describe, expect, it } from 'vitest';
import { read } from './read-reply.fixture.js';

describe('reasoning', () => {
  it.each([
    ['tagged', '<think>hm</think>\n\nDone.', 'Done.', 'hm'],
    ['without its opening tag', 'I\'ll check...\n</think>\n\n{"passed":false}', '{"passed":false}', "I'll check..."],
    ['in another tag', '<thinking>a</thinking>b', 'b', 'a'],
    ['twice', '<think>a</think><think>b</think>c', 'c', 'ab'],
    ['in two tags', '<thinking>a</thinking><reflection>b</reflection>c', 'c', 'ab'],
    ['never closed', '<think>Let me see {"passed":true}', '', 'Let me see {"passed":true}'],
    ['absent', 'Use <thinking> as a word.', 'Use <thinking> as a word.', ''],
    ['only named in code', 'Write `"</think>"` there.', 'Write `"</think>"` there.', ''],
    ['in other marks', '[Start thinking]hm[End thinking]Done', 'Done', 'hm'],
    ['in channels whose marks were stripped', 'analysishm {"a":1}assistantfinalDone', 'Done', 'hm {"a":1}'],
    [
      'in sentences round it',
      'Here is my thought process:\nhm {"a":1}\nHere is my response:\nDone',
      'Done',
      'hm {"a":1}',
    ],
    ['of Gemma', '<|channel>thought\nhm {"a":1}\n<channel|>Done', 'Done', 'hm {"a":1}'],
    ['announced only', 'Here is my thought process: hm', 'Here is my thought process: hm', ''],
    ['only a word', 'analysis of the assistant', 'analysis of the assistant', ''],
    [
      'in channels',
      '<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>final<|message|>Done',
      'Done',
      'hm',
    ],
  ])('is taken out where it is %s', (_what, text, answer, thinking) => {
    expect(read({ text })).toMatchObject({ text: answer, thinking });
  });

  it('of a field of its own is kept apart', () => {
    expect(read({ text: 'b', thinking: 'a' })).toMatchObject({ text: 'b', thinking: 'a' });
  });

  const CALL = '<tool_call>{"name":"read_file","arguments":{"path":"a.txt"}}</tool_call>';
  it('that ends with a call, and is all there is, may be a draft of it', () => {
    const drafted = [{ id: 'abcdefghi', name: 'read_file', arguments: { path: 'a.txt' } }];
    for (const raw of [{ text: `<think>I look.\n${CALL}` }, { thinking: `I look.\n${CALL}\n` }])
      expect(read(raw)).toMatchObject({ toolCalls: [], drafted });
  });

  it.each([
    ['goes on behind it', { text: `<think>Perhaps ${CALL}. Or not.` }],
    ['was cut', { text: `<think>I look. ${CALL}`, finish: 'length' as const }],
    ['is followed by words', { text: `<think>I look. ${CALL}</think>Done.` }],
    ['is followed by a call', { thinking: CALL, calls: [{ name: 'read_file', arguments: { path: 'b.txt' } }] }],
    ['names no tool', { text: '<think>I call <tool_call>{"name":"fly","arguments":{}}</tool_call>' }],
  ])('is none where it %s', (_what, raw) => {
    expect(read(raw).drafted).toBeUndefined();
  });

  it('that ends with more calls than one answer may make has made none', () => {
    expect(read({ thinking: `${CALL}\n`.repeat(41) }).drafted).toBeUndefined();
  });
});
