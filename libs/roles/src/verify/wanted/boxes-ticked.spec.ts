import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { tickIn, wrongTick } from './boxes-ticked.js';

const MARK = 'Mark the task "Buy milk" in todo.md as done.';
const TODO = '# To do\n- [ ] Buy milk\n- [ ] Buy tea\n- [x] Bake\n';
const problem = (told: string, text: string, before = TODO): string | null => {
  const tick = tickIn(told);
  return tick === null ? null : wrongTick(tick, text, before);
};

describe('a box that is to be ticked', () => {
  it.each([
    [MARK, '# To do\n- [ ] Buy milk\n- [x] Buy tea\n- [x] Bake\n', '"Buy milk" is not ticked'],
    ['Check off "buy milk" in todo.md', '# To do\n- [x] Buy milk\n- [x] Buy tea\n- [x] Bake\n', '"Buy tea" is ticked'],
    ['Tick "milk" on todo.md.', TODO.replace('# To do', '# Done'), '"Buy milk" is not ticked'],
  ])('is not, or not alone: %s %j', (told, text, fault) => {
    expect(problem(told, text)).toContain(fault);
  });

  it.each<[string, string, string?]>([
    [MARK, TODO.replace('[ ] Buy milk', '[x] Buy milk')],
    [MARK, '- [ ] Buy tea\n\n## Done\n\n- [x] Bake\n- [X] Buy milk\n'],
    [MARK, '- ~~Buy milk~~\n- [ ] Buy tea\n- [x] Bake\n'],
    [MARK, '* milk', '* milk'],
    [`${MARK} And all the others.`, TODO.replaceAll('[ ]', '[x]')],
    ['Mark "Buy" in todo.md as done.', TODO.replaceAll('[ ]', '[x]')],
    ['Mark all tasks in todo.md as done.', TODO.replaceAll('[ ]', '[x]')],
  ])('is, or nobody knows: %s %j', (told, text, before) => {
    expect(problem(told, text, before)).toBeNull();
  });

  it('is looked for in linear time', () => {
    assertLinear(tickIn, 'mark the task "a" as done in ', 2000);
    const tick = tickIn(MARK);
    for (const unit of ['- ', '- [ ] ', ' ']) assertLinear((text) => wrongTick(tick!, text, TODO), unit, 10_000);
  });
});
