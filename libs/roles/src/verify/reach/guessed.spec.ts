import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import type { FileChange } from '#domain';
import { isGuessed, isOfItsKind, needsByName, standsFor, type Guessing } from './guessed.js';

const change = (path: string, operation: FileChange['operation'] = 'create', oldPath?: string): FileChange => ({
  ...{ path, operation, additions: 1, deletions: 0, binary: false },
  ...(oldPath === undefined ? {} : { oldPath }),
});
const step = (given: Partial<Guessing['others'][number]>): Guessing['others'][number] => ({
  ...{ description: '', acceptanceCriteria: '', expectedOutputs: [] },
  ...given,
});

interface Given extends Partial<Guessing> {
  readonly output: string;
  readonly taken?: readonly string[];
}
/** Of an output that the worker was told of. */
function standIn({ output, taken = [output], ...given }: Given): string | undefined {
  const of = {
    ...{ changes: [], user: 'Do it.', step: step({ expectedOutputs: [output] }), others: [], unmade: [output] },
    ...{ there: [], lines: new Map() },
  };
  return standsFor(output, { ...of, ...given }, new Set(taken))?.path;
}

describe('what may stand for an output that the plan alone has named', () => {
  it('is another file of its kind, the likest one', () => {
    const changes = ['quotes.md', 'data.json', 'tools/quotes.py'].map((path) => change(path));
    expect(standIn({ output: 'quotes_by_author.md', changes })).toBe('quotes.md');
    expect(standIn({ output: 'scripts/report.py', changes })).toBe('tools/quotes.py');
    expect(standIn({ output: 'report.pdf', changes })).toBeUndefined();
    expect(standIn({ output: 'tests/test_quotes.py', changes })).toBeUndefined();
    expect(standIn({ output: 'by-author.md', changes: [change('notes.md', 'modify'), ...changes] })).toBe('quotes.md');
    expect(standIn({ output: 'app/tracker.py', changes: [change('app/track.py', 'modify')] })).toBe('app/track.py');
  });

  it('is nothing where the worker was not told, or nothing of the kind was made', () => {
    const changes = [change('quotes.md')];
    expect(standIn({ output: 'other.md', changes, unmade: [] })).toBeUndefined();
    expect(standIn({ output: 'other.md', changes: [] })).toBeUndefined();
    expect(standIn({ output: 'other.md', changes: [change('quotes.md', 'delete')] })).toBeUndefined();
    expect(standIn({ output: 'other.md', changes, taken: ['quotes.md'] })).toBeUndefined();
    expect(standIn({ output: 'scratch://other.md', changes })).toBeUndefined();
  });

  it('is nothing where programs look for the very name, or leave the file behind', () => {
    expect(standIn({ output: 'Makefile', changes: [change('build.sh')] })).toBeUndefined();
    expect(standIn({ output: 'site/index.html', changes: [change('site/start.html')] })).toBeUndefined();
    expect(standIn({ output: 'package.json', changes: [change('config.json')] })).toBeUndefined();
    expect(standIn({ output: 'data.json', changes: [change('package-lock.json', 'modify')] })).toBeUndefined();
  });

  it('is nothing that another step is to make; a file that was there may be for both', () => {
    const others = [step({ expectedOutputs: ['./guide.md'] })];
    expect(standIn({ output: 'intro.md', changes: [change('guide.md')], others })).toBeUndefined();
    expect(standIn({ output: 'intro.md', changes: [change('guide.md', 'modify')], others })).toBe('guide.md');
  });

  it('lies in the folder that the user speaks of, and has the form that the user wants', () => {
    const changes = [change('summary.md')];
    expect(standIn({ output: 'docs/report.md', changes })).toBe('summary.md');
    expect(standIn({ output: 'docs/report.md', changes, user: 'Sum it up in docs/.' })).toBeUndefined();
    const docs = [change('docs/summary.md')];
    expect(standIn({ output: 'docs/report.md', changes: docs, user: 'Sum it up in docs/.' })).toBe('docs/summary.md');
    const json = [change('values.yaml')];
    expect(standIn({ output: 'config.json', changes: json })).toBe('values.yaml');
    expect(standIn({ output: 'config.json', changes: json, user: 'Write them as JSON.' })).toBeUndefined();
  });

  it('is in a folder that bears the name of something else', () => {
    const json = [change('fragen.json')];
    expect(standIn({ output: 'fragen/fragen.json', changes: json, user: 'Ein Quiz aus fragen.txt.' })).toBe(
      'fragen.json',
    );
    const java = [change('src/shop/Order.java', 'modify')];
    expect(standIn({ output: 'src/main/shop/Builder.java', changes: java, user: 'Use it in Main.' })).toBe(
      'src/shop/Order.java',
    );
    for (const user of ['Put it in tools.', 'Into the tools folder.', 'Im Ordner tools.', 'See tools/.', 'In "tools".'])
      expect(standIn({ output: 'tools/a.sh', changes: [change('b.sh')], user }), user).toBeUndefined();
  });

  it('is its like where programs look for the very name', () => {
    expect(standIn({ output: '.vimrc', changes: [change('vim/vimrc')] })).toBe('vim/vimrc');
    expect(standIn({ output: '.prettierrc.json', changes: [change('.prettierrc')] })).toBe('.prettierrc');
    expect(standIn({ output: 'cmd/count/main.go', changes: [change('main.go')] })).toBe('main.go');
    expect(standIn({ output: '.vimrc', changes: [change('vim/notes')] })).toBeUndefined();
  });

  it('is one that tells of two, where none bears its planned name', () => {
    const lines = new Map([['StackTest.java', { added: ['void pushes()', 'void pops()'], removed: [] }]]);
    const own = step({ expectedOutputs: ['StackPushTest.java', 'StackPopTest.java'] });
    const of = { changes: [change('StackTest.java')], step: own, lines };
    const second = { output: 'StackPopTest.java', taken: ['StackPopTest.java', 'StackTest.java'] };
    expect(standIn({ ...of, ...second })).toBe('StackTest.java');
    const less = new Map([['StackTest.java', { added: ['void pushes()'], removed: [] }]]);
    expect(standIn({ ...of, ...second, lines: less })).toBeUndefined();
    const heeded = { changes: [change('a.txt')], step: step({ expectedOutputs: ['a.txt', 'b.txt'] }) };
    expect(standIn({ output: 'b.txt', taken: ['a.txt', 'b.txt'], ...heeded })).toBeUndefined();
  });

  it('are several new files for a pattern', () => {
    const poems = [change('poem-sea.md'), change('poem-sun.md')];
    expect(standIn({ output: 'poems/*.md', changes: poems, unmade: [] })).toBe('poem-sea.md');
    expect(standIn({ output: 'poems/*.md', changes: poems.slice(1), unmade: [] })).toBeUndefined();
    expect(standIn({ output: 'poems/*.py', changes: poems, unmade: [] })).toBeUndefined();
    expect(standIn({ output: '{a,b}/*.md', changes: poems, unmade: [] })).toBeUndefined();
  });

  it('may stand in what it tests', () => {
    const changes = [change('src/lib.rs', 'modify')];
    const lines = (line: string) => new Map([['src/lib.rs', { added: [line], removed: [] }]]);
    expect(standIn({ output: 'tests/decode.rs', changes, lines: lines('    #[test]') })).toBe('src/lib.rs');
    expect(standIn({ output: 'tests/decode.rs', changes, lines: lines('fn decode()') })).toBeUndefined();
  });

  it('is the deletion of what the step is to do away with, whoever has named it', () => {
    const changes = [change('legacy/a.js', 'delete'), change('old.txt', 'delete')];
    const gone = (output: string, description: string): string | undefined =>
      standIn({ ...{ output, changes, user: 'Delete legacy and old.txt.', step: step({ description }) }, unmade: [] });
    expect(gone('legacy/', 'Delete the folder legacy/.')).toBe('legacy/a.js');
    expect(gone('legacy', 'Remove the legacy folder')).toBe('legacy/a.js');
    expect(gone('./old.txt', 'Tidy up, and delete the old file `old.txt`.')).toBe('old.txt');
    expect(gone('old.txt', 'Remove the unused lines of old.txt')).toBeUndefined();
    expect(gone('old.txt', "Remove old.txt's last line")).toBeUndefined();
    expect(gone('old.txt', 'Remove old.txt entries that are double')).toBeUndefined();
    expect(gone('legacy/', 'Sort what is in legacy/.')).toBeUndefined();
    expect(gone('other/', 'Delete the folder other/.')).toBeUndefined();
    expect(gone('old.txt', 'Remove old.txt.bak')).toBeUndefined();
  });

  it('is the deletion itself where the work has done away with the file, or its new name', () => {
    const gone = [change('requirements.txt', 'delete')];
    expect(standIn({ output: 'requirements.txt', changes: gone, unmade: [] })).toBe('requirements.txt');
    expect(standIn({ output: 'requirements.txt', changes: gone, user: 'Sort requirements.txt.' })).toBeUndefined();
    const moved = [change('b.md', 'rename', 'a.md')];
    expect(standIn({ output: 'a.md', changes: moved, unmade: [] })).toBe('b.md');
    expect(standIn({ output: 'a.md', changes: moved, taken: ['a.md', 'b.md'] })).toBeUndefined();
  });
});

