import { describe, expect, it } from 'vitest';
import type { FileChange } from '#domain';
import { assertLinear } from '#testing';
import { stepsKept, undone } from './steps-kept.js';

const change = (operation: FileChange['operation'], path: string): FileChange => ({
  ...{ path, operation, additions: 1, deletions: 1, binary: false },
});
const faults = (asked: string, changes: FileChange[], made = ['a.txt'], wanted = ['a.txt', 'b.txt']): number =>
  stepsKept(changes, new Set(made), wanted, asked).length;

describe('what an earlier subtask has made', () => {
  it('does not go without a word', () => {
    expect(
      faults('Create b.txt with the single line "bye".', [change('delete', 'a.txt'), change('create', 'b.txt')]),
    ).toBe(1);
    expect(faults('Create b.txt.', [change('delete', 'docs/a.txt')], ['docs/a.txt'])).toBe(1);
  });

  it.each<[string, FileChange[], string[]?, string[]?]>([
    ['Create b.txt and delete a.txt.', [change('delete', 'a.txt')]],
    ['Move the text into b.txt.', [change('delete', 'a.txt'), change('create', 'b.txt')]],
    ['Clean up what is left.', [change('delete', 'a.txt')]],
    ['Write it as Markdown.', [change('delete', 'a.txt'), change('create', 'a.md')]],
    ['Create b.txt.', [change('delete', 'helper.py')], ['helper.py']],
    ['Create b.txt.', [change('delete', 'a.txt')], []],
    ['Create b.txt.', [change('modify', 'a.txt')]],
    ['Create b.txt.', [change('delete', 'a.log')], ['a.log'], ['a.log']],
  ])('may go: %s', (asked, changes, made, wanted) => {
    expect(faults(asked, changes, made, wanted)).toBe(0);
  });
});

describe('lines that an earlier subtask has brought', () => {
  const told = '# Kas\n\nSmall helpers.\n';
  const tests = `${told}\n## Tests\n\nnpm test\n`;
  const level = 'port: 80\nlevel: info\n';

  it.each([
    ['Add a section "## License" with the line "MIT" to README.md', told, tests, `${told}\n## License\n\nMIT\n`],
    ['Write the section "## Diff" about diffDays in days.md', null, '## Add\n\nadds days\n', '## Diff\n\ncounts\n'],
    ['Añadir a Luis a contactos.vcf', 'FN:Marta\n', 'FN:Marta\nFN:Ana\n', 'FN:Luis\n'],
    ['List the functions of b.py in API.md', null, '# API\nload reads a file\n', '# API\nsave writes one\n'],
    ['Name Ada as the last translator in pt.po', 'msgid "a"\n', 'msgid "a"\nmsgstr "Guardar"\n', 'msgid "a"\n'],
    ['Set the port to 90 in app.yaml', level, 'port: 80\nlevel: debug\n', 'port: 90\nlevel: info\n'],
  ])('are not written over: %s', (asked, start, before, now) => {
    expect(undone({ start, before, now }, asked)).not.toBeNull();
  });

  it.each([
    ['Add a section "## License" to README.md', told, tests, `${tests}\n## License\n\nMIT\n`],
    ['Raise VERSION to 1.1.0', null, '1.0.0\n', '1.1.0\n'],
    ['Replace the section on tests by one on the license', told, tests, `${told}\n## License\n\nMIT\n`],
    ['Set the level back to info in app.yaml', level, 'port: 80\nlevel: debug\n', level],
    ['Set the level to error in app.yaml', level, 'port: 80\nlevel: debug\n', 'port: 80\nlevel: error\n'],
    ['Make the tests pass', level, 'port: 80\nlevel: debug\n', level],
    ['Write days.md', null, 'A first word.\n', 'All of it at last.\n'],
    ['Add the section on the license', told, `${told}\nTODO: license\n`, `${told}\n## License\n\nMIT\n`],
    ['Add how long it takes to the section on tests', told, tests, `${told}\n## Tests\n\nnpm test takes a second\n`],
    ['Clean up README.md', told, tests, told],
  ])('may change: %s', (asked, start, before, now) => {
    expect(undone({ start, before, now }, asked)).toBeNull();
  });

  it('are not written over by a step that waits for no other', () => {
    const versions = { start: null, before: 'load reads a file\n', now: 'save writes one\n' };
    expect(undone(versions, 'Write API.md for b.py', true)).not.toBeNull();
    expect(undone(versions, 'Replace API.md by one for b.py', true)).toBeNull();
    expect(undone(versions, 'API.md durch eine Fassung für b.py ersetzen', true)).toBeNull();
    expect(undone(versions, 'Write API.md for b.py')).toBeNull();
  });

  it('are looked for in linear time', () => {
    for (const unit of ['a b\n', ' ', '#'])
      assertLinear(
        (text) => undone({ start: '', before: text, now: text.slice(1) }, 'Add a line to a.txt'),
        unit,
        50_000,
      );
  });
});
