import { describe, expect, it } from 'vitest';
import type { FileChange } from '#domain';
import { alikeAsSiblings } from './siblings.js';

const change = (path: string, operation: FileChange['operation'] = 'create'): FileChange => ({
  ...{ path, operation, additions: 1, deletions: 0, binary: false },
});
const STEPS = ['Converter legendas/ep1.srt para WebVTT', 'Converter legendas/ep2.srt para WebVTT'];
const TOLD = 'Converta as legendas de legendas para WebVTT, na pasta saida.';
const faults = (changes: readonly FileChange[], steps = STEPS, told = TOLD): string =>
  alikeAsSiblings(steps, changes, told)
    .map(({ detail }) => detail)
    .join();

describe('subtasks that say the same of one file each', () => {
  it('put their results into the same folder', () => {
    expect(faults([change('saida/ep1.vtt'), change('legendas/ep2.vtt')])).toContain('legendas/ep2.vtt lies beside');
    expect(faults([change('legendas/ep1.vtt'), change('saida/ep2.vtt')])).toContain('legendas/ep1.vtt lies beside');
    expect(faults([change('saida/ep1.vtt'), change('legendas/ep2.srt', 'modify')])).toContain('legendas/ep2.srt');
  });

  it('put them into a folder with a sign in its name', () => {
    const told = TOLD.replace('saida', 'web-vtt');
    expect(faults([change('web-vtt/ep1.vtt'), change('legendas/ep2.vtt')], STEPS, told)).toContain('beside');
  });

  it.each<[string, readonly FileChange[], string[]?, string?]>([
    ['both are there', [change('saida/ep1.vtt'), change('saida/ep2.vtt')]],
    ['both are beside their sources', [change('legendas/ep1.vtt'), change('legendas/ep2.vtt')]],
    ['one is still to come', [change('saida/ep1.vtt')]],
    ['the goal does not name the folder', [change('x/ep1.vtt'), change('legendas/ep2.vtt')]],
    [
      'they say something else',
      [change('saida/ep1.vtt'), change('legendas/ep2.vtt')],
      [STEPS[0] ?? '', 'Mend legendas/ep2.srt'],
    ],
  ])('are left alone where %s', (_why, changes, steps, told) => {
    expect(faults(changes, steps, told)).toBe('');
  });
});
