import { describe, expect, it } from 'vitest';
import { keysLost } from './keys-kept.js';
import { factsIn } from '../stated/facts.js';

const PACKAGE = { name: 'app', version: '1.0.0', scripts: { start: 'node .' }, dependencies: { express: '^4.0.0' } };
const json = (tree: object): string => `${JSON.stringify(tree, null, 2)}\n`;
const without = (key: string): object => Object.fromEntries(Object.entries(PACKAGE).filter(([name]) => name !== key));
const lost = (asked: string, path: string, before: string, now: string) =>
  keysLost(path, now, before, asked, factsIn(asked));
const SET = 'Set the version in package.json to 2.0.0.';

describe('settings', () => {
  it.each<[string, string, string, string]>([
    [SET, 'package.json', json(PACKAGE), json({ name: 'app', version: '2.0.0', scripts: PACKAGE.scripts })],
    [SET, 'package.json', json(PACKAGE), json({ version: '2.0.0' })],
    ['Add a lint script to package.json.', 'package.json', json(PACKAGE), json(without('dependencies'))],
    ['Set port to 9090 in app.toml.', 'app.toml', 'port = 8080\n[log]\nlevel = "info"\n', 'port = 9090\n'],
    ['Set port to 9090 in app.yaml.', 'app.yaml', 'port: 8080\nlog:\n  level: info\n', 'port: 9090\n'],
    [
      'Add "license": "MIT" to package.json.',
      'package.json',
      json(PACKAGE),
      json({ ...without('version'), license: 'MIT' }),
    ],
    [
      'Add "redis" to the services in s.yaml.',
      's.yaml',
      'services:\n  - web\n  - db\n',
      'services:\n  - web\n  - redis\n',
    ],
    [
      'Add the script lint to package.json.',
      'package.json',
      json(PACKAGE),
      json({ ...PACKAGE, scripts: { lint: 'eslint .' } }),
    ],
  ])('are lost: %s', (asked, path, before, now) => {
    expect(lost(asked, path, before, now)).toMatch(/gone/);
  });

  it.each<[string, string, string, string]>([
    [SET, 'package.json', json(PACKAGE), json({ ...PACKAGE, version: '2.0.0' })],
    [
      'Set the version in package.json to 2.0.0 and remove what is unused.',
      'package.json',
      json(PACKAGE),
      json({ version: '2.0.0' }),
    ],
    [
      'Set the version in package.json to 2.0.0, no dependency is left.',
      'package.json',
      json(PACKAGE),
      json(without('dependencies')),
    ],
    [SET, 'package.json', json(PACKAGE), json({ ...without('dependencies'), peerDependencies: { express: '^4.0.0' } })],
    [SET, 'package.json', json(PACKAGE), json({ ...without('scripts'), app: { scripts: {} } })],
    [SET, 'package.json', json({ ...PACKAGE, files: [] }), json({ ...PACKAGE, version: '2.0.0' })],
    ['Create package.json with version 2.0.0.', 'package.json', json(PACKAGE), json({ version: '2.0.0' })],
    ['Set web to port 80 in compose.yaml: port is 80.', 'compose.yaml', 'version: "3"\nport: 1\n', 'port: 80\n'],
    ['Add "license": "MIT" to package.json.', 'package.json', json(PACKAGE), json({ ...PACKAGE, license: 'MIT' })],
    ['Add "redis" to the services in s.yaml.', 's.yaml', 'services:\n  - web\n', 'services:\n  - redis\n  - web\n'],
    ['Add the host to the port in c.yaml.', 'c.yaml', 'ports:\n  - "80:80"\n', 'ports:\n  - "127.0.0.1:80:80"\n'],
    ['Add "redis" to s.yaml and drop db.', 's.yaml', 'services:\n  - web\n  - db\n', 'services:\n  - web\n  - redis\n'],
    ['Update package.json for ESM.', 'package.json', json(PACKAGE), json(without('scripts'))],
    [SET, 'package-lock.json', json(PACKAGE), json({ version: '2.0.0' })],
    [SET, 'package.json', json(PACKAGE), '{ "version": '],
  ])('may be as they are: %s', (asked, path, before, now) => {
    expect(lost(asked, path, before, now)).toBeNull();
  });
});

describe('a setting that leaves its place', () => {
  const YAML = 'kind: Deployment\nspec:\n  replicas: 1\n  paused: false\n';
  it.each<[string, string | RegExp]>([
    [
      'kind: Deployment\nreplicas: 3\nspec:\n  paused: false\n',
      /spec\.replicas is gone, and replicas is there instead/,
    ],
    ['kind: Deployment\nspec:\n  replicas: 3\n  paused: false\n', ''],
    ['kind: Deployment\nspec:\n  replicas: 3\n  paused: false\nreplicas: 3\n', ''],
  ])('%j', (now, problem) => {
    expect(lost('Set replicas to 3 in deploy.yaml.', 'deploy.yaml', YAML, now) ?? '').toMatch(
      problem === '' ? /^$/ : problem,
    );
  });

  it('may be meant to', () => {
    const now = 'kind: Deployment\nreplicas: 3\nspec:\n  paused: false\n';
    expect(lost('Move replicas to the top level of deploy.yaml and set it to 3.', 'deploy.yaml', YAML, now)).toBeNull();
    const two = 'a:\n  replicas: 1\nb:\n  replicas: 2\n';
    expect(lost('Set replicas to 3 in deploy.yaml.', 'deploy.yaml', two, 'a:\n  replicas: 3\nb: {}\n')).toBeNull();
  });
});
