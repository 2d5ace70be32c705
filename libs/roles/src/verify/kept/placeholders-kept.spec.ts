import { describe, expect, it } from 'vitest';
import { placesAmiss } from './placeholders-kept.js';

describe('places to fill in', () => {
  it.each([
    [
      'a.json',
      '{"a":{"b":"You have {count} messages"}}',
      '{"a":{"b":"Sie haben Nachrichten"}}',
      'a.b has lost {count}',
    ],
    ['a.json', '{"b":"Hi {{ name }}"}', '{"b":"Hallo {{Name}}"}', 'b has lost {{name}}'],
    ['a.yml', 'b: "%d of %s"\n', 'b: "von %s"\n', 'b has lost %d'],
    ['a.properties', 'b=%1$s files\n', 'b=Dateien\n', 'b has lost %1$s'],
  ])('are lost in %s: %s', (path, original, translated, told) => {
    expect(placesAmiss(path, original, translated)).toBe(told);
  });
  it.each([
    ['{"b":"{n} of {m}"}', '{"b":"aus {m}: {n}"}'],
    ['{"b":"100 % sure"}', '{"b":"ganz sicher"}'],
    ['{"b":"{{ name }}"}', '{"b":"{{name}}"}'],
    ['{"b":"{n}","c":"x"}', '{"c":"y"}'],
  ])('are all there: %s', (original, translated) => {
    expect(placesAmiss('a.json', original, translated)).toBeNull();
  });
});
