import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyLetter } from '#testing';
import { byteLength, cleanText, cutMiddle, headOf, oneLine, tailOf } from './plain-text.js';
import { nearest } from './nearest.js';

const anyText = fc.string({ unit: 'grapheme', maxLength: 400 });
const isWellFormed = (text: string): boolean => !/[\ud800-\udfff]/u.test(text);

describe('cutting a text in the middle', () => {
  it('never goes over the limit, never splits a code point, and keeps both ends', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 80, max: 600 }), (text, limit) => {
        const cut = cutMiddle(text, limit);
        expect(byteLength(cut)).toBeLessThanOrEqual(limit);
        if (!text.includes('\ufffd')) expect(cut).not.toContain('\ufffd');
        if (byteLength(text) <= limit) {
          expect(cut).toBe(text);
          return;
        }
        const [head = '', tail = ''] = cut.split(/\n\[\.\.\. cut: \d+ bytes, \d+ line breaks \.\.\.\]\n/);
        expect(text.startsWith(head)).toBe(true);
        expect(text.endsWith(tail)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('gives valid Unicode for any UTF-16 whatever', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyLetter, maxLength: 300 }), fc.integer({ min: 1, max: 200 }), (text, limit) => {
        expect(isWellFormed(cutMiddle(`${text}\ud83d`, limit))).toBe(true);
      }),
    );
  });

  it('counts what it left out', () => {
    const text = `${'a'.repeat(300)}${'\n'.repeat(10)}${'b'.repeat(300)}`;
    expect(cutMiddle(text, 200)).toMatch(/^a+\n\[\.\.\. cut: 4\d\d bytes, 10 line breaks \.\.\.\]\nb+$/);
  });

  it('takes whole code points from either end', () => {
    const bytes = Buffer.from('é🔥é');
    expect(headOf(bytes, 5).toString()).toBe('é');
    expect(tailOf(bytes, 5).toString()).toBe('é');
    expect(headOf(bytes, 6).toString()).toBe('é🔥');
  });
});

describe('cleaning what a program wrote', () => {
  it('takes off colours, control characters and lone surrogates, and keeps tabs and line breaks', () => {
    expect(cleanText('\u001b[31mred\u001b[0m\0\u0007\ta\r\nb\ud800')).toBe('red\ta\nb\ufffd');
  });

  it('keeps the last state of a line that was redrawn', () => {
    expect(cleanText('10%\r50%\r100%\ndone\r\n')).toBe('100%\ndone\n');
    expect(cleanText('a\r\rb\r\r\n\r\n50%\r')).toBe('b\n\n50%');
  });

  it('makes one line of many', () => {
    expect(oneLine('a\n  b\nc', 7)).toBe('a ⏎ b …');
  });
});

describe('the nearest name', () => {
  const names = ['read_file', 'write_file', 'edit_file', 'shell_execute', 'list_directory'];
  it.each([
    ['read_fil', 'read_file'],
    ['ReadFile', 'read_file'],
    ['execute_shell', 'shell_execute'],
    ['list_dir', 'list_directory'],
    ['quantum', null],
    ['', null],
  ])('of %s is %s', (word, expected) => expect(nearest(word, names)).toBe(expected));
});
