import { afterEach, describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { removePlayed, viewOf } from '../stated/played.fixture.js';
import { optionsListedIn, optionsOf, runsAreTold, toldOfIn } from './documented.js';

describe('a document that is to tell how scripts are run', () => {
  it.each<[string, string, string[]]>([
    ['document in README.md how to run scripts/a.sh and scripts/b.sh', 'README.md', ['scripts/a.sh', 'scripts/b.sh']],
    ['Describe how to start server.js in docs/use.md.', 'docs/use.md', ['server.js']],
    ['explain in README.md, how to call a.sh, b.sh, and c.sh', 'README.md', ['a.sh', 'b.sh', 'c.sh']],
  ])('%s', (told, path, scripts) => {
    expect(toldOfIn(told)).toEqual([{ path, scripts }]);
  });

  it.each(['Document how to run the tests in README.md', 'Run a.sh and write README.md', 'describe a.sh'])(
    '%s: none',
    (told) => expect(toldOfIn(told)).toEqual([]),
  );
});

afterEach(removePlayed);

describe('a document that is to list the options of a program', () => {
  const TOLD = 'Add a section "Options" to README.md that lists every option of cli.py.';
  const CODE =
    "p.add_argument('file')\np.add_argument('-s', '--source', default='--all')\np.add_argument(\n    '--force', action='store_true')\n";

  it.each([TOLD, 'Document all command-line flags of cli.py in README.md.'])('%s', (told) => {
    expect(optionsListedIn(told)).toEqual([{ path: 'README.md', program: 'cli.py' }]);
  });
  it.each([
    'List the options of cli.py in README.md.',
    'List every option of cli.py in README.md except the hidden ones.',
    'List every option of cli.py in README.md or in USE.md.',
    'List every option of cli.py.',
    'List every function of cli.py in README.md.',
  ])('%s: none', (told) => {
    expect(optionsListedIn(told)).toEqual([]);
  });

  it('has those that the program declares', () => {
    expect(optionsOf(CODE)).toEqual(['--source', '--force']);
    expect(optionsOf(".option('-p, --port <n>', 'the port').option('--no-color')")).toEqual(['--port', '--no-color']);
    expect(optionsOf("@click.option('--name')")).toEqual(['--name']);
    expect(optionsOf("p.add_argument('--debug', help=SUPPRESS)\np.add_argument('--x')")).toEqual([]);
  });

  it.each([
    ['## Options\n\n- `--source`: from where\n- `--verbose`\n', '"--force"'],
    ['- --source\n- --force-all\n', '"--force"'],
    ['| -s, --source | where |\n| `--force` | now |\n', ''],
    ['--source=FOLDER and --force, besides --help', ''],
  ])('%j', async (text, missing) => {
    const files = await viewOf({ 'README.md': '', 'cli.py': CODE }, { 'README.md': text, 'cli.py': CODE });
    const said = (await runsAreTold(files, TOLD)).map(({ detail }) => detail).join();
    expect(said).toBe(missing === '' ? '' : said);
    expect(said.includes('--force')).toBe(missing !== '');
  });

  it('is looked for in linear time', () => {
    for (const unit of ['lists every option of ', 'list all ', ' ']) assertLinear(optionsListedIn, unit, 4000);
    for (const unit of ['add_argument(', ".option('a', ", "'", ' ']) assertLinear(optionsOf, unit, 20_000);
  });
});
