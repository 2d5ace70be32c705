import { afterEach, describe, expect, it } from 'vitest';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { keysTranslated } from './translated-keys.js';

afterEach(removePlayed);

const EN: Files = { 'en.json': '{"a":"x","b":"y","c":"z"}' };

const found = async (told: string, before: Files, after: Files): Promise<string> => {
  const files = await viewOf(before, after);
  return (await keysTranslated(files, told)).map(({ detail }) => detail).join();
};

describe('names of texts that were translated', () => {
  it.each<[string, Files, Files, string]>([
    [
      'Traduis en.json en français dans fr.json.',
      EN,
      { ...EN, 'fr.json': '{"a":"x","b":"y"}' },
      'fr.json lacks c of en.json',
    ],
    ['Übersetze en.json nach de.json.', EN, { ...EN, 'de.json': '{"a":"x","c":"y"}' }, 'lacks b'],
    ['把 en.json 翻译成中文，保存为 zh.json。', EN, { ...EN, 'zh.json': '{"a":"x","c":"y"}' }, 'lacks b'],
  ])('finds: %s %#', async (told, before, after, fault) => {
    expect(await found(told, before, after)).toContain(fault);
  });

  it.each<[string, Files, Files]>([
    ['Traduis en.json en français dans fr.json.', EN, { ...EN, 'fr.json': '{"a":"x","b":"y","c":"z"}' }],
    ['Traduis seulement a et b de en.json dans fr.json.', EN, { ...EN, 'fr.json': '{"a":"x","b":"y"}' }],
    ['Translate en.json to fr.json.', EN, { ...EN, 'fr.json': '{"fr": {"a":"x"}}' }],
    ['Crée fr.json comme en.json.', EN, { ...EN, 'fr.json': '{"a":"x","b":"y"}' }],
    [
      'Translate en.json to ja.json.',
      { 'en.json': '{"n_one":"x","n_other":"y","c":"z"}' },
      { 'en.json': '{"n_one":"x","n_other":"y","c":"z"}', 'ja.json': '{"n_other":"y","c":"z"}' },
    ],
  ])('takes: %s %#', async (told, before, after) => {
    expect(await found(told, before, after)).toBe('');
  });
});