describe('a name that somebody needs is no guess', () => {
  it.each<[string, Partial<Guessing>, boolean]>([
    ['the user', { user: 'Write Report.md about it.' }, false],
    ['the user, with a path', { user: 'Write out/report.md.' }, false],
    ['the user, in quotation marks', { user: 'Write a `report` about it.' }, false],
    ['the user, in so many words', { user: 'Write a file called report.' }, false],
    ['the user, as a word', { user: 'Write a report.' }, true],
    ['the user, with another ending', { user: 'Write report.csv.' }, true],
    ['another step', { others: [step({ description: 'Link report.md.' })] }, false],
    ["another step's criteria", { others: [step({ acceptanceCriteria: 'report.md is linked' })] }, false],
    ["another step's output", { others: [step({ expectedOutputs: ['docs/report.md'] })] }, true],
    ['the user, of a file that is there elsewhere', { user: 'Mend out/report.md.', there: ['out/report.md'] }, true],
    [
      'the user, of that and of another',
      { user: 'Mend out/report.md, write report.md.', there: ['out/report.md'] },
      false,
    ],
    ['another word', { others: [step({ description: 'Link my-report.md.' })] }, true],
  ])('said by %s', (_, given, isGuess) => {
    const of = { user: 'Do it.', others: [], there: [], ...given };
    expect(isGuessed('report.md', of)).toBe(isGuess);
  });

  it.each<[string, string, string, boolean]>([
    ['docs/guide.md', 'README.md', 'See [the guide](guide.md).', true],
    ['docs/guide.md', 'README.md', 'See the guide.', false],
    ['docs/guide.md', 'README.md', 'See my-guide.md and guide.mdx.', false],
    ['app/store.py', 'app/main.py', 'from app.store import Store', true],
    ['app/store.py', 'app/main.py', 'store = 1', false],
    ['app/store.py', 'README.md', 'Apples from the store.', false],
    ['src/store.ts', 'src/main.ts', "import { Store } from './store';", true],
  ])('whoever needs %s: %s with "%s" does: %s', (output, path, text, isNeeded) => {
    expect(needsByName(output, { path, text }, false)).toBe(isNeeded);
  });

  it('that another file bears as well is needed by its path', () => {
    expect(needsByName('scripts/report.py', { path: 'a.md', text: 'Usage: report.py' }, true)).toBe(false);
    expect(needsByName('scripts/report.py', { path: 'a.md', text: 'Usage: scripts/report.py' }, true)).toBe(true);
  });

  it.each<[string, string, boolean]>([
    ['a.md', 'b.txt', true],
    ['a.mjs', 'b.ts', true],
    ['a.py', 'b.js', false],
    ['a.csv', 'b.json', false],
    ['a.csv', 'b.md', true],
    ['notes', 'b.md', true],
    ['notes', 'b.py', false],
    ['a.dat', 'b.dat', true],
    ['a.test.js', 'b.js', false],
  ])('%s may be %s: %s', (output, path, may) => {
    expect(isOfItsKind(path, output, { user: '', lines: new Map() })).toBe(may);
  });
});

