import { describe, expect, it } from 'vitest';
import type { VerifyWork } from '#contracts';
import { criteriaOf, criteriaText, readCriteria } from './by-criterion.js';

const work = (acceptanceCriteria: string, more: object = {}): VerifyWork =>
  ({
    task: { goal: 'The goal.' },
    subtask: { acceptanceCriteria, description: 'Do it.' },
    instructions: [],
    ...more,
  }) as never;

describe('criteria that are asked for one by one', () => {
  it.each<[string, string, readonly string[]]>([
    ['items', 'All of:\n- a.txt says hello\n- [ ] b.txt is gone', ['a.txt says hello', 'b.txt is gone']],
    ['lines', 'a.txt says hello\n\nb.txt is gone', ['a.txt says hello', 'b.txt is gone']],
    ['one', 'a.txt says hello. b.txt is gone.', ['a.txt says hello. b.txt is gone.']],
    ['none', ' ', ['Do it.']],
    ['a block of code', 'a.txt says\n```\nx\n```', ['all criteria above']],
    ['too many', Array.from({ length: 9 }, (_, n) => `- ${n}`).join('\n'), ['all criteria above']],
  ])('%s', (_, text, wanted) => {
    expect(criteriaOf(work(text))).toEqual(wanted);
  });

  it('are the goal and what the user said since, at the end', () => {
    const instructions = [{ text: 'Say\nhallo.' }];
    expect(criteriaOf(work('', { subtask: null, instructions }))).toEqual(['The goal.', 'Say hallo.']);
    expect(criteriaText(['The goal.'], 'x')).toContain('\n1. The goal.\n');
  });
});

const SHOWN = 'create a.txt\n@@ -0,0 +1 @@\n+hello, world\nnode --test: 3 passed';
const TWO = ['a.txt says hello', 'tests pass'];
const read = (criteria: unknown, asked: readonly string[] = TWO) =>
  readCriteria(JSON.stringify({ criteria }), asked, SHOWN);
const one = (number: number, met: unknown, evidence = 'hello, world') => ({ number, evidence, met });

describe('an answer for each criterion', () => {
  it.each<[string, readonly object[]]>([
    ['copied lines', [one(1, true, '+hello, world'), one(2, true, 'node --test: 3 passed')]],
    ['quotations', [one(2, true, 'The check says "3 passed".'), one(1, 'yes', 'a.txt holds `hello, world`')]],
  ])('passes what is shown: %s', (_, criteria) => {
    expect(read(criteria)).toMatchObject({ kind: 'verdict', verdict: { passed: true, issues: [], confidence: 0.5 } });
  });

  it('rejects for those that are not met', () => {
    expect(read([one(1, true), one(2, false, 'no test was run')])).toMatchObject({
      kind: 'verdict',
      verdict: { passed: false, issues: ['tests pass: no test was run'] },
    });
  });

  it.each<[string, unknown]>([
    ['no list', 'all met'],
    ['an empty one', []],
    ['one of two', [one(1, true)]],
    ['the same twice', [one(1, true), one(1, false)]],
    ['one more', [one(1, true), one(2, true), one(3, true)]],
    ['neither met nor not', [one(1, true), one(2, 'perhaps')]],
    ['no evidence', [one(1, true), one(2, true, '')]],
    ['evidence that nobody was shown', [one(1, true), one(2, true, 'node --test: 4 passed')]],
    ['evidence of which a part is not there', [one(1, true), one(2, true, '"3 passed" and "0 failed"')]],
  ])('decides nothing: %s', (_, criteria) => {
    expect(read(criteria).kind).toBe('unreadable');
  });

  it('decides nothing with a verdict of the form that contradicted itself, or two lists', () => {
    expect(readCriteria('{"passed": true, "issues": []}', TWO, SHOWN).kind).toBe('unreadable');
    const list = JSON.stringify({ criteria: [one(1, true), one(2, true)] });
    expect(readCriteria(`${list}\n${list.replace('true', 'false')}`, TWO, SHOWN).kind).toBe('unreadable');
  });
});
