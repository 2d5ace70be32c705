import { afterEach, describe, expect, it } from 'vitest';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { oneVersion } from './one-version.js';

afterEach(removePlayed);
const TOLD = 'Release 2.1.0: set the version in a.json and name it in b.md.';
const BEFORE: Files = { 'a.json': '"2.0.3"\n', 'b.md': '# Kit 2.0.3\n' };
const faults = async (after: Files, asked: string | null = null, told = TOLD): Promise<string> =>
  (await oneVersion(await viewOf(BEFORE, { ...BEFORE, ...after }), told, asked)).map(({ detail }) => detail).join();

describe('the version that a goal names', () => {
  it('stands in every file for the old one', async () => {
    expect(await faults({ 'a.json': '"2.1.0"\n', 'b.md': '# Kit 2.0.1\n' })).toContain('b.md has 2.0.1');
    expect(await faults({ 'a.json': '"2.1.0"\n', 'b.md': '# Kit v2.1.0\n' })).toBe('');
  });

  it('is what a step about it puts there', async () => {
    expect(await faults({ 'b.md': '# Kit 2.0.1\n' }, 'Name the new version in b.md')).toContain('2.0.1');
    expect(await faults({ 'b.md': '# Kit 2.1.0\n' }, 'Name the new version in b.md')).toBe('');
    expect(await faults({ 'b.md': '# Kit 2.0.1\n' }, 'Mend b.md')).toBe('');
  });

  it.each<[string, Files, string?]>([
    ['another thing has that one', { 'a.json': '"2.1.0"\n', 'b.md': '# Kit 2.0.3 needs 18.0.0\n' }],
    [
      'another one is raised by itself',
      { 'a.json': '"2.1.0"\n', 'b.md': '# Kit 2.0.4\n' },
      `${TOLD} Raise the patch version in b.md.`,
    ],
    ['the goal names none', { 'a.json': '"2.1.0"\n', 'b.md': '# Kit 2.0.1\n' }, 'Release it.'],
  ])('may be missing where %s', async (_why, after, told) => {
    expect(await faults(after, null, told)).toBe('');
  });
});
