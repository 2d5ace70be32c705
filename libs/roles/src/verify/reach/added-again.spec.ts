import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { addedAgain } from './added-again.js';

const again = (
  path: string,
  before: string,
  now: string,
  asked = 'Add the entry',
  start = '',
  told = '',
): string | null => addedAgain(path, { start, before, now }, asked, told);

describe('what an earlier step has added', () => {
  it('is not added once more', () => {
    expect(again('a.md', '- Fix login\n- Dark mode\n', '- Fix login\n- Dark mode\n- Dark mode\n')).toBe('- Dark mode');
    expect(again('all.csv', 'id,name\n3,Cyan\n', 'id,name\n3,Cyan\n3,Cyan\n')).toBe('3,Cyan');
  });

  it.each<[string, string, string, string, string?, string?]>([
    ['other lines come with it', 'a.md', '- Fix login\n', '- Fix login\n- Fix login\n- More\n'],
    ['the user has had it before', 'a.md', '- Fix login\n', '- Fix login\n- Fix login\n', 'Add', '- Fix login\n'],
    ['it is to stand there twice', 'a.md', '- Fix login\n', '- Fix login\n- Fix login\n', 'Say it twice'],
    ['it is code', 'a.py', '    return x\n', '    return x\n    return x\n'],
    ['it says nothing', 'a.md', '---\n', '---\n---\n'],
    ['nothing is added', 'a.md', '- Fix login\n', '- Mend login\n'],
  ])('may be there again where %s', (_why, path, before, now, asked, start) => {
    expect(again(path, before, now, asked, start)).toBeNull();
  });

  it('may be there again in another list, or where the user says it twice', () => {
    expect(again('a.md', 'Mon\n- Run\nTue\n', 'Mon\n- Run\nTue\n- Run\n')).toBeNull();
    expect(again('a.md', 'Mon\n- Run\nTue\n', 'Mon\n- Run\n- Run\nTue\n')).toBe('- Run');
    const twice = 'A coffee for 3 on Monday, a coffee for 3 on Tuesday';
    expect(again('a.csv', 'coffee,3\n', 'coffee,3\ncoffee,3\n', 'Add it', '', twice)).toBeNull();
  });

  it('is looked for in linear time', () => {
    for (const unit of ['- Fix login\n', ' ', 'a'])
      assertLinear((text) => again('a.md', text, text + text), unit, 20_000);
  });
});
