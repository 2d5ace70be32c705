import { afterEach, describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { keysStay, saysKeysStay } from './keys-stay.js';

afterEach(removePlayed);

const TEXTS: Files = { 'm.json': '{"greeting":"Hello","farewell":"Bye"}' };
const GERMAN = 'Translate the values in m.json into German. Keep the keys.';

const found = async (told: string, before: Files, after: Files): Promise<string> => {
  const files = await viewOf(before, after);
  return (await keysStay(files, told)).map(({ detail }) => detail).join();
};

describe('keys that are to stay', () => {
  it.each<[string, Files, string]>([
    [GERMAN, { 'm.json': '{"begruessung":"Hallo","abschied":"Tschüss"}' }, 'm.json lacks greeting, farewell'],
    ['Translate m.json to German, without changing the keys.', { 'm.json': '{"greeting":"Hallo"}' }, 'farewell'],
    ['Übersetze die Werte in m.json.', { 'm.json': '{"gruss":"Hallo","farewell":"Tschüss"}' }, 'greeting'],
    ['Traduis m.json en français. Garde les clés.', { 'm.json': '{"salut":"Salut","farewell":"x"}' }, 'greeting'],
    [
      'Translate m.json into de.json. Do not translate the keys.',
      { ...TEXTS, 'de.json': '{"a":"x","b":"y"}' },
      'de.json',
    ],
    [
      'Convert the texts in m.json to capitals. The keys stay the same.',
      { 'm.json': '{"Greeting":"HELLO","farewell":"BYE"}' },
      'greeting',
    ],
  ])('are missed: %s %j', async (told, after, fault) => {
    expect(await found(told, TEXTS, after)).toContain(fault);
  });

  it.each<[string, Files, Files?]>([
    [GERMAN, { 'm.json': '{"greeting":"Hallo","farewell":"Tschüss"}' }],
    [GERMAN, { 'm.json': '{"farewell":"Tschüss","greeting":"Hallo","more":"x"}' }],
    ['Translate m.json into de.json. Keep the keys.', { ...TEXTS, 'de.json': '{"greeting":"x","farewell":"y"}' }],
    ['Rename greeting in m.json to hello. Keep the other keys.', { 'm.json': '{"hello":"Hello","farewell":"Bye"}' }],
    ['Translate m.json into German.', { 'm.json': '{"begruessung":"Hallo","abschied":"Tschüss"}' }],
    ['Remove farewell from m.json. Keep the keys in English.', { 'm.json': '{"greeting":"Hello"}' }],
    ['From m.json, keep the keys that are used.', { 'm.json': '{"greeting":"Hello"}' }],
    [
      'Translate the values in en.yml into German.',
      { 'en.yml': 'de:\n  greeting: Hallo\n' },
      { 'en.yml': 'en:\n  greeting: Hello\n' },
    ],
    [
      'Translate the values in m.json into Japanese.',
      { 'm.json': '{"n_other":"y"}' },
      { 'm.json': '{"n_one":"x","n_other":"y"}' },
    ],
    ['Translate the values in m.json.', { 'm.json': '["a"]' }, { 'm.json': '["a","b"]' }],
  ])('are there: %s %j', async (told, after, before = TEXTS) => {
    expect(await found(told, before, after)).toBe('');
  });

  it('are looked for in linear time', () => {
    for (const unit of ['keep the ', 'translate the ', 'do not change ', 'keys must ', 'behalte die ', 'original '])
      assertLinear(saysKeysStay, unit, 4000);
  });
});
