import { describe, expect, it } from 'vitest';
import type { ModelReply } from '../ports/model-client.js';
import { answerOf } from './answer-of.js';

const said = (given: Partial<ModelReply>, isAskedAgain = true): string =>
  answerOf(
    { text: '', thinking: '', toolCalls: [], brokenCalls: [], finish: 'stop', ...given } as ModelReply,
    isAskedAgain,
  );

describe('an answer that stands where thoughts belong', () => {
  it('is one where it was asked for again', () => {
    expect(said({ thinking: '\n{"passed":false}\n' })).toContain('{"passed":false}');
  });

  it('may be a draft the first time, and is one beside any word, text, call or cut', () => {
    expect(said({ thinking: '{"passed":true}' }, false)).toBe('');
    expect(said({ thinking: 'Perhaps {"passed":true}' })).toBe('');
    expect(said({ thinking: '{"passed":true}', text: 'no' })).toBe('no');
    expect(said({ thinking: '{"passed":true}', finish: 'length' })).toBe('');
    expect(said({ thinking: '12' })).toBe('');
  });
});
