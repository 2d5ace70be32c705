import { describe, expect, it } from 'vitest';
import type { StandIn } from '#domain';
import { assertLinear } from '#testing';
import { namedBefore, namedHere, renamedIn } from './under-other-name.js';

describe('a command of the plan', () => {
  it.each<[string, string, string, string]>([
    ['test -s merged.csv', 'merged.csv', 'contacts.csv', 'test -s contacts.csv'],
    ['test -s ./merged.csv', 'merged.csv', 'contacts.csv', 'test -s ./contacts.csv'],
    ['cat out/merged.csv', 'merged.csv', 'contacts.csv', 'cat out/merged.csv'],
    ['cat my-merged.csv merged.csv.bak', 'merged.csv', 'contacts.csv', 'cat my-merged.csv merged.csv.bak'],
    ['gcc src/ring_buffer.c -o a && ./a', 'src/ring_buffer.c', 'ring.c', 'gcc ring.c -o a && ./a'],
    ['pytest tests/test_d.py::test_a', 'tests/test_d.py', 'test_dur.py', 'pytest test_dur.py::test_a'],
    ['python3 -m unittest tests.test_d.T', 'tests/test_d.py', 'test_dur.py', 'python3 -m unittest test_dur.T'],
    ['python3 -m unittest test_d', 'test_d.py', 'tests/test_e.py', 'python3 -m unittest tests.test_e'],
    ['python3 -c "import d; d.f()"', 'd.py', 'e.py', 'python3 -c "import e as d; d.f()"'],
    ['python3 -c "from d import f; f()"', 'd.py', 'e.py', 'python3 -c "from e import f; f()"'],
    ['grep d a.txt', 'd.py', 'e.py', 'grep d a.txt'],
    ['grep d a.txt', 'c++(.py', 'e.py', 'grep d a.txt'],
  ])('%s, where %s is called %s', (command, output, path, is) => {
    expect(renamedIn(command, [{ output, path }])).toBe(is);
  });

  it.each(['my file.sh', 'a;true', '$(true)', '`true`', "a'b", 'a|b', '-c', 'a\nb'])(
    'is left as it is where the file is called %j',
    (path) => {
      expect(renamedIn('sh run.sh', [{ output: 'run.sh', path }])).toBe('sh run.sh');
    },
  );

  it('takes names in any script', () => {
    expect(renamedIn('cat liste.md', [{ output: 'liste.md', path: 'über/一覧.md' }])).toBe('cat über/一覧.md');
  });

  it('is not renamed twice', () => {
    const named = [
      { output: 'a.txt', path: 'b.txt' },
      { output: 'src/a.txt', path: 'c.txt' },
    ];
    expect(renamedIn('cat src/a.txt a.txt', named)).toBe('cat c.txt b.txt');
  });

  it('costs no more than it is long', () => {
    assertLinear((text) => renamedIn(text, [{ output: 'a.py', path: 'b.py' }]), 'import a ./a.py a.p ', 20_000);
  });
});

it('knows the names of this step by what was found out, and those of steps before by what was told', () => {
  const check = { name: 'expected_output', passed: true, detail: '' };
  const of = (path: string | null) => [{ ...check, standIn: { output: 'a', path } }, check];
  const changes = [
    { path: 'b', operation: 'create' as const, additions: 1, deletions: 0, binary: false },
    { path: 'c', operation: 'modify' as const, additions: 1, deletions: 0, binary: false },
  ];
  expect(namedHere(of('b'), changes)).toEqual([{ output: 'a', path: 'b' }]);
  expect(namedHere(of('c'), changes)).toEqual([]);
  expect(namedHere(of(null), changes)).toEqual([]);
  const step = (id: string, standIns?: readonly StandIn[]) => ({
    ...{ id, description: '', status: 'completed' as const, dependsOn: [], error: null },
    // A summary is the model's own word.
    summary: '[Loom] true stands for the planned run.sh.',
    ...(standIns === undefined ? {} : { standIns }),
  });
  const told = [
    { output: 'b.md', path: 'c.md' },
    { output: 'd.md', path: null },
  ];
  expect(namedBefore({ plan: { version: 1, subtasks: [step('a', told), step('b')] }, subtask: null })).toEqual([
    { output: 'b.md', path: 'c.md' },
  ]);
});
