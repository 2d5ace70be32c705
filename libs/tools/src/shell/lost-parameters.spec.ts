import { expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { lostParameters } from './lost-parameters.js';

it.each<[string, readonly string[]]>([
  ['cat > greet.sh <<EOF\n#!/bin/sh\necho "hello $1"\nEOF', ['$1']],
  ['cat > Makefile <<EOF\nall: a.c\n\tgcc -o $@ a.c\nEOF', ['$@']],
  ['cat > a.sh <<EOF\nname=World\necho "hello $name"\nfor f in *; do echo "${f}"; done\nEOF', ['$name', '${f}']],
  ['cat > a.php <<EOF\n<?php $user = 1;\nEOF', ['$user']],
  ['echo "Price: $100" > price.txt', ['$1']],
  ['echo "echo hello ${1}" >> greet.sh', ['${1}']],
  ['sed -i "s/cost: .*/cost: $5/" a.txt', ['$5']],
  ['awk "{print $2}" a.txt > b.txt', ['$2']],
  ['echo "$(grep "$3" a.txt)"', ['$3']],
])('is what a shell leaves out: %j', (command, expected) => {
  expect(lostParameters(command)).toEqual(expected);
});

it.each([
  "cat > a.sh <<'EOF'\necho $1 $name\nEOF",
  'cat > a.sh <<EOF\necho \\$1 \\$name\nEOF',
  'name=demo\ncat > a.json <<EOF\n{"name": "$name"}\nEOF',
  'for f in a b; do cat > $f.txt <<EOF\nthis is $f\nEOF\ndone',
  'while IFS= read -r line; do cat <<EOF\n$line\nEOF\ndone < a.txt',
  'write() {\ncat > $1 <<EOF\n$2\nEOF\n}\nwrite a b',
  'set -- a b\necho "$1" > a.txt',
  '. ./env.sh\ncat > a.txt <<EOF\n$name\nEOF',
  'cat > a.txt <<EOF\n$HOME ${name:-x} $http_proxy $(date) 5 $ and 10$\nEOF',
  "awk '{print $1}' a.txt > b.txt",
  "find . -name '*.py' -exec sh -c 'echo $1' _ {} \\;",
  'echo "$(awk \'{print $1}\' a.txt)" "`awk \'{print $2}\' b.txt`"',
  'echo "it\'s \\$5" > a.txt # not $1',
  'echo $? $$ $# "$@"',
  'x=$((1 + 2)); echo "$x (a)" > a.txt',
  "sed -i 's/$1/x/' a.sh",
])('is nothing here: %j', (command) => {
  expect(lostParameters(command)).toEqual([]);
});

it('is found in linear time', () => {
  for (const piece of ['"$1', '`', "'", '$(', '$1 ', '# ', 'cat <<E\n$a\nE\n', 'a=', 'for a a ', '() ', 'read -r '])
    assertLinear(lostParameters, piece, 20_000);
});
