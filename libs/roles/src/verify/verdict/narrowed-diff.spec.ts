import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { narrowed } from './narrowed-diff.js';

const HEAD = 'diff --git a/data.json b/data.json\n--- a/data.json\n+++ b/data.json\n@@ -1 +1 @@\n';
const ITEMS = '{"items":[' + '1,'.repeat(5000);

describe('the diff a judge is shown', () => {
  it('is the diff as it is where no line is long', () => {
    const diff = `${HEAD}-{"debug":false}\n+{"debug":true}\n`;
    expect(narrowed(diff)).toBe(diff);
  });

  it('shows of a long line what changed, with a piece of what stands round it', () => {
    const shown = narrowed(`${HEAD}-${ITEMS}0],"debug":false}\n+${ITEMS}0],"debug":true}\n`);
    expect(shown.length).toBeLessThan(1000);
    expect(shown).toMatch(/^-….*1,0\],"debug":false\}$/m);
    expect(shown).toMatch(/^\+….*1,0\],"debug":true\}$/m);
  });

  it('keeps both ends apart where a line has only grown', () => {
    const shown = narrowed(`${HEAD}-${ITEMS}0]}\n+${ITEMS}1,1,0]}\n`);
    expect(shown).toMatch(/^-….*0\]\}$/m);
    expect(shown).toMatch(/^\+….*1,1,0\]\}$/m);
  });

  it('pairs lines past the marks of a last line without an end', () => {
    const mark = '\\ No newline at end of file\n';
    const shown = narrowed(`${HEAD}-${ITEMS}a\n${mark}+${ITEMS}b\n${mark}`);
    expect(shown.split(mark)).toHaveLength(3);
    expect(shown.length).toBeLessThan(1000);
  });

  it('leaves a long line that is only new or only gone', () => {
    const diff = `${HEAD}+${ITEMS}0]}\n`;
    expect(narrowed(diff)).toBe(diff);
  });

  it('cuts a long line beside a change, and half of no character', () => {
    const shown = narrowed(`${HEAD} ${'😀'.repeat(3000)}\n-a\n+b\n`);
    expect(shown).toContain('…\n-a\n+b\n');
    expect(shown.isWellFormed()).toBe(true);
  });

  it('takes the head of a file for no change', () => {
    const name = `${'long/'.repeat(500)}a.txt`;
    const diff = `diff --git a/${name} b/${name}\n--- a/${name}\n+++ b/${name}\n@@ -1 +1 @@\n-a\n+b\n`;
    expect(narrowed(diff)).toBe(diff);
  });

  it('takes time in proportion to the diff', () => {
    assertLinear((text) => narrowed(`${HEAD}-${text}a\n+${text}b\n`), 'x,', 4000);
    assertLinear((text) => narrowed(`${HEAD}${text}`), `-${'x'.repeat(2100)}\n+y\n`, 40);
  });
});
