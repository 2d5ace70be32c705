import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { settingRemoved, wentAlong } from './setting-removed.js';

const TOLD = 'Remove the setting debug from app.cfg.';
const BEFORE = 'port = 80\ndebug = true\ndebug_level = 3\ndebug.color = red\n';
const lost = (text: string): string[] => wentAlong(settingRemoved(TOLD)!, text, BEFORE);

describe('a setting that is to go', () => {
  it.each([TOLD, 'Delete the "debug" option from the file app.cfg', 'Please drop key debug in app.cfg!'])(
    'is read: %s',
    (told) => {
      expect(settingRemoved(told)).toEqual({ key: 'debug', path: 'app.cfg' });
    },
  );

  it.each([
    'Remove the unused setting from app.cfg.',
    'Remove debug from app.cfg.',
    'Remove the setting debug and what belongs to it from app.cfg.',
    'Remove the key debug from app.cfg and b.cfg.',
  ])('is nothing here: %s', (told) => {
    expect(settingRemoved(told)).toBeNull();
  });

  it('takes no other along', () => {
    expect(lost('port = 80\n')).toEqual(['debug_level']);
    expect(lost('debug_level = 3\n')).toEqual(['port']);
  });

  it.each([
    'port = 80\ndebug_level = 3\n',
    'port = 80\ndebug_level = 3\ndebug.color = red\n',
    'port = 80\nlevel = 3\n',
  ])('is gone alone, or nobody knows: %j', (text) => {
    expect(lost(text)).toEqual([]);
  });

  it('is looked for in linear time', () => {
    assertLinear(settingRemoved, 'a ', 20_000, { start: 'remove the ' });
    assertLinear((text: string) => wentAlong({ key: 'a', path: 'b' }, text, text), 'a = 1\n', 5000);
    assertLinear((text: string) => wentAlong({ key: 'a', path: 'b' }, text, text), ' \t', 20_000, { end: 'x' });
  });
});
