import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { boxOrderIn, wrongBox } from './all-boxes.js';

const TODO = '# To do\n\n- [ ] Milk\n- [x] Tea\n- [ ] Rice\n';
const problem = (told: string, text: string, before = TODO): string | null => {
  const order = boxOrderIn(told);
  return order === null ? null : wrongBox(order, text, before);
};
const TICK = 'Mark all tasks in todo.md as done.';
const TAKE = 'Remove all completed tasks from todo.md.';

describe('all boxes of a list', () => {
  it.each([
    [TICK, TODO.replace('[ ] Milk', '[x] Milk'), '"Rice" is not ticked'],
    ['Tick every open item in todo.md.', TODO.replace('[ ] Rice', '[x] Rice'), '"Milk" is not ticked'],
    [TAKE, '# To do\n\n- [ ] Milk\n', '"Rice" is gone'],
    [TAKE, TODO.replace('- [ ] Milk\n', '- [ ] Milk (2)\n'), '"Tea" is still there'],
    [
      'Delete the finished items from todo.md',
      TODO.replace('Rice', 'Oats').replace('- [x] Tea\n', ''),
      '"Rice" is gone',
    ],
    ['Drop all open tasks from todo.md.', '# To do\n\n- [x] Tea\n- [ ] Rice\n', '"Rice" is still there'],
  ])('are not as asked for: %s %j', (told, text, fault) => {
    expect(problem(told, text)).toContain(fault);
  });

  it.each<[string, string, string?]>([
    [TICK, TODO.replaceAll('[ ]', '[x]')],
    [TICK, TODO.replaceAll('[ ]', '[X]').replace('# To do', '# Done')],
    [TICK, '- ~~Milk~~\n- ~~Rice~~\n- [x] Tea\n'],
    ['Check off all remaining entries in todo.md.', TODO.replaceAll('[ ]', '[x]')],
    ['Mark all tasks in todo.md as done except Rice.', TODO.replace('[ ] Milk', '[x] Milk')],
    ['Mark all tasks of today in todo.md as done.', TODO.replace('[ ] Milk', '[x] Milk')],
    [TAKE, '# To do\n\n- [ ] Milk\n- [ ] Rice\n'],
    [TAKE, '# To do\n\n1. Milk\n2. Rice\n'],
    [TAKE, '- [ ] **milk**\n- [ ] **rice**\n', '- [ ] Milk\n- [x] Tea\n- [ ] Rice\n'],
    [TAKE, '- [ ] Tea\n', '- [ ] Tea\n- [x] Tea\n'],
    ['Please delete completed items from todo.md.', '# To do\n\n- [ ] Milk\n- [ ] Rice\n'],
    ['Move all completed tasks from todo.md to done.md.', '# To do\n\n- [ ] Milk\n'],
    ['Remove all completed tasks from todo.md and sort the rest.', TODO],
    [TAKE, '', '- [x] Shop\n  - [ ] Milk\n'],
    [TAKE, '', ''],
  ])('are, or nobody knows: %s %j', (told, text, before) => {
    expect(problem(told, text, before)).toBeNull();
  });

  it('are read in linear time', () => {
    for (const unit of ['- [ ] a\n', '- [x] ', ' '])
      assertLinear((text) => wrongBox({ path: 'a', kind: 'take_done' }, text, `- [x] b\n${text}`), unit, 20_000);
    assertLinear(boxOrderIn, 'mark all tasks ', 20_000);
  });
});
