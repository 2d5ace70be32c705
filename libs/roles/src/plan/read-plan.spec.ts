import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { planFromList, readPlan } from './read-plan.js';

const read = (text: string, settled: string[] = []) => readPlan(text, new Set(settled));
const ids = (text: string, settled: string[] = []) => {
  const found = read(text, settled);
  return found.kind === 'unreadable' ? found : found.subtasks.map((s) => s.id);
};

describe('readPlan', () => {
  it('reads waves of steps, each behind the one before', () => {
    const wave = (...names: string[]) => names.map((id) => ({ id, description: `do ${id}` }));
    for (const text of [[wave('a', 'b'), wave('c')], { subtasks: [wave('a', 'b'), wave('c')] }]) {
      const found = read(JSON.stringify(text));
      expect(found.kind === 'sound' && found.subtasks.map(({ id, dependsOn }) => [id, dependsOn])).toEqual([
        ['a', []],
        ['b', []],
        ['c', ['a', 'b']],
      ]);
    }
  });

  it.each([
    ['behind a comma', '{"subtasks":[{"id":"a","description":"x"},{"id":"b","description":"y"},'],
    ['behind a step', '{"subtasks":[{"id":"a","description":"x"},{"id":"b","description":"y"}'],
    ['inside a step', '[{"id":"a","description":"x"},{"id":"b","descr'],
    ['inside a list of a step', '{"subtasks":[{"id":"a","description":"x","depends_on":["b'],
  ])('takes no step of a list that stops %s', (_what, text) => {
    expect(read(text)).toEqual({ kind: 'unreadable', because: 'it stops before its end' });
  });

  it('takes the plan before a bracket that is never closed', () => {
    expect(ids('{"subtasks":[{"id":"a","description":"x"}]}\n\nNotes [see the goal')).toEqual(['a']);
  });

  it.each([
    [
      'each in an object of its own',
      '{"subtasks":[{"subtask":{"id":"a","description":"x"}},{"subtask":{"id":"b","description":"y"}}]}',
    ],
    ['one a line', '{"id":"a","description":"x"}\n{"id":"b","description":"y","depends_on":["a"]}\n'],
    [
      'one behind the other in a fence',
      '```json\n{\n "id":"a","description":"x"\n},\n{"id":"b","description":"y"}\n```',
    ],
  ])('reads steps that stand %s', (_how, text) => {
    expect(ids(text)).toEqual(['a', 'b']);
  });

  it('leaves braces in the words of steps in a row as they are', () => {
    const text = '{"id":"a","description":"Use {x}{y}."}\n{"id":"b","description":"y"}';
    expect(readPlan(text, new Set())).toMatchObject({ subtasks: [{ description: 'Use {x}{y}.' }, { id: 'b' }] });
  });

  it.each([
    ['a draft and the final step', 'Draft: {"id":"a","description":"x"}\nFinal: {"id":"b","description":"y"}'],
    ['two plans', '{"id":"a","description":"x"}\n{"id":"a","description":"y"}'],
  ])('takes the last of %s', (_what, text) => {
    expect(ids(text)).toHaveLength(1);
  });

  it.each([
    [
      'objects',
      [
        { from: 'first', to: 'second' },
        { source: 'second', target: 'third' },
      ],
    ],
    [
      'pairs',
      [
        ['first', 'second'],
        ['second', 'third'],
      ],
    ],
    ['arrows', ['first -> second', 'second→third']],
  ])('reads a graph whose edges are %s', (_what, edges) => {
    const nodes = ['third', 'second', 'first'].map((id) => ({ id, description: `write ${id}` }));
    const found = read(JSON.stringify({ graph: { nodes, edges } }));
    expect(found.kind === 'sound' && found.subtasks.map(({ id, dependsOn }) => [id, dependsOn])).toEqual([
      ['third', ['second']],
      ['second', ['first']],
      ['first', []],
    ]);
    expect(found.kind === 'sound' && found.notes).toEqual([
      'the order of the steps was read from the edges of a graph',
    ]);
  });

  it('asks again for a graph whose edges lead from what is not there, or in a circle', () => {
    const nodes = ['a', 'b'].map((id) => ({ id, description: `write ${id}` }));
    for (const edges of [
      [['x', 'a']],
      [
        ['a', 'b'],
        ['b', 'a'],
      ],
    ])
      expect(read(JSON.stringify({ nodes, edges })).kind).toBe('faulty');
    expect(read(JSON.stringify({ nodes, edges: [['a'], 7, null, {}, ['a', 'a']] }))).toMatchObject({ notes: [] });
  });

  it('runs bare sentences in their order', () => {
    const found = read('{"subtasks": ["1. Create a.txt.", "", "2. Create b.txt (depends on 1)."]}');
    if (found.kind === 'unreadable') expect.fail(found.because);
    expect(found.subtasks.map(({ id, dependsOn }) => [id, dependsOn])).toEqual([
      ['step-1', []],
      ['step-2', ['step-1']],
    ]);
  });

  it.each([
    ['plain', '{"subtasks":[{"id":"a","description":"x"}]}'],
    [
      'fenced with chatter and braces',
      'Sure! Plan for {project}:\n```json\n{"subtasks":[{"id":"a","description":"x"}]}\n```\nGood luck {you}',
    ],
    [
      'after reasoning without an opening tag',
      'maybe {"subtasks":[]}\n</think>\n{"subtasks":[{"id":"a","description":"x"}]}',
    ],
    [
      'single quotes, Python words, trailing commas and comments',
      "{'subtasks':[{'id':'a','description':'it''s x' ,'is_critical_path':True,'note':None,},], // done\n}".replace(
        "''",
        "\\'",
      ),
    ],
    ['a raw newline in a string', '{"subtasks":[{"id":"a","description":"x\ny"}]}'],
    ['a missing last brace', '{"subtasks":[{"id":"a","description":"x"}]'],
    ['smart quotes', '{“subtasks”:[{“id”:“a”,“description”:“x”}]}'],
    ['a list in a string', JSON.stringify({ subtasks: '[{"id":"a","description":"x"}]' })],
    ['a bare list', '[{"id":"a","description":"x"}]'],
    ['another envelope', '{"plan":{"steps":[{"id":"a","task":"x"}]}}'],
    [
      'names of its own round it',
      '{"response":{"project_plan":{"steps":[{"step_id":"a","task_description":"x","deps":"none"}]}}}',
    ],
    ['a map instead of a list', '{"plan":{"a":{"description":"x"}}}'],
    ['one step alone', '{"id":"a","description":"x"}'],
    ['brackets in strings', '{"subtasks":[{"id":"a","description":"print ]}\\"{["}]}'],
  ])('reads %s', (_form, text) => {
    expect(ids(text)).toEqual(['a']);
  });

  it('coerces aliases, numbers and words for nothing', () => {
    const found = read(
      '[{"step":1,"task":"Create a.py","dependencies":"none"},{"step":2,"task":"Test it","dependencies":1,"tier":"hard","critical":"yes","acceptance_criteria":["runs","prints"],"outputs":"a.py, b.py"}]',
    );
    expect(found).toMatchObject({
      kind: 'sound',
      subtasks: [
        { id: 'step-1', description: 'Create a.py', dependsOn: [], acceptanceCriteria: 'Create a.py' },
        {
          id: 'step-2',
          dependsOn: ['step-1'],
          modelTier: 3,
          isCriticalPath: true,
          acceptanceCriteria: '- runs\n- prints',
          expectedOutputs: ['a.py', 'b.py'],
        },
      ],
    });
  });

  it('finds the file in a sentence about an output, and drops what is none', () => {
    const outputs = [
      'A file named a.txt containing hello',
      'stdout',
      'Answer',
      'ответ',
      'None',
      'b.txt (text)',
      'The program works',
      'My notes.md',
      'c.py: the program',
      'Hello, world!',
    ];
    const found = read(JSON.stringify([{ id: 'a', description: 'x', expected_outputs: outputs }]));
    expect(found).toMatchObject({ subtasks: [{ expectedOutputs: ['a.txt', 'b.txt', 'My notes.md', 'c.py'] }] });
  });

  it('takes files that were written as one for several', () => {
    const outputs = ['api.yaml and `web.yaml`', 'x.js, y.js and z.js', 'salt and pepper.txt'];
    const found = read(JSON.stringify([{ id: 'a', description: 'x', expected_outputs: outputs }]));
    const expectedOutputs = ['api.yaml', 'web.yaml', 'x.js', 'y.js', 'z.js', 'salt and pepper.txt'];
    expect(found).toMatchObject({ subtasks: [{ expectedOutputs }] });
  });

  it('makes criteria of checks that are sentences', () => {
    const checks = ['the program prints hello', 'a.py has no errors', 'test -f a.py', 'there -v'];
    const found = read(JSON.stringify([{ id: 'a', description: 'x', checks }]));
    const criteria = 'x\n- the program prints hello\n- a.py has no errors';
    expect(found).toMatchObject({ subtasks: [{ checks: checks.slice(2), acceptanceCriteria: criteria }] });
  });

  it('takes the last plan of several, and a sound one before a faulty one', () => {
    const old = '{"subtasks":[{"id":"old","description":"x"}]}';
    expect(ids(`${old}\nWait, better:\n{"subtasks":[{"id":"new","description":"y"}]}`)).toEqual(['new']);
    expect(ids(`${old}\n{"subtasks":[{"id":"new","description":"y","depends_on":["zz"]}]}`)).toEqual(['old']);
  });

  it('names a circle and an unknown dependency', () => {
    const found = read(
      '{"subtasks":[{"id":"a","description":"x","depends_on":["b"]},{"id":"b","description":"y","depends_on":["a","zz"]}]}',
    );
    expect(found).toMatchObject({
      kind: 'faulty',
      faults: [
        { kind: 'unknown_dependency', id: 'b', dependency: 'zz' },
        { kind: 'cycle', path: ['a', 'b', 'a'] },
      ],
    });
  });

  it('knows a schema from a plan', () => {
    const schema = '{"type":"object","properties":{"subtasks":{"type":"array","items":{"type":"object"}}}}';
    expect(read(schema)).toEqual({ kind: 'unreadable', because: 'it repeats the schema instead of giving values' });
  });

  it('passes over completed work that a replan lists again, and lets new steps depend on it', () => {
    const text = '{"subtasks":[{"id":"done","description":"x"},{"id":"rest","description":"y","depends_on":["done"]}]}';
    expect(ids(text, ['done'])).toEqual(['rest']);
  });

  it('finds nothing in prose', () => {
    expect(read('I cannot plan this.')).toEqual({ kind: 'unreadable', because: 'it holds no JSON' });
  });

  it('takes linear time for an answer of nothing but brackets', () => {
    assertLinear(read, '{[', 20_000);
  });
});

