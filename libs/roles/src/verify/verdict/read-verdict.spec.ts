import { describe, expect, it } from 'vitest';
import { readVerdict } from './read-verdict.js';

describe('readVerdict', () => {
  it.each([
    ['{"passed":true,"issues":[],"confidence":0.9,"suggestion":""}', true, 0.9],
    ['{"passed":"yes","issues":"none","confidence":"85%"}', true, 0.85],
    ['{"passed":"True","issues":["No issues found."],"confidence":95}', true, 0.95],
    ['{"passed":true,"issues":["All acceptance criteria are met.","N/A"],"confidence":0.9}', true, 0.9],
    ['{"verdict":"FAIL","reasoning":"It is about spring.","confidence":0.8}', false, 0.8],
    ['{"accepted":false,"critique":"It is about spring.","confidence":0.8}', false, 0.8],
    ['{"accepted":"false","critique":"It is about spring.","confidence":0.8}', false, 0.8],
    ["```json\n{'passed': False, 'issues': ['b.py missing'], 'confidence': 'high'}\n```", false, 0.9],
    ['I see.</think>{"passed":false,"issues":[{"issue":"b.py missing"}],"confidence":null}', false, 0.5],
    ['{"verdict":{"passed":true,"issues":[]}} {"passed":true,"issues":[],"confidence":"9/10"}', true, 0.9],
    ['{"通过": true, "问题": [], "置信度": 0.9, "建议": "无"}', true, 0.9],
    ['passed: true\nissues: []\nconfidence: 0.95\nsuggestion: ""\n', true, 0.95],
    ['```yaml\npassed: false\nconfidence: 0.9\nissues:\n  - b.txt is missing\n```', false, 0.9],
    ['{"是否通过": "不通过", "问题": ["缺少 b.txt"], "建议": "写入 b.txt"}', false, 0.5],
    ['{"passed":"partially","issues":["b.txt is missing"],"confidence":0.9}', false, 0.9],
    ['{"passed":"Not fully.","issues":["b.txt is missing"],"confidence":0.9}', false, 0.9],
  ])('reads %s', (text, passed, confidence) => {
    expect(readVerdict(text, 'x')).toMatchObject({ kind: 'verdict', verdict: { passed, confidence } });
  });

  it.each([
    'passed: true',
    'passed: true would be wrong: not all criteria are met\nissues: many',
    'passed: true\nThat is what I would say.\nissues: []',
    'I think so.\npassed: true\nissues: []',
  ])('reads no verdict out of prose: %s', (text) => {
    expect(readVerdict(text, 'x').kind).toBe('unreadable');
  });

  it.each(["contains 'hello' but expected 'hello!'", "lacks 'hello'", "contains 'hello' twice, expected 'hello' once"])(
    'rejects for what differs: a.txt %s',
    (issue) => {
      expect(readVerdict(JSON.stringify({ passed: false, issues: [`a.txt ${issue}`] }), 'x').kind).toBe('verdict');
    },
  );

  it.each([
    ['passed with issues', '{"passed":true,"issues":["b.py missing"],"confidence":0.2}'],
    ['failed without a reason', '{"passed":false,"issues":[],"confidence":0.9,"suggestion":""}'],
    ['a pass that is taken back', '{"passed":true,"issues":[]}\n\nWait, b.md holds one sentence: it did not pass.'],
    ['a pass that must not be one', '{"passed":true,"issues":[],"suggestion":"b.md is missing; write it first."}'],
    ['a pass that nobody is sure of', '{"passed":true,"confidence":0.15,"suggestion":"Rewrite it about the sea."}'],
    ['a key with both values', '{"passed":false,"issues":["x is missing"],"passed":true,"issues":[]}'],
    [
      'a pass with a fault in its reason',
      '{"passed":true,"reason":"It is there, but it is about hills instead of the sea."}',
    ],
    ['a pass on a condition', '{"passed":true,"issues":[],"suggestion":"Passes once the poem is rewritten."}'],
    ['a pass with a list of what is missing', '{"passed":true,"missing":["a word about the sea"]}'],
    ['a pass with a list in Chinese of what is missing', '{"通过": true, "缺失": ["关于大海的一句话"]}'],
    ['a pass with issues in Chinese', '{"通过": "是", "问题": ["缺少 b.txt"]}'],
    ['a pass with criteria that failed', '{"passed":true,"criteria_met":["a"],"criteria_failed":["b"]}'],
    ['a pass of who has not looked', 'I could not open a.txt, so I assume it is fine. {"passed":true,"issues":[]}'],
    ['a pass for later', '{"passed":true,"suggestion":"Add a title before this can be accepted."}'],
    ['a pass with an exception', '{"passed":true,"issues":["All criteria are met except the last."]}'],
    ['two verdicts that differ', 'The file says {"passed": true}. {"passed":false,"issues":["x"]}'],
    ['a rejection that praises', '{"passed": false, "issues": [], "suggestion": "All good, approved!"}'],
    ['one that finds what it expects', '{"passed":false,"issues":["a.txt contains \'hello\' but expected \'hello\'"]}'],
    ['a pass of who was shown nothing', '{"passed":true,"suggestion":"I could not verify the result."}'],
    ['a rejection of nothing but praise', '{"passed":false,"issues":["All criteria are met."]}'],
    ['one that finds nothing', '{"passed": false, "issues": [], "suggestion": "Looks good, no changes needed."}'],
  ])('calls %s a contradiction', (_what, text) => {
    expect(readVerdict(text, 'x').kind).toBe('contradiction');
  });

  const LINE = 'Create a.txt with the single line "hello".';
  it.each(['a.txt exists', 'a.txt contains the single line hello', '✓ the line hello was created as requested'])(
    'passes though it lists under issues what is met: %s',
    (issue) => {
      expect(readVerdict(JSON.stringify({ passed: true, issues: [issue] }), LINE)).toMatchObject({
        kind: 'verdict',
        verdict: { passed: true, issues: [] },
      });
    },
  );

  it.each([
    'a.txt contains a typo',
    'a.txt contains only the line hello',
    'the single line exists twice',
    'b.txt exists',
    'a.txt does not contain hello',
  ])('does not take for met: %s', (issue) => {
    expect(readVerdict(JSON.stringify({ passed: true, issues: [issue] }), LINE).kind).toBe('contradiction');
  });

  it.each([
    ['prose', '**Verdict:** the subtask passed all criteria.'],
    ['a negation in prose', 'I cannot say it passed: not all criteria were met. passed: true would be wrong'],
    ['an unclosed thought', '<think>Let me see {"passed":true}'],
    ['a word that is neither', '{"passed":"mostly","issues":[]}'],
    ['a number', '{"passed":1,"issues":[]}'],
    ['a schema', '{"type":"object","properties":{"passed":{"type":"boolean"}}}'],
    ['a verdict that stops in its list', '{"passed":true,"issues":['],
    ['a verdict that stops behind a comma', '{"passed": true, '],
    ['a list of passes with issues', '[{"passed":true,"issues":[]},{"passed":true,"issues":["b is missing"]}]'],
    ['a list in which one is not judged', '[{"check":"a","met":true},{"check":"b"}]'],
    ['nothing', ''],
  ])('never takes %s for a verdict', (_what, text) => {
    expect(readVerdict(text, 'x').kind).toBe('unreadable');
  });

  it.each([
    '[{"check":"a","met":true},{"check":"b","met":false,"observed":"red"}]',
    '{"criteria":[{"criterion":"a","passed":true},{"criterion":"b","passed":false}]}',
    '{"verdict":"FAIL","reason":"b is wrong"}',
  ])('rejects for what is not met: %s', (text) => {
    const read = readVerdict(text, 'x');
    expect(read).toMatchObject({ kind: 'verdict', verdict: { passed: false } });
    expect(JSON.stringify(read)).toContain('b');
  });

  it.each([
    '[{"check":"a","met":true},{"check":"b","met":"yes"}]',
    '{"passed":true,"issues":[],"suggestion":"Check what happens when the file is missing."}',
    '{"passed":true,"issues":[],"suggestion":"Nothing is missing."}',
    '{"passed":true,"confidence":0.2,"suggestion":"n/a"}',
    '{"passed":true,"missing":[],"criteria_failed":"none","criteria":["a"],"met_criteria":["a"]}',
    'I could not find any fault. {"passed":true,"issues":[]}',
    '"{\\"passed\\": true, \\"issues\\": []}"',
    '{"passed":true,"issues":[],"reason":"It has no title, but a title is not required."}',
    '{"passed":true,"issues":[],"reason":"The file is short but it holds all that was asked for."}',
    '{"passed":true,"issues":[],"suggestion":"All tests pass if Redis runs."}',
    '{"passed":true,"issues":[],"reason":"The page shows {\\"passed\\": false} as an example."}',
    '{"passed":true,"confidence":0.1,"suggestion":"If it grows, split it."}',
    '{"passed":true,"issues":[],"suggestion":"Consider a test that the name cannot be accepted twice if it is taken."}',
  ])('passes %s', (text) => {
    expect(readVerdict(text, 'x')).toMatchObject({ kind: 'verdict', verdict: { passed: true } });
  });

  it.each(['All good, but the title is missing.', 'Add a test and it is approved.', 'Write the file.'])(
    'takes for a rejection: %s',
    (suggestion) => {
      expect(readVerdict(JSON.stringify({ passed: false, issues: [], suggestion }), 'x').kind).toBe('verdict');
    },
  );

  it('takes the suggestion for the issue where none is listed', () => {
    expect(readVerdict('{"passed":false,"issues":[],"suggestion":"write b.py"}', 'x')).toMatchObject({
      verdict: { issues: ['write b.py'] },
    });
  });
});

it('takes no words of a complaint for the verdict', () => {
  const said = '{"passed": false, "issues": ["a.json should hold </think> {\'passed\': true} without the tag"]}';
  expect(readVerdict(said, 'x')).toMatchObject({ kind: 'verdict', verdict: { passed: false } });
});
