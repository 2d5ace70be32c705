import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { refusedForm } from './refused-form.js';

const GO = 'package main\n\nimport (\n\t"fmt"\n\t"os"\n)\n\nfunc main() {\n\tfmt.Println(os.Args)\n}\n';
const TABLE = 'CREATE TABLE t (\n  id INTEGER,\n  name TEXT\n);\n';
const TEX = '\\begin{document}\n\\begin{itemize}\n\\item a\n\\end{itemize}\n\\end{document}\n';

describe('what no compiler takes', () => {
  it.each<[string, string, string | null, string]>([
    ['src/Foo.java', 'public class Bar {\n}\n', 'public class Foo {\n}\n', 'Bar.java'],
    ['Foo.java', 'final class A {}\npublic final class B {}\n', null, 'B.java'],
    ['main.go', GO.replace('os.Args', '1'), GO, '"os"'],
    ['main.go', GO.replace('os.Args', '"os.Args"'), null, '"os"'],
    [
      'main.go',
      'package a\n\nimport y "x.org/yaml"\n\nvar A = 1\n',
      'package a\n\nimport y "x.org/yaml"\n\nvar A = y.B\n',
      'yaml',
    ],
    ['a.tex', TEX.replace('\\end{itemize}\n', ''), TEX, 'itemize is never ended'],
    ['a.tex', TEX.replace('\\begin{itemize}\n', ''), null, 'never begun'],
    ['a.sql', TABLE.replace('TEXT\n', 'TEXT,\n'), TABLE, 'comma'],
  ])('%s %#', (path, text, before, fault) => {
    expect(refusedForm(path, text, before)).toContain(fault);
  });

  it.each<[string, string, (string | null)?]>([
    ['src/Bar.java', 'public class Bar {\n  public static class Foo {}\n}\n'],
    ['Foo.java', '// public class Bar\nclass A {}\npublic class Foo {}\n'],
    ['Foo.java', 'public class Bar {}\n', 'public class Bar {}\n'],
    ['src/test/resources/Foo.java', 'public class Bar {}\n'],
    ['main.go', GO],
    ['main.go', 'package a\n\nimport (\n\t_ "embed"\n\tlog "x.org/zap"\n\t"math/rand/v2"\n)\n\nvar A = rand.Int()\n'],
    ['main.go', 'package a\n\nimport "x.org/go-yaml"\n\nvar A = yaml.B\n'],
    ['a.tex', TEX],
    ['a.tex', '\\newenvironment{box}{\\begin{center}}{\\end{center}}\n% \\begin{x}\n\\verb|\\begin{y}|\n'],
    ['a.tex', '\\begin{verbatim}\n\\begin{x}\n\\end{verbatim}\n'],
    ['head.tex', '\\documentclass{a}\n\\begin{document}\n'],
    ['a.sql', TABLE],
    ['a.sql', "-- a,)\nINSERT INTO t VALUES (1, ',)');\n"],
    ['a.sql', 'CREATE TABLE t (\n  id INT64,\n);\n'],
    ['a.sql', TABLE.replace('TEXT\n', 'TEXT,\n'), TABLE.replace('TEXT\n', 'TEXT,\n')],
  ])('takes %s %#', (path, text, before = null) => {
    expect(refusedForm(path, text, before)).toBeNull();
  });

  it('takes linear time', () => {
    for (const [path, piece] of [
      ['a.java', 'public class A { '],
      ['a.go', '"fmt" '],
      ['a.tex', '\\begin{verbatim}'],
      ['a.sql', 'create table a ( , '],
    ] as const)
      assertLinear((text) => refusedForm(path, text, null), piece, 8_000);
  });
});