describe('planFromList', () => {
  it('makes a chain of the outermost lines', () => {
    const steps = planFromList('**Plan**\n1. Create `a.py`\n    - with a main\n2) **Test** it\n\nThat is all.');
    expect(steps?.map((s) => [s.id, s.description, s.dependsOn])).toEqual([
      ['step-1', 'Create a.py', []],
      ['step-2', 'Test it', ['step-1']],
    ]);
  });

  it('passes over what stands below its entries, and boxes to tick', () => {
    const text = '- [ ] **Create a.py**\n  - one line\n  - a line break\n- [x] Test it\n - Run it';
    expect(planFromList(text)?.map((s) => s.description)).toEqual(['Create a.py', 'Test it', 'Run it']);
    expect(planFromList(' - Create a.py\n- Test it')?.map((s) => s.description)).toEqual(['Create a.py', 'Test it']);
  });

  it('has no step for what the user is asked', () => {
    const text = 'Before I plan:\n1. Which encoding should a.txt have?\n2. (Does it end with a newline?)';
    expect(planFromList(text)).toBeNull();
    expect(planFromList(`${text}\n3. Create a.txt`)?.map((s) => s.description)).toEqual(['Create a.txt']);
  });

  it('is null where there is no list', () => {
    expect(planFromList('No list here.')).toBeNull();
  });
});
