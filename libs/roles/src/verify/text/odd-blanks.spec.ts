import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { oddBlank } from './odd-blanks.js';

const problem = (path: string, text: string, before: string | null = null, asked = '', demanded: string[] = []) =>
  oddBlank(path, text, before, asked, demanded);

describe('a sign that divides nothing', () => {
  it.each([
    ['run.sh', '#!/bin/sh\necho\u00a0hello\n'],
    ['run.sh', 'set -e\ncd src &&\u00a0make\n'],
    ['run.sh', 'grep \u201cfoo bar\u201d a.txt\n'],
    ['run.sh', 'echo \u201chello there\u201d\n'],
    ['run.sh', 'echo -e \u201chello\u201d\n'],
    ['run.sh', 'cp a.txt\u200b b.txt\n'],
    ['run.sh', 'echo a\u2028echo b\nls\u2028pwd\n'],
    ['run.sh', "cat <<'EOF'\na\u00a0b\nEOF\nrm\u00a0x\n"],
    ['run.sh', 'x="$(echo "a b")"\nls\u00a0-l\n'],
    ['tool', '#!/usr/bin/env bash\nls\u00a0-l\n'],
    ['Makefile', 'all:\n\tgcc\u00a0-o a a.c\n'],
    ['Makefile', 'all:\u00a0a.o\n\tld a.o\n'],
    ['Dockerfile', 'FROM\u00a0node:20\n'],
    ['Dockerfile', 'FROM node:20\nRUN npm\u00a0ci\n'],
    ['a.yml', 'name: x\non:\u00a0push\n'],
    ['a.yml', 'a:\n\u00a0\u00a0b: 1\n'],
    ['a.yml', 'a:\n  -\u00a0b\n'],
    ['a.yml', 'port\u00a0: 80\n'],
    ['a.yml', 'a: "x\n  y"\nport\u00a0: 80\n'],
    ['a.yml', 'image: \u201cnode:20\u201d\n'],
    ['a.yml', '\u201cname\u201d: x\n'],
    ['ci.yml', 'steps:\n  - run: |\n      npm\u00a0ci\n      npm test\n'],
    ['ci.yml', 'steps:\n  - run: npm\u00a0ci\n'],
    ['.env', 'PORT\u00a0=80\n'],
    ['.env', 'PORT=\u00a080\n'],
    ['.env', 'PORT=80\u00a0\n'],
    ['.env', 'NAME=\u201cShop\u201d\n'],
  ])('is found in %s: %j', (path, text) => {
    expect(problem(path, text)).toMatch(/U\+[0-9A-F]{4}/);
    expect(problem(path, text, text)).toBeNull();
  });

  it.each([
    ['run.sh', 'echo "Bonjour\u00a0!"\n'],
    ['run.sh', "echo 'Prix\u202f: 5\u00a0\u20ac'\n"],
    ['run.sh', 'echo Prix\u00a0: 5\n'],
    ['run.sh', 'if true; then echo Prix\u00a0: 5; fi\n'],
    ['run.sh', 'LANG=C echo Prix\u00a0: 5\n'],
    ['run.sh', 'echo it\u2019s done\n'],
    ['run.sh', 'echo He said \u201chi\u201d\n'],
    ['run.sh', '# d\u2019abord\u00a0: \u201cok\u201d\nls # non\u00a0!\n'],
    ['run.sh', 'cat <<EOF\nBonjour\u00a0! \u201cx\u201d\nEOF\nls\n'],
    ['run.sh', 'cat <<-"FIN" > a.txt\n\tBonjour\u00a0!\n\tFIN\n'],
    ['run.sh', 'x="$(printf "Prix\u00a0: %s" "$y")"\n'],
    ['run.sh', 'awk \'\n  { print "a\u00a0b" }\n\' x\n'],
    ['run.sh', 'printf "%s\\n" "a\u00a0b" \\\n  "c\u00a0d"\n'],
    ['Makefile', 'all:\n\t@echo "Prix \\\n\t  total\u00a0: 5"\n\n# fini\u00a0!\n'],
    ['Makefile', 'help:\n\t@echo Aide\u00a0: make all\n$(info Prix\u00a0: 5)\n'],
    ['Dockerfile', 'FROM node:20\nLABEL description="Prix\u00a0: 5"\n# note\u00a0!\nENV TITLE Prix\u00a0: 5\n'],
    ['fr.yml', 'greeting: Bonjour\u00a0!\nprice: Prix\u00a0: 5\nquote: \u201cLe Monde\u201d\n'],
    ['fr.yml', 'text: |\n  Bonjour\u00a0!\n  \u201cx\u201d: y\u00a0: z\nb: "c\u00a0d"\n'],
    ['fr.yml', '# note\u00a0: x\nlist:\n  - Bonjour\u00a0!\n'],
    ['ci.yml', 'steps:\n  - run: |\n      echo "Bonjour\u00a0!"\n    name: D\u00e9ploiement\u00a0: prod\n'],
    ['fr.yml', 'text: "Bonjour\n  Prix\u00a0: 5"\nb: 1\n'],
    ['fr.yml', "list:\n  - 'Bonjour\n    Prix\u00a0: 5'\n"],
    ['fr.yml', 'text: &t |\n  Prix\u00a0: 5\nb: 1\n'],
    ['.env', 'TEXT="Bonjour\nPrix\u00a0= 5"\nb=1\n'],
    ['.env', 'TITLE=Bonjour\u00a0!\n# note\u00a0= x\nNAME="a\u00a0b"\n'],
    ['README.md', 'echo\u00a0hello\n'],
    ['notes.txt', 'echo\u00a0hello\n'],
    ['a.py', 'x = "a\u00a0b"\n'],
  ])('is at home in %s: %j', (path, text) => {
    expect(problem(path, text)).toBeNull();
  });

  it('is the user\u2019s where it was there, and told where another line has it', () => {
    const before = 'ls\u00a0-l\npwd\n';
    expect(problem('run.sh', 'ls\u00a0-l\npwd -P\n', before)).toBeNull();
    expect(problem('run.sh', 'ls\u00a0-la\npwd\n', before)).toBeNull();
    expect(problem('run.sh', 'ls\u00a0-l\npwd\u00a0-P\n', before)).toContain('line 2');
  });

  it('may stand where the words of the task have it', () => {
    expect(problem('run.sh', 'echo \u201chi\u201d\n', null, 'Print \u201chi\u201d.')).toBeNull();
    expect(problem('run.sh', 'x a\u00a0b\n', null, '', ['x a\u00a0b'])).toBeNull();
  });
});
it.each([
  ['a.sh', 'cat <<E\u00a0\n'],
  ['a.sh', '"$(\u00a0'],
  ['a.sh', '<<'],
  ['a.sh', "a'\u00a0"],
  ['a.sh', 'a\u00a0\n'],
  ['Makefile', '\ta\u00a0\\\n'],
  ['a.yml', '- run: |\n    a\u00a0b\n'],
  ['a.yml', 'a\u00a0: b\n'],
  ['.env', 'a\u00a0=b\n'],
])('%s of many %j is read in linear time', (path, unit) => {
  assertLinear((text) => problem(path, text), unit, 4000);
});
