import { afterEach, describe, expect, it } from 'vitest';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { partsThere } from './latex-parts.js';

afterEach(removePlayed);
const faults = async (before: Files, after: Files): Promise<string> => {
  const view = await viewOf(before, after);
  return (await partsThere(view, view.changes)).map(({ detail }) => detail).join();
};

describe('a part of a LaTeX text', () => {
  it('is there', async () => {
    expect(await faults({}, { 'main.tex': '\\input{parts/a}\n' })).toBe(
      'main.tex takes in parts/a, which is not there',
    );
    expect(await faults({}, { 'main.tex': '\\include{a}\n', 'a.tex': 'x\n' })).toBe('');
    expect(await faults({}, { 'book/main.tex': '\\input{a.tex}\n', 'book/a.tex': 'x\n' })).toBe('');
  });

  it('may be missing where it was before, where it is a remark, or where a macro names it', async () => {
    expect(await faults({ 'main.tex': '\\input{a}\n' }, { 'main.tex': 'New.\n\\input{a}\n' })).toBe('');
    expect(await faults({}, { 'main.tex': '\\IfFileExists{my.tex}{\\input{my}}{}\n\\input{glyphtounicode}\n' })).toBe(
      '',
    );
    expect(await faults({}, { 'main.tex': '\\begin{verbatim}\n\\input{a}\n\\end{verbatim}\n' })).toBe('');
    expect(await faults({}, { 'main.tex': '% \\input{a}\n\\input{\\folder}\n' })).toBe('');
  });
});
