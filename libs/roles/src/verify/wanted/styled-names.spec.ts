import { afterEach, describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { namesIn, namesStyled, resembles } from './styled-names.js';

afterEach(removePlayed);

describe('a class of a page', () => {
  const BEFORE = { 'page.html': '<button>Go</button>\n', 'style.css': '.primary {\n  color: navy;\n}\n#banner {}\n' };
  const faults = async (page: string, more: Files = {}): Promise<string> => {
    const before = { ...BEFORE, ...more };
    const checks = await namesStyled(await viewOf(before, { ...before, 'page.html': page }));
    return checks.map(({ detail }) => detail).join();
  };

  it('is spelt otherwise than in the style sheet', async () => {
    expect(await faults('<button class="big primry">Go</button>\n')).toContain('has .primry, which no style sheet has');
    expect(await faults("<p id='bnaner'>Go</p>\n")).toContain('there is #banner');
  });

  it.each<[string, Files?]>([
    ['<button class="primary">Go</button>\n'],
    ['<button class="primary"></button><i class="primry"></i>\n'],
    ['<button class="secondary">Go</button>\n'],
    ['<button id="primry">Go</button>\n'],
    ['<button class="primry">Go</button>\n', { 'app.js': "find('.primry');\n" }],
    ['<style>.primry { top: 0 }</style><button class="primry">Go</button>\n'],
    ['<button class="{{ primry }}">Go</button>\n'],
    ['<button class="primarys">Go</button>\n'],
  ])('is well: %s', async (page, more) => {
    expect(await faults(page, more)).toBe('');
  });

  it('resembles another one only within', () => {
    expect(resembles('.heading', '.haeding')).toBe(true);
    expect(resembles('.heading', '.headng')).toBe(true);
    for (const [a, b] of [
      ['.cards', '.card'],
      ['.column-1', '.column-2'],
      ['.light', '.right'],
      ['.abcd', '.abxd'],
      ['.heading', '.heading'],
    ] as const)
      expect(resembles(a, b)).toBe(false);
  });

  it('is read in linear time', () => {
    assertLinear(namesIn, ' class = ', 20_000);
    assertLinear(namesIn, ' class="a', 20_000);
  });
});
