import { describe, expect, it } from 'vitest';
import { absenceIn } from './checks-here.js';

const NONE = 'exit code 254 in 3 ms\nnpm error enoent Could not read package.json';
const missing = (program: string) => `exit code 127 in 3 ms\nbash: line 1: ${program}: command not found`;
const unfetched = (name: string) =>
  `exit code 1 in 1437 ms\nnpm error code EAI_AGAIN\nnpm error request to https://registry.npmjs.org/${name} failed, reason: getaddrinfo EAI_AGAIN`;
const absence = (
  command: string,
  detail: string,
  paths: readonly string[] = ['a.txt'],
  user = 'Create a.txt.',
  ofPlan = '',
) => absenceIn(command, { name: command, passed: false, detail }, paths, { all: `${user}\n${ofPlan}`, user });

describe('a check that failed', () => {
  it.each<[string, string, string[]?, string?, string?]>([
    ['npm test', NONE],
    ['npm run lint', NONE],
    ['pnpm test', NONE],
    ['npm run lint && npm test', NONE],
    ['npx eslint .', 'exit code 1 in 3 ms\nnpm error code EAI_AGAIN'],
    ['pytest -q', 'exit code 5 in 90 ms\nno tests ran in 0.01s'],
    ['python3 -m flake8', 'exit code 1 in 9 ms\n/usr/bin/python3: No module named flake8'],
    ['make', 'exit code 2 in 3 ms\nmake: *** No targets specified and no makefile found.  Stop.'],
    ['cargo clippy -- -D warnings', missing('cargo')],
    [
      'make test',
      'exit code 2 in 9 ms\n==9==ReserveShadowMemoryRange failed while trying to map 0xdfff0001000 bytes.',
      ['Makefile'],
    ],
    ['cargo test', 'exit code 101 in 9 ms\nerror: could not find `Cargo.toml`'],
    ['test -f a.txt && frobnicate --strict a.txt', missing('frobnicate')],
    ['frobnicate a.txt | grep ok', 'exit code 1 in 3 ms\nbash: line 1: frobnicate: command not found'],
    ['markdownlint a.txt', 'exit code 127 in 3 ms\n/bin/sh: 1: markdownlint: not found'],
    ['npx tsc --noEmit -p .', unfetched('tsc'), ['package.json', 'src/a.ts'], 'Get rid of all the any in src.'],
    [
      'nginx -t',
      missing('nginx'),
      ['nginx.conf', 'logrotate.d/nginx'],
      'nginx: force https, add gzip, for both sites.',
    ],
    ['docker build .', missing('docker'), ['Dockerfile'], 'make the docker image smaller (multi stage, non root)'],
    ['docker compose config -q', missing('docker'), ['a.yml'], 'Write a docker compose file for web and db.'],
    ['terraform validate', missing('terraform'), ['main.tf'], 'split the terraform into modules'],
    ['terraform validate', 'exit code 1 in 9 ms\nError: Missing required provider', ['main.tf'], 'Add a variable.'],
    ['go vet ./...', missing('go'), ['main.go'], 'Write a Go program that prints primes.', 'The Go program compiles.'],
    ['go test ./...', missing('go'), ['go.mod'], 'Write tests for Clamp.', 'go test passes and go vet finds nothing'],
    ['frobnicate a.txt', missing('frobnicate'), ['a.txt'], 'Tidy a.txt.', 'Run frobnicate and mend what it finds.'],
  ])('says nothing where it cannot run: %s', (command, detail, paths, user, ofPlan) => {
    expect(absence(command, detail, paths, user, ofPlan)).not.toBeNull();
  });

  it.each<[string, string, string[]?, string?, string?]>([
    ['npm test', NONE, ['package.json']],
    ['npm test', NONE, ['web/package.json']],
    ['npm test', NONE, ['a.txt'], 'Set up a project with package.json.'],
    ['npm test', NONE, ['a.txt'], 'Make npm test pass.'],
    ['npm test', NONE, ['index.js'], 'Start a small Node project.'],
    ['cargo test', 'exit code 101 in 9 ms', ['src/lib.rs'], 'Write a Rust library.'],
    ['npm test && true', NONE],
    ['npm test && node check.js', NONE],
    ['pytest -q', 'exit code 1 in 90 ms\n1 failed', ['tests/test_a.py']],
    ['pytest -q', 'exit code 5 in 90 ms', ['a.py'], 'Write tests for a.py.'],
    ['python3 -m pkg', 'exit code 1\nNo module named pkg', ['src/pkg/main.py']],
    ['python3 -m tool', 'exit code 1\nNo module named tool', [], 'Write the module tool.'],
    ['python3 -m tool', 'exit code 1\nNo module named other', []],
    ['cargo build', 'exit code 101', ['Cargo.toml']],
    ['frobnicate a.txt', missing('frobnicate'), ['a.txt'], 'Make a.txt such that frobnicate accepts it.'],
    ['sh run.sh', missing('jest')],
    ['greet', missing('greet'), ['bin/greet.py']],
    ['./greet.sh', 'exit code 127 in 3 ms\nbash: line 1: ./greet.sh: No such file or directory'],
    ['nginx -t', missing('nginx'), ['nginx.conf'], 'Mend nginx.conf, so that nginx -t passes.'],
    ['docker build .', missing('docker'), ['Dockerfile'], 'mend the Dockerfile, docker build fails with errors'],
    ['greet --json', missing('greet'), ['README.md'], 'Write a small greet.'],
    ['greet --json', missing('greet'), ['README.md'], 'Say hello in JSON.', 'Write a small greet.'],
    ['go vet ./...', missing('go'), ['main.go'], 'Mend main.go until `go vet ./...` is happy.'],
    ['greet --json', missing('greet'), ['README.md'], 'Add a command greet to the package.'],
    ['npx tsc', unfetched('tsc'), ['package.json'], 'Make tsc pass.'],
    ['npx tsc', 'exit code 2 in 900 ms\nsrc/a.ts(1,1): error TS2304', ['package.json'], 'Add types.'],
    ['npx vitest', unfetched('left-pad'), ['package.json'], 'Add types.'],
    ['frobnicate a.txt', 'exit code 1 in 3 ms\nbash: line 1: frobnicate: command not found'],
    ['grep -q x a.txt', 'exit code 1 in 3 ms, no output'],
    ['node test.js', "exit code 1 in 3 ms\nError: Cannot find module './a.js'"],
  ])('stays a failure: %s (%s)', (command, detail, paths, user, ofPlan) => {
    expect(absence(command, detail, paths, user, ofPlan)).toBeNull();
  });
});
