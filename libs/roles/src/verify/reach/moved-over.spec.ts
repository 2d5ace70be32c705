import { afterEach, describe, expect, it } from 'vitest';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { notMovedOver } from './moved-over.js';

afterEach(removePlayed);
const step = (description: string) => ({ description, acceptanceCriteria: '', expectedOutputs: [], checks: [] });
const BEFORE: Files = { '1.md': '# Tea\n', '2.md': '# Milk\n' };
const faults = async (after: Files, ...others: string[]): Promise<string> =>
  (await notMovedOver(await viewOf(BEFORE, after), others.map(step))).map(({ detail }) => detail).join();

describe('a file that another subtask is to move', () => {
  it('is not written over by a move', async () => {
    expect(await faults({ '2.md': '# Tea\n' }, 'Rename 2.md to 3.md')).toContain('2.md');
  });

  it('may take what is moved where its own text is elsewhere, or where no other subtask wants it', async () => {
    expect(await faults({ '2.md': '# Tea\n', '3.md': '# Milk\n' }, 'Rename 2.md to 3.md')).toBe('');
    expect(await faults({ '2.md': '# Tea\n' }, 'Write 4.md')).toBe('');
    expect(await faults({ '1.md': '# Tea\n', '2.md': '# Cream\n' }, 'Rename 2.md to 3.md')).toBe('');
  });
});
