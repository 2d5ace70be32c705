import { expect, it } from 'vitest';
import { accept } from '#testing';
import { judging } from './judging.js';
import { subtaskOf, verifyWork } from './support.js';

/* Names and texts with signs that mean something to a pattern, a shell or git: a verification has a result for each. */

const at = judging();
const FOLDERS = [
  'my-notes',
  'c++',
  'a (copy)',
  '[old]',
  '$HOME',
  'x{2}',
  'was?',
  '^a|b',
  '日本-語',
  "it's",
  'back\\slash',
];
const before = Object.fromEntries(
  FOLDERS.flatMap((folder) =>
    ['one-1.md', 'two+2.csv', 'three (3).py', 'f(x).ts'].map((name) => [`${folder}/${name}`, `${name}-old, v1.0\n`]),
  ),
);
const after = Object.fromEntries(
  FOLDERS.flatMap((folder, i) => [
    [`${folder}/one-1.md`, `# ${folder}\n\none-1 [x](two+2.csv) v2.0\n`],
    [`${folder}/two+2.csv`, `name,${folder}\na,1\n`],
    [i % 2 === 0 ? `${folder}/three (3).py` : `out-${i}/three (3).py`, `import f\nprint("${'$'}{x}")\n`],
    [`${folder}/f(x).ts`, 'export const f = (x: number): number => x;\n'],
  ]),
);
const all = FOLDERS.join(', ');

it.each([
  `Summarise every file of ${all} in my-notes/one-1.md.`,
  `Rename all .md files in ${all} to .txt, and update the links.`,
  `Move every file of ${FOLDERS.map((folder) => `"${folder}"`).join(' and ')} into out-1.`,
  `Bump the version from 1.0 to 2.0 everywhere, in ${all}.`,
  `Replace "one-1.md-old" with "one-1 (new)" in ${FOLDERS.map((folder) => `${folder}/one-1.md`).join(', ')}.`,
  `Add a column "x+y" to ${FOLDERS.map((folder) => `${folder}/two+2.csv`).join(', ')} and sort it by name.`,
  `Rename the function f(x) to g-1 in ${FOLDERS.map((folder) => `${folder}/f(x).ts`).join(', ')}; write tests for it.`,
  `Erstelle für jede Datei in ${all} eine Datei out-1/NAME.md und lösche den Ordner c++.`,
  `把 ${FOLDERS.join('、')} 里所有 .md 文件翻译成中文，存到 out-1。`,
])('%s', async (goal) => {
  const subtask = subtaskOf({ description: goal, expectedOutputs: [...FOLDERS, 'out-1/*.md'], checks: [] });
  const step = {
    id: subtask.id,
    description: goal,
    status: 'verifying' as const,
    dependsOn: [],
    summary: null,
    error: null,
  };
  const plan = { version: 1, subtasks: [step] };
  const others = FOLDERS.map((folder) => subtaskOf({ description: `Convert ${folder}/one-1.md, then move it.` }));
  await at.start(() => accept());
  const [base, head] = [await at.bench.trees.seed(before), await at.bench.trees.seed(after)];
  const { task } = verifyWork(base, head);
  const work = { others, plan, task: { ...task, goal }, summary: `Moved ${all}; created c++/missing (1).md.` };
  for (const one of [subtask, null]) {
    const outcome = await at.judge(verifyWork(base, head, { ...work, subtask: one }));
    expect(outcome.kind, one === null ? 'of the goal' : 'of the step').not.toBe('inconclusive');
  }
});
