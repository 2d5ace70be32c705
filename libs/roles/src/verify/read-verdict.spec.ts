import { describe, expect, it } from 'vitest';
import { readVerdict } from './read-verdict.js';

describe('readVerdict', () => {
  it.each([
    ['{"passed":true,"issues":[],"confidence":0.9,"suggestion":""}', true, 0.9],
    ['{"passed":"yes","issues":"none","confidence":"85%"}', true, 0.85],
    ['{"passed":"True","issues":["No issues found."],"confidence":95}', true, 0.95],
    ['{"passed":true,"issues":["All acceptance criteria are met.","N/A"],"confidence":0.9}', true, 0.9],
    ["```json\n{'passed': False, 'issues': ['b.py missing'], 'confidence': 'high'}\n```", false, 0.9],
    ['I see.</think>{"passed":false,"issues":[{"issue":"b.py missing"}],"confidence":null}', false, 0.5],
    ['{"verdict":{"passed":true,"issues":[]}} {"passed":true,"issues":[],"confidence":"9/10"}', true, 0.9],
  ])('reads %s', (text, passed, confidence) => {
    expect(readVerdict(text, 'x')).toMatchObject({ kind: 'verdict', verdict: { passed, confidence } });
  });

  it.each([
    ['passed with issues', '{"passed":true,"issues":["b.py missing"],"confidence":0.2}'],
    ['failed without a reason', '{"passed":false,"issues":[],"confidence":0.9,"suggestion":""}'],
    ['a pass that is taken back', '{"passed":true,"issues":[]}\n\nWait, b.md holds one sentence: it did not pass.'],
    ['a pass with an exception', '{"passed":true,"issues":["All criteria are met except the last."]}'],
    ['two verdicts that differ', 'The file says {"passed": true}. {"passed":false,"issues":["x"]}'],
  ])('calls %s a contradiction', (_what, text) => {
    expect(readVerdict(text, 'x').kind).toBe('contradiction');
  });

  it.each([
    ['prose', '**Verdict:** the subtask passed all criteria.'],
    ['a negation in prose', 'I cannot say it passed: not all criteria were met. passed: true would be wrong'],
    ['an unclosed thought', '<think>Let me see {"passed":true}'],
    ['a word that is neither', '{"passed":"mostly","issues":[]}'],
    ['a number', '{"passed":1,"issues":[]}'],
    ['a schema', '{"type":"object","properties":{"passed":{"type":"boolean"}}}'],
    ['nothing', ''],
  ])('never takes %s for a verdict', (_what, text) => {
    expect(readVerdict(text, 'x').kind).toBe('unreadable');
  });

  it('takes the suggestion for the issue where none is listed', () => {
    expect(readVerdict('{"passed":false,"issues":[],"suggestion":"write b.py"}', 'x')).toMatchObject({
      verdict: { issues: ['write b.py'] },
    });
  });
});
