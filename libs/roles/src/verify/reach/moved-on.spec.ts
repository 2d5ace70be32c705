import { expect, it } from 'vitest';
import type { VerifyWork } from '#contracts';
import { movedOn } from './moved-on.js';

const left = (told: string, path = 'docs/tea.md'): string[] => {
  const landed = [{ path, operation: 'rename', oldPath: 'draft.md' }];
  return [...movedOn({ landed } as unknown as VerifyWork, [], told)];
};

it('finds the place that a file has left for one that the user names', () => {
  expect(left('Create draft.md and move it to docs/tea.md.')).toEqual(['draft.md']);
});

it('finds none where nobody asked for it', () => {
  expect(left('Create draft.md and move it to docs/tea.md.', 'old/draft.md')).toEqual([]);
  expect(left('Create draft.md and docs/tea.md with the same text.')).toEqual([]);
});
