import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { inTheGoalsOrder } from './in-the-goals-order.js';
import { subtask } from './read-step.js';

const step = (id: string, description: string, dependsOn: string[] = []) => subtask({ id, description, dependsOn });
const waits = (told: string, ...steps: ReturnType<typeof step>[]) =>
  inTheGoalsOrder(steps, told).subtasks.map(({ dependsOn }) => dependsOn);
const ROW = step('row', 'Add the row "Pears,4" to stock.csv');
const TOTAL = step('total', 'Write the total to total.txt');

describe('steps of a plan that has no dependencies', () => {
  it.each([
    'Add the row "Pears,4" to stock.csv, then write the total to total.txt.',
    'Füge die Zeile in stock.csv ein und schreibe danach die Summe in total.txt.',
    '在 stock.csv 加一行，然后把合计写入 total.txt。',
  ])('wait one for the other where the goal says so: %s', (told) => {
    expect(waits(told, ROW, TOTAL)).toEqual([[], ['row']]);
  });

  it('wait for the one that changes what they read', () => {
    const toc = step('toc', 'Write toc.md that lists all sections of plan.md');
    const costs = step('costs', 'Add a section "## Costs" to plan.md');
    expect(waits('Add costs and write a list.', toc, costs)).toEqual([['costs'], []]);
    expect(waits('Add costs and write a list.', toc, step('other', 'Write other.md'))).toEqual([[], []]);
  });

  it('wait for the one that makes what they read, unless each names what the other makes', () => {
    const table = step('table', 'Write menu.html, a table of the rows of menu.csv');
    const data = step('data', 'Create menu.csv with the columns item and price: tea 3');
    expect(waits('Make a menu.', table, data)).toEqual([['data'], []]);
    expect(inTheGoalsOrder([table, data], 'Make a menu.', ['menu.csv']).subtasks).toEqual([table, data]);
    const page = step('page', 'Create index.html that uses style.css');
    const style = step('style', 'Create style.css for the classes of index.html');
    expect(waits('Make a page.', page, style)).toEqual([[], []]);
    const round = ['a', 'b', 'c'].map((id, at) => step(id, `Write ${id}.md, a table of the rows of ${'bca'[at]}.md`));
    expect(waits('Make three.', ...round)).toEqual([['b'], ['c'], []]);
  });

  it('run at the same time otherwise', () => {
    expect(waits('Write a.md and b.md.', step('a', 'Write a.md'), step('b', 'Write b.md'))).toEqual([[], []]);
    expect(waits('If a.md is there then write b.md.', step('a', 'Write a.md'), step('b', 'Write b.md'))).toEqual([
      [],
      [],
    ]);
    expect(waits('Do a, then b.', ROW, step('t', 'Write t.md', ['row']), TOTAL)).toEqual([[], ['row'], []]);
  });

  it('are ordered in linear time', () => {
    for (const unit of [', then ', 'and then', ' ']) assertLinear((text) => waits(text, ROW, TOTAL), unit, 10_000);
  });
});
