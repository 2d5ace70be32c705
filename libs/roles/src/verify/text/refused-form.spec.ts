import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { refusedForm } from './refused-form.js';

const TABLE = 'CREATE TABLE t (\n  id INTEGER,\n  name TEXT\n);\n';
const TEX = '\\begin{document}\n\\begin{itemize}\n\\item a\n\\end{itemize}\n\\end{document}\n';

describe('what no compiler takes', () => {
  it.each<[string, string, string | null, string]>([
    ['a.tex', TEX.replace('\\end{itemize}\n', ''), TEX, 'itemize is never ended'],
    ['a.tex', TEX.replace('\\begin{itemize}\n', ''), null, 'never begun'],
    ['a.sql', TABLE.replace('TEXT\n', 'TEXT,\n'), TABLE, 'comma'],
    ['a.sql', "INSERT INTO t (a, b, c) VALUES (1, 'x', 2), (2, 'y');\n", null, '2 values for 3 columns'],
    ['a.sql', "INSERT INTO t (a) VALUES (1, 'x');\n", TABLE, '2 values for 1 columns'],
  ])('%s %#', (path, text, before, fault) => {
    expect(refusedForm(path, text, before)).toContain(fault);
  });

  it.each<[string, string, (string | null)?]>([
    ['a.tex', TEX],
    ['a.tex', '\\newenvironment{box}{\\begin{center}}{\\end{center}}\n% \\begin{x}\n\\verb|\\begin{y}|\n'],
    ['a.tex', '\\begin{verbatim}\n\\begin{x}\n\\end{verbatim}\n'],
    ['head.tex', '\\documentclass{a}\n\\begin{document}\n'],
    ['a.sql', TABLE],
    ['a.sql', "INSERT INTO t (a, b) VALUES (max(1, 2), 'x, y'), (2, '(') ON CONFLICT (a, b, c) DO NOTHING;\n"],
    ['a.sql', 'INSERT INTO t VALUES (1, 2);\nINSERT INTO t (a, b) SELECT 1, 2, 3;\n'],
    ['a.sql', "-- a,)\nINSERT INTO t VALUES (1, ',)');\n"],
    ['a.sql', 'CREATE TABLE t (\n  id INT64,\n);\n'],
    ['a.sql', TABLE.replace('TEXT\n', 'TEXT,\n'), TABLE.replace('TEXT\n', 'TEXT,\n')],
  ])('takes %s %#', (path, text, before = null) => {
    expect(refusedForm(path, text, before)).toBeNull();
  });

  it('takes linear time', () => {
    for (const [path, piece] of [
      ['a.tex', '\\begin{verbatim}'],
      ['a.sql', 'create table a ( , '],
      ['a.sql', 'insert into a (b) values (1, '],
    ] as const)
      assertLinear((text) => refusedForm(path, text, null), piece, 8_000);
  });
});
