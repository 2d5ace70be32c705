import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { titleProblem } from './page-title.js';

const page = (head: string): string => `<html><head>${head}</head><body><h1>My Shop</h1></body></html>`;

describe('the title of a page', () => {
  it('is what its head says', () => {
    expect(titleProblem('a.html', page('<title>Shop</title>'), 'My Shop')).toBe(
      'the title of a.html is "Shop", and is to be "My Shop"',
    );
    expect(titleProblem('a.html', page('<TITLE lang="en">\n  My   Shop\n</TITLE>'), 'My Shop')).toBeNull();
    expect(titleProblem('a.html', page('<title>A &amp; B&#39;s</title>'), "A & B's")).toBeNull();
  });

  it('may be that of a program, or nowhere', () => {
    expect(titleProblem('a.html', page('<title>{{ title }}</title>'), 'My Shop')).toBeUndefined();
    expect(titleProblem('a.html', page(''), 'My Shop')).toBeUndefined();
  });

  it('is read in linear time', () => {
    const read = (text: string): unknown => titleProblem('a.html', text, 'x');
    for (const unit of ['<title ', '<title>', '<', '&']) assertLinear(read, unit, 20_000);
    assertLinear(read, '<', 20_000, { start: '<title>', end: '</title>' });
  });
});
