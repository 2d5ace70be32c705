import { describe, expect, it } from 'vitest';
import type { Deed } from '#contracts';
import { assertLinear } from '#testing';
import { notRun, programsOrdered } from './not-run.js';

const SAVE = 'Run "sh count.sh" and save what it prints in out.txt.';
const ran = (...commands: string[]): Deed[] => commands.map((command) => ({ command, paths: [] }));
const found = (told: string, asked: string | null, deeds: Deed[] | undefined): string =>
  notRun(told, asked, deeds)
    .map(({ detail }) => detail)
    .join();

describe('a program that was to be run for what it says', () => {
  it.each<[string, string | null, Deed[]]>([
    [SAVE, null, []],
    [SAVE, null, ran('cat count.sh && ls -la', 'echo "67; sh" > out.txt')],
    ['Execute count.sh. Its output goes into out.txt.', null, ran('FORCE=1 head -5 count.sh 2>/dev/null | grep tea')],
    ['Führe count.sh aus und speichere die Ausgabe in out.txt.', null, []],
    ['Exécute count.sh et enregistre la sortie dans out.txt.', null, []],
    ['Запусти count.sh и сохрани вывод в out.txt.', null, []],
    ['Run count.sh and save its output in out.txt.', 'Run count.sh.', []],
  ])('was not: %s %s %j', (told, asked, deeds) => {
    expect(found(told, asked, deeds)).toContain('count.sh was to be run');
  });

  it.each<[string, string | null, Deed[] | undefined]>([
    [SAVE, null, undefined],
    [SAVE, null, ran('sh count.sh > out.txt')],
    [SAVE, null, ran('cat count.sh | sh')],
    [SAVE, null, ran('echo $(./count.sh) > out.txt')],
    [SAVE, null, ran('cd . && make count')],
    [SAVE, 'Save what it prints in out.txt.', []],
    ['Write count.sh, which prints 42, and run it.', null, []],
    ['Run "npm test" and fix what the output shows.', null, []],
    ['Run test.sh and make sure its output is 42.', null, []],
    ['Document in run.md how to run count.sh and what it prints.', null, []],
    ['Run count.sh.', null, []],
    ['Write the output of count.sh to out.txt.', 'Run count.sh.', []],
  ])('may have been, or need not be: %s %s %j', (told, asked, deeds) => {
    expect(found(told, asked, deeds)).toBe('');
  });

  it('is looked for in linear time', () => {
    for (const unit of ['run the ', 'run `sh a` ', 'first, '])
      assertLinear((text) => programsOrdered(text), unit, 2000);
    for (const unit of ['A=1 ', "'", '"\\', ' | '])
      assertLinear((command) => notRun(SAVE, null, ran(command)), unit, 400);
  });
});
