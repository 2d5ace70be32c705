import { afterEach, describe, expect, it } from 'vitest';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { methodInClass } from './method-in-class.js';

afterEach(removePlayed);

const PY: Files = { 's.py': 'class Rect:\n    def b(self):\n        pass\n\nU = Rect()\n' };
const JS: Files = { 's.js': 'class Rect {\n  b() {}\n}\n' };

const found = async (told: string, before: Files, after: Files): Promise<string> => {
  const files = await viewOf(before, after);
  return (await methodInClass(files, told)).map(({ detail }) => detail).join();
};

describe('a method of a class', () => {
  it.each<[string, Files, Files, string]>([
    [
      'Ajoute une méthode aire à la classe Rect dans s.py',
      PY,
      { 's.py': `${PY['s.py']}\ndef aire(self):\n    return 1\n` },
      'outside of the class Rect',
    ],
    [
      'Füge eine Methode area in der Klasse Rect hinzu.',
      PY,
      { 's.py': `${PY['s.py']}\ndef area(self):\n    return 1\n` },
      'outside of the class Rect',
    ],
    [
      'Add a method area to the class Rect in s.py.',
      PY,
      { 's.py': `${PY['s.py']}\ndef area(self):\n    return 1\n` },
      'outside of the class Rect',
    ],
    [
      'Add a static method `area()` to the Rect class.',
      JS,
      { 's.js': `${JS['s.js']}function area() { return 1; }\n` },
      'outside of the class Rect',
    ],
  ])('finds: %s %#', async (told, before, after, fault) => {
    expect(await found(told, before, after)).toContain(fault);
  });

  it.each<[string, Files, Files]>([
    [
      'Add a method area to the class Rect in s.py.',
      PY,
      {
        's.py': 'class Rect:\n    def b(self):\n        pass\n\n    def area(self):\n        return 1\n\nU = Rect()\n',
      },
    ],
    [
      'Add a method area to the class Rect.',
      JS,
      { 's.js': 'class Rect {\n  b() {}\n  area() { return this.b(); }\n}\n' },
    ],
    [
      'Add a method area to the class Rect.',
      JS,
      { 's.js': `${JS['s.js']}Rect.prototype.area = function () { return 1; };\n` },
    ],
    [
      'Add a method area to the class Rect.',
      {},
      { 's.rs': 'struct Rect {}\nimpl Rect {\n    fn area(&self) -> u8 { 1 }\n}\n' },
    ],
    [
      'Add a method area to the class Rect.',
      {},
      { 's.go': 'type Rect struct {}\nfunc (r *Rect) area() int { return 1 }\n' },
    ],
    ['Add a method area to the class Rect.', {}, { 's.kt': 'class Rect\nfun Rect.area() = 1\n' }],
  ])('takes: %s %#', async (told, before, after) => {
    expect(await found(told, before, after)).toBe('');
  });
});
