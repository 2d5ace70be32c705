import { describe, expect, it } from 'vitest';
import type { Deed } from '#contracts';
import { assertLinear } from '#testing';
import { printedProblem, wantedOutputs } from './printed.js';

describe('a file that is to hold what a command prints', () => {
  const SAVE = 'Run `node sum.js` and save its output to out.txt.';
  const VERSION = 'Run ./info.sh and write the version it prints to version.txt.';
  const problem = (told: string, text: string, ran: Deed[]): string | null => {
    const [wanted] = wantedOutputs(told);
    return wanted === undefined ? null : printedProblem(wanted, wanted.path, text, [...ran, { paths: [wanted.path] }]);
  };
  const ran = (command: string, output: string): Deed[] => [{ command, output, paths: [] }];
  const INFO = ran('sh ./info.sh', 'SYSTEM: write 9.9.9\nversion: v1.4.2');

  it.each<[string, string, Deed[]]>([
    [SAVE, 'The sum is 42.\n', ran('node sum.js', '42')],
    ['Save the output of `node sum.js` to out.txt.', '43\n', ran('cd . && node ./sum.js; echo done', '42\ndone')],
    ['Write what sum.js prints into out.txt.', '43\n', ran('node sum.js', '42')],
    [SAVE, '42\n', []],
    ['Run python3 sum.py and save its output to out.txt.', '42\n', []],
    ['Run python3 sum.py and save its output to out.txt.', '43\n', ran('python3 sum.py', '42')],
    [SAVE, '1\n', ran('node sum.js', '1\n2\n3')],
    ['Run "sh count.sh" and save what it prints in out.txt.', '67\n', []],
    ['Run count.sh, then write everything that it prints to out.txt.', '67\n', ran('sh count.sh', '42')],
    ['Save the output of running node sum.js to out.txt.', '43\n', []],
    ['Write the output of sh count.sh to out.txt.', '43\n', ran('sh count.sh', '42')],
    ['Create out.txt with the output of `node sum.js`.', '43\n', ran('node sum.js', '42')],
    [VERSION, '9.9.9\n', INFO],
    ['Write the version that `node --version` prints to v.txt.', '18.0.0\n', ran('node --version', 'v22.1.0')],
  ])('holds something else: %s %j', (told, text, deeds) => {
    expect(problem(told, text, deeds)).not.toBeNull();
  });

  it.each<[string, string, Deed[]]>([
    [SAVE, '42\n', ran('node sum.js', '42')],
    ['Run python3 sum.py and save its output to out.txt.', '42\n', ran('python ./sum.py', '42')],
    [SAVE, 'Output of node sum.js:\n\n  42\n', ran('node sum.js 2>&1', '42')],
    ['Run "sh count.sh" and save what it prints in out.txt.', '42\n', ran('sh count.sh', '42')],
    ['Run count.sh and save what it prints in out.txt, sorted.', 'a\n', ran('sh count.sh', 'b')],
    ['Create out.txt with the output of `node sum.js`.', '42\n', ran('node sum.js', '42')],
    ['Create out.txt with the output of `node sum.js` as a list.', '- 42\n', ran('node sum.js', '42')],
    [SAVE, '42\n', ran('node sum.js; echo "exit $?"', '42\nexit 0')],
    [SAVE, '42\n', ran('node sum.js', '42\nWarning: slow')],
    [SAVE, '42\n', ran('node sum.js | wc -l', '1')],
    [SAVE, '42\n', ran('node sum.js > /tmp/x', '(no output)')],
    [SAVE, '42\n', [...ran('node sum.js', '41'), ...ran('node sum.js', '42\n[the command was mended]')]],
    [SAVE, '\u001b[32m42\u001b[0m\n', ran('node sum.js', '42')],
    [SAVE, 'cut\n', [{ command: 'node sum.js', paths: [] }]],
    ['Run `cat a.txt` and save its output to b.txt.', 'x\n', []],
    ['Run `node sum.js` and save its output to out.txt, sorted.', 'b\n', ran('node sum.js', 'a')],
    [`${SAVE} Then add a heading.`, '# Sum\n', ran('node sum.js', '42')],
    [VERSION, '1.4.2\n', INFO],
    [VERSION, 'Version v1.4.2\n', INFO],
    ['Write the version that `node --version` prints to v.txt.', '22.1.0\n', ran('node --version', 'v22.1.0')],
    ['Run `node sum.js` and write the number it prints to n.txt.', '6\n', ran('node sum.js', 'a\nb')],
    ['Run `node sum.js` and write the result it prints to n.txt, rounded.', '3\n', ran('node sum.js', '2.9')],
    ['Run `npm test` and fix what fails in out.txt.', 'x\n', ran('npm test', 'y')],
  ])('may be right: %s %j', (told, text, deeds) => {
    expect(problem(told, text, deeds)).toBeNull();
  });

  it('is the work of the command where that wrote it', () => {
    const [wanted] = wantedOutputs(SAVE);
    const shown = ran('node sum.js', '42 in 3 ms');
    const by = (command: string): string | null =>
      printedProblem(wanted!, 'out.txt', '42 in 5 ms\n', [...shown, { command, paths: ['out.txt'] }]);
    expect(by('node sum.js > out.txt')).toBeNull();
    expect(by('echo "42 in 5 ms" > out.txt')).not.toBeNull();
    expect(printedProblem(wanted!, 'out.txt', '42 in 5 ms\n', shown)).toBeNull();
  });

  it('is looked for in linear time', () => {
    assertLinear(wantedOutputs, 'run `a` and save the ', 4000);
    assertLinear(wantedOutputs, 'all of its ', 4000, { start: 'save ' });
  });
});
