import { describe, expect, it } from 'vitest';
import type { FileChange } from '#domain';
import { isFinding, saysSomething } from './finding.js';

type Looked = Parameters<typeof isFinding>[0];
interface Given {
  readonly told?: string;
  readonly description?: string;
  readonly outputs?: readonly string[];
  readonly summary?: string;
  readonly awaited?: readonly string[];
  readonly landed?: readonly FileChange[];
  readonly unchangedBecause?: string;
  readonly earlier?: readonly string[];
}
const change = (path: string, operation: FileChange['operation'] = 'modify'): FileChange => ({
  ...{ path, operation, additions: 1, deletions: 0, binary: false },
});
const isOne = ({
  told = 'Make the total right.',
  description = 'Inspect the code.',
  outputs = ['analysis.md'],
  summary = 'total() leaves out the first order.',
  awaited = [],
  landed = [],
  unchangedBecause,
  earlier = [],
}: Given): boolean =>
  isFinding({
    ...{ changes: [], told, landed, isSteered: false },
    subtask: { description, expectedOutputs: outputs } as unknown as Looked['subtask'],
    work: {
      ...{ summary, awaited, others: [], unchangedBecause },
      plan: { subtasks: earlier.map((said) => ({ summary: said })) },
    } as unknown as Looked['work'],
  });

describe('what a step that only looks has found', () => {
  it('is its result where others wait for it', () => {
    const awaited = ['report.py'];
    expect(isOne({ awaited })).toBe(true);
    expect(isOne({})).toBe(false);
    expect(isOne({ awaited, outputs: ['analysis.py'] })).toBe(false);
    expect(isOne({ awaited, unchangedBecause: 'the last call of write_file failed: no room' })).toBe(false);
  });

  it('goes into a file where it was gathered', () => {
    const description = 'Find the dates.';
    expect(isOne({ description, awaited: ['archive/'], told: 'Look at the dates and tidy up.' })).toBe(false);
    expect(isOne({ description, awaited: ['dates.py'], told: 'Look at the dates and tidy up.' })).toBe(true);
  });

  it('needs no program that would only have shown it', () => {
    const of = {
      ...{ told: 'Fix the rounding in pages.js.', outputs: ['reproduce.js'], awaited: ['pages.js'] },
      ...{ description: 'Write a script that reproduces the bug', summary: 'pages(10, 5) prints 3 instead of 2.' },
    };
    expect(isOne(of)).toBe(true);
    expect(isOne({ ...of, description: 'Create a minimal Node.js reproduction of the issue.' })).toBe(true);
    expect(isOne({ ...of, told: 'Fix pages.js and keep a script that reproduces it.' })).toBe(false);
    expect(isOne({ ...of, summary: 'Done.' })).toBe(false);
    for (const description of [
      'Write a test that reproduces the bug',
      'Write a script that reproduces the bug and fix it',
      'Write a script that shows the total',
      'Write a program that fixes the problem',
      'Create the script for the error page',
      'Create a program that shows the error page',
    ])
      expect(isOne({ ...of, description }), description).toBe(false);
  });

  it('is no picture and no program', () => {
    for (const outputs of [['logo.svg'], ['site.css'], ['a.py'], ['chart.png']])
      expect(isOne({ outputs, awaited: ['report.py'] }), outputs[0]).toBe(false);
  });

  it('is its result behind the work, where it looks at that', () => {
    const landed = [change('report.py')];
    expect(isOne({ landed, description: 'Run the tests.', summary: 'All 3 tests pass.' })).toBe(true);
    expect(isOne({ landed, description: 'Collect the dates.' })).toBe(false);
    expect(isOne({ landed, description: 'Count the orders.' })).toBe(false);
    expect(isOne({ landed: [change('old.py', 'delete')] })).toBe(false);
  });

  it('is not all where the user wants a text that nobody makes', () => {
    const told = 'Look for the fault, write a report about it, and mend it.';
    expect(isOne({ told, awaited: ['report.py'] })).toBe(false);
    expect(isOne({ told, awaited: ['report.py', 'report.md'] })).toBe(true);
    expect(isOne({ told, landed: [change('report.py')] })).toBe(false);
    expect(isOne({ told, landed: [change('fault.md', 'create')] })).toBe(true);
  });

  it.each([
    ['Analyse the logs and write a report.', false],
    ['Create an overview of the logs.', false],
    ['Design the script.', true],
    ['Design the logo.', false],
    ['Plan the trip.', false],
    ['Check the links, then fix them.', false],
    ['Extract the dates and save them.', false],
    ['Read the notes to prepare the summary.', false],
    ['First, read the notes and list the dates.', true],
    ['Make sure that all is there.', false],
    ['Check that the build works, and make sure that nothing is left.', true],
    ['Lies die Protokolle und sammle die Aufgaben.', true],
    ['Lies die Protokolle und schreibe eine Liste.', false],
    ['Lire les recettes du dossier.', true],
    ['Lire les recettes et rédiger le livre.', false],
    ['Elenca le fatture e gli anni.', true],
    ['Przeczytaj notatki i wybierz miejsca.', true],
    ['Прочитать письмо и найти опечатки.', true],
    ['Прочитать письмо и исправить опечатки.', false],
    ['メモを読んで必要な物を考える。', true],
    ['メモを読んでリストを作成する。', false],
    ['读取三篇日记，找出日期。', true],
    ['读取日记，生成摘要。', false],
  ])('%s only looks: %s', (description, is) => {
    expect(isOne({ description, awaited: ['out.md'], summary: 'Anna 12, Ben 14, Cleo 17 und なし。' })).toBe(is);
  });

  it.each([
    ['Which modules use requests, and could we do without?', true],
    ['Wo wird die Datenbank geöffnet?', true],
    ['¿Cuánto gasté en febrero?', true],
    ['二月花了多少钱？', true],
    ['Can you write a summary of notes.txt?', false],
    ['Kannst du eine Zusammenfassung schreiben?', false],
    ['请把它总结一下，好吗？', false],
    ['Which modules use requests? Remove it there.', false],
    ['Say which modules use requests.', false],
  ])('%s asks for an answer and for no file: %s', (told, is) => {
    expect(isOne({ told, description: 'Write the answer.', outputs: ['answer.md'] })).toBe(is);
  });
});

it('may be an answer out of what earlier steps have found, without another look', () => {
  const of = { told: 'Who is older than 60?', outputs: ['answer.md'], summary: 'Ann and Cid are older.' };
  const unchangedBecause = 'the model only answered, and called no tool';
  expect(isOne({ ...of, unchangedBecause, earlier: ['Ann 61, Bob 40, Cid 70.'] })).toBe(true);
  expect(isOne({ ...of, unchangedBecause })).toBe(false);
  const refused = 'the last call of write_file failed: no room';
  expect(isOne({ ...of, unchangedBecause: refused, earlier: ['Ann 61, Bob 40, Cid 70.'] })).toBe(false);
});

it('has to say more than that it was done', () => {
  expect(saysSomething('All of it is done.', '')).toBe(false);
  expect(saysSomething('I have analysed the code and completed the task.', 'Analyse the code.')).toBe(false);
  expect(saysSomething('The code of the notes was analysed.', 'Analyse the code of the notes.')).toBe(false);
  expect(saysSomething('Only app.py imports requests.', 'Find the imports.')).toBe(true);
  expect(saysSomething('日期依次为三月一日和三月五日。', '找出日期。')).toBe(true);
});
