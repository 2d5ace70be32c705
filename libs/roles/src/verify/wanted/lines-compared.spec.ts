import { afterEach, describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { comparedIn, comparedProblem, linesCompared } from './lines-compared.js';

afterEach(removePlayed);

const BOTH: Files = { 'a.txt': 'x\ny\nz\n', 'b.txt': 'y\nq\n' };
const found = async (told: string, result: string, before: Files = BOTH): Promise<string> => {
  const files = await viewOf(before, { ...before, 'c.txt': result });
  return (await linesCompared(files, told)).map(({ detail }) => detail).join();
};
const NOT = 'Write the lines of a.txt that are not in b.txt to c.txt.';
const ALSO = 'Save all names that are in both a.txt and b.txt in c.txt, one per line.';

describe('lines by whether another file has them', () => {
  it.each([
    [NOT, 'x\ny\nz\n', 'holds "y"'],
    [NOT, 'x\n', 'lacks "z"'],
    [NOT, 'x\nz\nq\n', 'holds "q"'],
    ['Put the entries that are in a.txt but not in b.txt into c.txt', 'y\n', 'lacks "x"'],
    [ALSO, 'x\ny\n', 'holds "x"'],
    [ALSO, '', 'lacks "y"'],
    ['Copy the lines of a.txt which are also in b.txt to c.txt.', 'x\n', 'lacks "y"'],
  ])('finds: %s %#', async (told, result, fault) => {
    expect(await found(told, result)).toContain(fault);
  });

  it.each([
    [NOT, 'x\nz\n'],
    [NOT, '- z\n- x\n'],
    [NOT, 'Only in a:\nx\nz\n'],
    [ALSO, 'y\n'],
    ['Write the lines of a.txt that are not in b.txt to c.txt, in upper case.', 'X\nZ\n'],
    ['Write how many lines of a.txt are not in b.txt to c.txt.', '2\n'],
  ])('takes: %s %#', async (told, result) => {
    expect(await found(told, result)).toBe('');
  });

  it('takes them whatever their case', async () => {
    const before = { 'a.txt': 'Ann\nBob\n', 'b.txt': 'ann\n' };
    expect(await found(NOT, 'Bob\n', before)).toBe('');
    expect(await found(NOT, 'Ann\nBob\n', before)).toBe('');
  });
});

it('are looked for in linear time', () => {
  const told = 'Write the lines of a.txt that are not in b.txt to c.txt';
  for (const unit of [' the lines of', ' a.txt', ' one per line', ' '])
    assertLinear(comparedIn, unit, 30_000 / unit.length, { start: told });
  const compared = comparedIn(told);
  if (compared === null) throw new Error('not read');
  for (const unit of ['a\n', '- a\n', '1. '])
    assertLinear((text) => comparedProblem(compared, text, '', text), unit, 5000);
});
