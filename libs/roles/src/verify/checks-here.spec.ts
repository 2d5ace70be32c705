import { describe, expect, it } from 'vitest';
import { absenceIn } from './checks-here.js';

const NONE = 'exit code 254 in 3 ms\nnpm error enoent Could not read package.json';
const missing = (program: string) => `exit code 127 in 3 ms\nbash: line 1: ${program}: command not found`;
const absence = (command: string, detail: string, paths: readonly string[] = ['a.txt'], asked = 'Create a.txt.') =>
  absenceIn(command, { name: command, passed: false, detail }, paths, asked);

describe('a check that failed', () => {
  it.each<[string, string]>([
    ['npm test', NONE],
    ['npm run lint', NONE],
    ['pnpm test', NONE],
    ['make', 'exit code 2 in 3 ms\nmake: *** No targets specified and no makefile found.  Stop.'],
    ['cargo clippy -- -D warnings', missing('cargo')],
    ['cargo test', 'exit code 101 in 9 ms\nerror: could not find `Cargo.toml`'],
    ['test -f a.txt && frobnicate --strict a.txt', missing('frobnicate')],
    ['markdownlint a.txt', 'exit code 127 in 3 ms\n/bin/sh: 1: markdownlint: not found'],
  ])('says nothing where it cannot run: %s', (command, detail) => {
    expect(absence(command, detail)).not.toBeNull();
  });

  it.each<[string, string, string[]?, string?]>([
    ['npm test', NONE, ['package.json']],
    ['npm test', NONE, ['web/package.json']],
    ['npm test', NONE, ['a.txt'], 'Set up a project with package.json.'],
    ['npm test', NONE, ['a.txt'], 'Make npm test pass.'],
    ['npm test', NONE, ['index.js'], 'Start a small Node project.'],
    ['cargo test', 'exit code 101 in 9 ms', ['src/lib.rs'], 'Write a Rust library.'],
    ['npm test && true', NONE],
    ['cargo build', 'exit code 101', ['Cargo.toml']],
    ['frobnicate a.txt', missing('frobnicate'), ['a.txt'], 'Make a.txt such that frobnicate accepts it.'],
    ['sh run.sh', missing('jest')],
    ['greet', missing('greet'), ['bin/greet.py']],
    ['./greet.sh', 'exit code 127 in 3 ms\nbash: line 1: ./greet.sh: No such file or directory'],
    ['frobnicate a.txt', 'exit code 1 in 3 ms\nbash: line 1: frobnicate: command not found'],
    ['grep -q x a.txt', 'exit code 1 in 3 ms, no output'],
    ['node test.js', "exit code 1 in 3 ms\nError: Cannot find module './a.js'"],
  ])('stays a failure: %s (%s)', (command, detail, paths, asked) => {
    expect(absence(command, detail, paths, asked)).toBeNull();
  });
});
