import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { transformFileSync } from '@swc/core';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { describe, expect, it } from 'vitest';
import { readYaml } from './read-yaml.js';

describe('YAML', () => {
  it('is read as its library reads it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = stringify(value);
        expect(readYaml(text)).toEqual(parse(text));
      }),
    );
    for (const text of ['', '# nothing', 'a: 1\nb: [x, {y: z}]\n', '- a\n- - b\n', '"a\\nb"', 'a: |\n  b\n  c\n'])
      expect(readYaml(text)).toEqual(parse(text));
  });

  it('that is broken, is several documents, or expands itself is refused', () => {
    for (const text of ['a: [', 'a: 1\na: 2', '- a\nb: c', 'a: 1\n---\nb: 2', 'a: &x [1]\nb: *x'])
      expect(() => readYaml(text), text).toThrow();
    expect(() => readYaml('a: 1\n'.repeat(100_000))).toThrow('too long');
  });

  it.each([
    ['flow', '['.repeat(50_000)],
    ['pairs', '{a: '.repeat(50_000)],
    ['dashes', '- '.repeat(50_000)],
    ['questions', '? '.repeat(50_000)],
    ['brackets that strings seem to close', '["]",'.repeat(20_000)],
    ['indentation', Array.from({ length: 600 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  ])('that is nested without end by %s is refused', (_, text) => {
    expect(() => readYaml(text)).toThrow('nested too deeply');
  });

  it('that is nested without end leaves a process alive that has read none before', () => {
    const { code } = transformFileSync(join(import.meta.dirname, 'read-yaml.ts'), { module: { type: 'es6' } });
    const script = `${code}\nfor (let i = 0; i < 5; i++) try { readYaml('['.repeat(50000)); } catch (error) { console.log(error.name); }`;
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    expect(said).toBe('UnreadableYaml\n'.repeat(5));
  });
});
