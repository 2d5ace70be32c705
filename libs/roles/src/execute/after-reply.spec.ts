import { assertLinear } from '#testing';
import { describe, expect, it } from 'vitest';
import type { ModelReply } from '../ports/model-client.js';
import { afterReply, amissWith, announces, asks, isSwallowed } from './after-reply.js';

const reply = (given: Partial<ModelReply>): ModelReply => ({
  text: '',
  thinking: '',
  toolCalls: [],
  brokenCalls: [],
  finish: 'stop',
  usage: { promptTokens: 1, completionTokens: 1, estimated: false },
  tookMs: 1,
  firstTokenMs: 1,
  notes: [],
  raw: '',
  ...given,
});
const call = { id: 'abcdefghi', name: 'read_file', arguments: {} };
const start = { toolCalls: 0, changed: false, nudges: 0, emptyReplies: 0 };

describe('afterReply', () => {
  it('runs calls, whatever is said beside them', () => {
    expect(afterReply(reply({ text: 'Done.', toolCalls: [call] }), start).kind).toBe('act');
  });

  it('asks to act when no tool has run yet, at most twice', () => {
    const text = 'Done. I created orders.json.';
    expect(afterReply(reply({ text }), start)).toMatchObject({ kind: 'say' });
    expect(afterReply(reply({ text }), { ...start, nudges: 1 })).toMatchObject({ kind: 'say' });
    expect(afterReply(reply({ text }), { ...start, nudges: 2 })).toEqual({ kind: 'ended', summary: text });
  });

  it('says that code in an answer is not a file', () => {
    expect(afterReply(reply({ text: '```py\nprint(1)\n```' }), start)).toMatchObject({
      text: expect.stringContaining('write_file') as string,
    });
  });

  it('ends with a turn of words once tools have run', () => {
    expect(afterReply(reply({ text: 'The parser is written.' }), { ...start, toolCalls: 2 }).kind).toBe('ended');
  });

  it('does not take an announcement or a cut answer for the end', () => {
    const worked = { ...start, toolCalls: 2 };
    expect(afterReply(reply({ text: 'Now I will create main.py and run the tests.' }), worked).kind).toBe('say');
    expect(afterReply(reply({ text: 'The parser is writ', finish: 'length' }), worked).kind).toBe('say');
    const asked = { ...worked, nudges: 2 };
    expect(afterReply(reply({ text: 'The parser is writ', finish: 'length' }), asked).kind).toBe('cut_off');
  });

  it('says that nobody is there to answer a question, and takes an offer of help for the end', () => {
    const worked = { ...start, toolCalls: 2 };
    for (const text of [
      'The parser is there. Shall I write the tests, too?',
      '用哪个文件夹？',
      'a.txt holds "old". Shall I overwrite it? (yes/no)',
      'I would now overwrite a.txt. Please confirm.',
      'The file is large. I am waiting for your confirmation.',
    ])
      expect(afterReply(reply({ text }), worked)).toMatchObject({
        kind: 'say',
        text: expect.stringContaining('Nobody is there to answer') as string,
      });
    for (const text of [
      'All of it is done. Is there anything else?',
      'Done. Any other questions?',
      'The tests pass (all of them).',
      'Done. Please confirm that it works on your machine.',
    ])
      expect(afterReply(reply({ text }), worked).kind).toBe('ended');
  });

  it('names what was wrong with calls nobody could read', () => {
    const brokenCalls = [{ id: 'x', name: 'write_file', raw: '{"path', problem: 'the JSON ends early' }];
    expect(afterReply(reply({ brokenCalls }), start)).toMatchObject({
      kind: 'say',
      text: expect.stringContaining('write_file: the JSON ends early') as string,
    });
  });

  it('gives up after three empty answers', () => {
    expect(afterReply(reply({}), start).kind).toBe('ask_again');
    expect(afterReply(reply({}), { ...start, emptyReplies: 2 }).kind).toBe('silent');
  });
});

describe('announces', () => {
  it.each([
    'I will now run the tests.',
    'Let me check the file first.',
    'First I read the file. Next, I need to edit it.',
    'Here is the plan:',
    "I'll create it",
  ])('is true for %s', (text) => expect(announces(text)).toBe(true));

  it.each([
    'All tests pass and the file is complete.',
    'The converter is done; I will not change anything else, it has been finished.',
    'Created a.py. Let me know if you need more.',
    'I created a.py which will print 1.',
  ])('is false for %s', (text) => expect(announces(text)).toBe(false));
});

describe('amissWith', () => {
  it.each([
    ['was nothing but thoughts, cut off at its limit of tokens', reply({ thinking: 'Hm.', finish: 'length' })],
    ['was cut off at its limit of tokens', reply({ text: 'I will', finish: 'length' })],
    [
      'held a call of write_file that could not be read: it stops',
      reply({ brokenCalls: [{ id: 'abcdefghi', name: 'write_file', raw: '{', problem: 'it stops' }] }),
    ],
    ['was held back by a filter of the server', reply({ notes: ['the server filtered the answer'] })],
    [null, reply({ text: 'Done.', notes: ['the server filtered the answer'] })],
    [null, reply({ text: 'Done.', thinking: 'Hm.' })],
  ])('says that it %s', (said, given) => {
    expect(amissWith(given)).toBe(said);
  });
});

it('takes an answer of many tokens with nothing in it for one of which nothing came', () => {
  const usage = { promptTokens: 900, completionTokens: 64, estimated: false };
  expect(isSwallowed(reply({ usage }))).toBe(true);
  expect(isSwallowed(reply({ usage: { ...usage, completionTokens: 2 } }))).toBe(false);
  expect(isSwallowed(reply({ usage: { ...usage, estimated: true } }))).toBe(false);
  expect(isSwallowed(reply({ usage, thinking: 'Hm.' }))).toBe(false);
  expect(isSwallowed(reply({ usage, notes: ['the server filtered the answer'] }))).toBe(false);
});

describe('asks', () => {
  it.each([' ', '(', 'please confirm ', 'please ', '. '])('reads many "%s" in linear time', (unit) => {
    assertLinear(asks, unit, 40_000, { start: 'x', end: 'y' });
  });
});