const word = fc.stringMatching(/^[a-z]{3,8}$/);
const file = fc
  .tuple(fc.constantFrom('', 'docs/', 'src/'), word, fc.constantFrom('md', 'txt', 'py', 'json', 'csv'))
  .map(([folder, name, ending]) => `${folder}${name}.${ending}`);
const operation = fc.constantFrom<FileChange['operation']>('create', 'modify', 'delete');
const changed = fc.array(
  fc.tuple(file, operation).map(([path, how]) => change(path, how)),
  { maxLength: 6 },
);

describe('whatever a plan guesses', () => {
  it('only what the work has made or taken away stands for it, and never for what is taken', () => {
    fc.assert(
      fc.property(file, changed, fc.array(file, { maxLength: 3 }), (output, changes, taken) => {
        const found = standsFor(
          output,
          {
            ...{ changes, user: 'Do it.', step: step({ expectedOutputs: [output] }), others: [], unmade: [output] },
            ...{ there: [], lines: new Map() },
          },
          new Set([output, ...taken]),
        );
        if (found === undefined) return;
        expect(changes).toContain(found);
        if (found.operation === 'delete') expect(found.path).toBe(output);
        else expect([output, ...taken]).not.toContain(found.path);
      }),
    );
  });

  it('nothing stands for a name that the user or another step has said', () => {
    const place = fc.constantFrom('user', 'description', 'acceptanceCriteria');
    const around = fc.tuple(word, word).map((words) => words.join(' '));
    fc.assert(
      fc.property(file, changed, place, around, (output, changes, where, words) => {
        const said = `${words} ${output} ${words}`;
        const others = where === 'user' ? [] : [step({ [where]: said })];
        const user = where === 'user' ? said : words;
        const own = step({ expectedOutputs: [output] });
        const of = { changes, user, step: own, others, unmade: [output], there: [], lines: new Map() };
        expect(standsFor(output, of, new Set([output]))).toBeUndefined();
      }),
    );
  });

  it('costs no more than what is said', () => {
    const guess = (user: string): boolean =>
      isGuessed('report.md', { user, others: [step({ description: user })], there: ['docs/report.md'] });
    assertLinear(guess, 'my-report.md report ', 40_000);
    assertLinear((text) => needsByName('store.py', { path: 'b.py', text }, false), 'import store_ ', 40_000);
    assertLinear((text) => needsByName('store.py', { path: 'b.py', text }, false), 'import\nstore_', 40_000);
  });
});
