import { describe, expect, it } from 'vitest';
import type { PlanView } from '#contracts';
import type { SubtaskSpec } from '#domain';
import { keepingChecks, lostParts, lostPartsText, withFirst } from './lost-parts.js';
import { subtask } from './read-step.js';

const step = (id: string, description: string, more: Partial<SubtaskSpec> = {}): SubtaskSpec => ({
  ...subtask({ id, description }),
  ...more,
});
const finished = (description: string): PlanView => ({
  version: 1,
  subtasks: [{ id: 'done', description, status: 'completed', dependsOn: [], summary: null, error: null }],
});
const lost = (open: readonly SubtaskSpec[], next: readonly SubtaskSpec[], plan: PlanView | null = null): string[] =>
  lostParts(next, { open, plan }).map(({ of, checks }) => [of.id, ...checks].join(' '));

const NEWS = step('news', 'Announce the new hour in news.md');
const MANUAL = step('manual', 'Mention the new hour at the top of docs/manual.md');

describe('parts that a new plan loses', () => {
  it.each<[string, readonly SubtaskSpec[], readonly SubtaskSpec[], readonly string[]]>([
    ['a subtask whose file nothing speaks of', [NEWS, MANUAL], [step('tell', 'Tell of it in news.md')], ['manual']],
    ['none: by the word of its name', [MANUAL], [step('all', 'Mention the hour in the manual')], []],
    ['none: by its id', [MANUAL], [step('manual', 'Mention the hour')], []],
    ['none: in a file that is expected', [MANUAL], [step('a', 'Go on', { expectedOutputs: ['docs/manual.md'] })], []],
    ['none: it names no file', [step('read', 'Look at the styles')], [NEWS], []],
    [
      'a check of what goes on without any',
      [{ ...NEWS, checks: ['grep -q six news.md'] }],
      [step('tell', 'Tell of it in news.md')],
      ['news grep -q six news.md'],
    ],
    [
      'none: another check stands in its place',
      [{ ...NEWS, checks: ['grep -q six news.md'] }],
      [step('tell', 'Tell of it in news.md', { checks: ['grep -qi six news.md'] })],
      [],
    ],
  ])('%s', (_, open, next, wanted) => {
    expect(lost(open, next)).toEqual(wanted);
  });

  it('are those whose own files are named nowhere, whatever is done with those of finished ones', () => {
    const open = [step('de', 'Translate en.txt into de.txt')];
    expect(lost(open, [step('check', 'Read en.txt once more')], finished('Write en.txt'))).toEqual(['de']);
    expect(lost(open, [step('german', 'Write de.txt')], finished('Write en.txt'))).toEqual([]);
  });

  it('are none on a first plan', () => {
    expect(lostParts([NEWS], { plan: null })).toEqual([]);
  });

  it('are named to the planner', () => {
    const text = lostPartsText(lostParts([step('tell', 'See news.md')], { open: [MANUAL], plan: null }));
    expect(text).toContain('"manual", which is not done: Mention the new hour at the top of docs/manual.md');
  });
});

describe('a second answer', () => {
  const first = [step('tell', 'Tell of it in news.md')];
  const gone = lostParts(first, { open: [MANUAL], plan: null });
  it('is put behind the first where it holds but the part that was missed', () => {
    expect(withFirst(first, [MANUAL], gone)).toEqual([...first, MANUAL]);
  });
  it.each([
    ['by the same id', [...first, MANUAL]],
    ['by the same file', [step('news-2', 'Write news.md'), MANUAL]],
  ])('stands alone where it holds the rest too: %s', (_, second) => {
    expect(withFirst(first, second, gone)).toBe(second);
  });
});

describe('a check that a new plan leaves out', () => {
  const open = [{ ...NEWS, checks: ['grep -q six news.md', 'curl -f http://dictionary/'] }];
  const next = [step('tell', 'Tell of it in news.md')];
  it('stays with the subtask that goes on with the work, if it is about its files', () => {
    const { subtasks, repairs } = keepingChecks(next, { open, plan: null });
    expect(subtasks[0]?.checks).toEqual(['grep -q six news.md']);
    expect(repairs).toEqual(['"tell" keeps what "news" was checked by, since the new plan gives no check']);
  });
  it('goes where it failed each time in the same words, or the file with it', () => {
    const doubted = ['grep -q six news.md: exit code 1'];
    expect(keepingChecks(next, { open, doubted, plan: null }).subtasks).toBe(next);
    expect(keepingChecks([MANUAL], { open, plan: null }).subtasks).toEqual([MANUAL]);
  });
});
