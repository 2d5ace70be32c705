import { afterEach, describe, expect, it } from 'vitest';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { inFrontMatter } from './front-matter.js';

afterEach(removePlayed);

const TOLD = 'Add "tags: [news]" to the front matter of p.md.';
const POST: Files = { 'p.md': '---\ntitle: A\n---\n\nHi.\n' };

const found = async (told: string, before: Files, after: Files): Promise<string> => {
  const files = await viewOf(before, after);
  return (await inFrontMatter(files, told)).map(({ detail }) => detail).join();
};

describe('a key of the front matter', () => {
  it.each<[string, Files, Files, string]>([
    [TOLD, POST, { 'p.md': '---\ntitle: A\n---\ntags: [news]\n\nHi.\n' }, 'below the front matter'],
  ])('finds: %s %#', async (told, before, after, fault) => {
    expect(await found(told, before, after)).toContain(fault);
  });

  it.each<[string, Files, Files]>([
    [TOLD, POST, { 'p.md': '---\ntitle: A\ntags: [news]\n---\n\nHi.\n' }],
    [TOLD, POST, { 'p.md': '---\ntitle: A\ntags:\n  - news\n---\n\nHi.\n' }],
    ['Add the line "tags: [news]" below the heading.', POST, { 'p.md': '---\ntitle: A\n---\ntags: [news]\n\nHi.\n' }],
  ])('takes: %s %#', async (told, before, after) => {
    expect(await found(told, before, after)).toBe('');
  });
});
