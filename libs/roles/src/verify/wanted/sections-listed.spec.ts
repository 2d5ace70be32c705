import { afterEach, describe, expect, it } from 'vitest';
import { removePlayed, viewOf } from '../stated/played.fixture.js';
import { sectionsListed, sectionsOf } from './sections-listed.js';

afterEach(removePlayed);
const PLAN = '# Plan\n\n## Aim\n\nA roof.\n\n### More\n\n## Contents\n\nx\n\n## Costs\n\n400\n';
const faults = async (toc: string, told = 'Write toc.md that lists all sections of plan.md.'): Promise<string> => {
  const view = await viewOf({ 'plan.md': PLAN }, { 'plan.md': PLAN, 'toc.md': toc });
  return (await sectionsListed(view, told)).map(({ detail }) => detail).join();
};

describe('a list of the sections of a document', () => {
  it('has all of them', async () => {
    expect(await faults('- Aim\n')).toBe('toc.md lacks the sections Costs of plan.md');
    expect(await faults('- [Aim](plan.md#aim)\n- **costs**\n')).toBe('');
    expect(await faults('- Aim\n', 'Write toc.md with the first sections of plan.md.')).toBe('');
  });

  it('leaves the title out, and what is in a block', () => {
    expect(sectionsOf(PLAN)).toEqual(['Aim', 'Costs']);
    expect(sectionsOf('# A\n\n# B\n\n```\n# no\n```\n')).toEqual(['A', 'B']);
    expect(sectionsOf('no headings\n')).toEqual([]);
  });
});
