import { afterEach, describe, expect, it } from 'vitest';
import type { FileChange } from '#domain';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { linksFollow } from './links-follow.js';

afterEach(removePlayed);
const change = (operation: FileChange['operation'], path: string, oldPath?: string): FileChange => ({
  ...{ path, operation, additions: 1, deletions: 0, binary: false },
  ...(oldPath === undefined ? {} : { oldPath }),
});
const faults = async (after: Files, done: readonly FileChange[]): Promise<string> =>
  (await linksFollow(await viewOf({}, after), done)).map(({ detail }) => detail).join();

describe('a link that the task has written', () => {
  const MOVED = [change('create', 'index.html'), change('rename', 'pages/tea.html', 'tea.html')];
  const pageWith = (link: string): Files => ({
    'index.html': `<a href="${link}">Tea</a>\n`,
    'pages/tea.html': 'Tea\n',
  });

  it('leads to where the file was moved', async () => {
    expect(await faults(pageWith('tea.html'), MOVED)).toBe('index.html links to tea.html, which is pages/tea.html now');
    const apart = [change('create', 'index.html'), change('delete', 'tea.html'), change('create', 'pages/tea.html')];
    expect(await faults(pageWith('tea.html'), apart)).toContain('pages/tea.html now');
    const text: Files = { 'a.md': '[Tea](tea.html)\n', 'pages/tea.html': 'Tea\n' };
    expect(await faults(text, [change('modify', 'a.md'), ...MOVED.slice(1)])).toContain('a.md links');
  });

  it.each(['pages/tea.html', '/tea.html', 'https://x.org/tea.html', 'milk.html'])('is well: %s', async (link) => {
    expect(await faults(pageWith(link), MOVED)).toBe('');
  });

  it('is not looked for in documents that the task leaves alone', async () => {
    expect(await faults(pageWith('tea.html'), MOVED.slice(1))).toBe('');
  });
});
