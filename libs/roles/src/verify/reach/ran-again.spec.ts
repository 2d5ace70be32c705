import { describe, expect, it } from 'vitest';
import type { Deed } from '#contracts';
import type { FileChange, SubtaskSpec } from '#domain';
import { ranAgain } from './ran-again.js';

const landed = ['report.py', 'reports/1.md', 'reports/2.md'].map((path): FileChange => ({
  path,
  operation: 'create',
  additions: 1,
  deletions: 0,
  binary: false,
}));
const there = ['report.py', 'data/1.csv', 'reports/1.md', 'reports/2.md', 'README.md'];
const again = (description: string, expectedOutputs: string[], ...deeds: Deed[]): boolean =>
  ranAgain({ description, expectedOutputs } as unknown as SubtaskSpec, deeds, landed, there);
const ran = (command: string, exitCode?: number): Deed => ({
  command,
  paths: [],
  ...(exitCode === undefined ? {} : { exitCode }),
});

describe('a step that runs the script of a step before it', () => {
  it.each<[string, string[], Deed]>([
    ['Run it for all months', ['reports/*.md'], ran('python3 report.py && cat reports/1.md')],
    ['Run report.py and check the output', ['reports/1.md', './reports/2.md'], ran('python3 ./report.py')],
    ['Execute the script', ['reports/'], ran('python3 report.py')],
    ['Run the script', ['reports/'], ran('python3 report.py && git status --short', 128)],
    ['Führe report.py für alle Monate aus', ['reports/1.md'], ran('python3 report.py')],
    ['Exécuter le script', ['reports/1.md'], ran('python3 report.py')],
    ['Ejecutar report.py', ['reports/1.md'], ran('python3 report.py')],
  ])('comes to the same files: %s', (description, outputs, deed) => {
    expect(again(description, outputs, deed)).toBe(true);
  });

  it.each<[string, string[], Deed?]>([
    ['Run it for all months', ['reports/*.md']],
    ['Run it for all months', ['reports/*.md'], ran('python3 report.py', 1)],
    ['Run it for all months', ['reports/*.md'], ran('python3 report.py; git status', 128)],
    ['Run it for all months', ['reports/*.md'], ran('git add . && python3 report.py', 128)],
    ['Run it for all months', ['reports/*.md'], ran('ls reports')],
    ['Run it for all months', ['reports/3.md'], ran('python3 report.py')],
    ['Run it and note the result in the README', ['README.md'], ran('python3 report.py')],
    ['Add a total to report.py', ['report.py'], ran('python3 report.py')],
    ['Runner classes for the reports', ['reports/1.md'], ran('python3 report.py')],
    ['Run the formatter', [], ran('python3 report.py')],
  ])('has done nothing otherwise: %s %j %j', (description, outputs, deed) => {
    expect(again(description, outputs, ...(deed === undefined ? [] : [deed]))).toBe(false);
  });
});
