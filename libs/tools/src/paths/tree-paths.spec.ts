import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anyLetter } from '#testing';
import { GitTree } from '../../spec/git-tree.js';
import { isGitName, lexical, namePath } from './path-policy.js';
import type { Place } from './place.js';
import { TreePaths } from './tree-paths.js';

describe('the paths of a tree', () => {
  let tree: GitTree;
  let paths: TreePaths;
  beforeEach(async () => {
    tree = await GitTree.create();
    await mkdir(join(tree.root, 'src/deep'), { recursive: true });
    await writeFile(join(tree.root, 'src/a.ts'), 'a');
    await writeFile(join(tree.root, 'locked.txt'), 'x');
    await mkdir(join(tree.root, 'real'));
    await symlink('real', join(tree.root, 'inner'));
    await symlink('/etc', join(tree.root, 'outer'));
    await symlink('/etc/passwd', join(tree.root, 'passwd'));
    await symlink('../../../../../../etc/passwd', join(tree.root, 'src/up'));
    await symlink('outer/passwd', join(tree.root, 'chain'));
    await symlink('loop2', join(tree.root, 'loop1'));
    await symlink('loop1', join(tree.root, 'loop2'));
    await symlink('/workspace/src/a.ts', join(tree.root, 'inside-absolute'));
    await symlink(join(tree.scratch, '..'), join(tree.scratch, 'up'));
    paths = await TreePaths.of(tree, ['locked.txt', 'vendor/**', '*.pem']);
  });
  afterEach(() => tree.close());

  const place = async (path: string): Promise<Place> => {
    const resolved = await paths.resolve(path);
    if (!resolved.ok) throw new Error(resolved.error);
    return resolved.place;
  };
  it('takes a link that shows where it leads for that', async () => {
    expect((await place('[src/a.ts](src/a.ts)')).relative).toBe('src/a.ts');
    expect((await place('[new.md](http://new.md)')).relative).toBe('new.md');
    // Routes have such names.
    expect((await place('[lang](shop)')).relative).toBe('[lang](shop)');
  });
  it('takes blanks as addresses write them for those of a file that is there', async () => {
    await writeFile(join(tree.root, 'release notes.txt'), 'x');
    expect((await place('release%20notes.txt')).relative).toBe('release notes.txt');
    expect((await place('other%20notes.txt')).relative).toBe('other%20notes.txt');
    await writeFile(join(tree.root, 'release%20notes.txt'), 'y');
    expect((await place('release%20notes.txt')).relative).toBe('release%20notes.txt');
    expect(await refusal('%2e%2e/%2e%2e/etc/passwd')).not.toContain('/etc/passwd"');
  });

  it('leaves the name of the workspace itself out, unless a folder of that name is there or meant', async () => {
    const of = async (name: string, asked: string, path: string): Promise<string> => {
      const resolved = await (await TreePaths.of(tree, [], { name, asked })).resolve(path);
      return resolved.ok ? resolved.place.relative : resolved.error;
    };
    await mkdir(join(tree.root, 'docs'));
    await writeFile(join(tree.root, 'a.py'), 'x');
    expect(await of('shop-2', 'add docs', 'shop-2/docs/a.md')).toBe('docs/a.md');
    expect(await of('shop-2', 'mend it', 'shop-2/a.py')).toBe('a.py');
    // The first file of a package that bears its project's name.
    expect(await of('shop-2', 'turn it into a package', 'shop-2/__init__.py')).toBe('shop-2/__init__.py');
    expect(await of('shop-2', 'make the package shop-2', 'shop-2/a.py')).toBe('shop-2/a.py');
    expect(await of('app', 'add docs', 'app/a.md')).toBe('app/a.md');
    await mkdir(join(tree.root, 'shop-2'));
    expect(await of('shop-2', 'add docs', 'shop-2/docs/a.md')).toBe('shop-2/docs/a.md');
  });

  const refusal = async (path: string): Promise<string> => {
    const resolved = await paths.resolve(path);
    return resolved.ok ? `resolved to ${resolved.place.absolute}` : resolved.error;
  };

  it('may bear the number of a line, where nothing is under the whole name', async () => {
    for (const path of ['src/a.ts:12', 'src/a.ts:12:3', 'src/a.ts:12-40']) {
      expect((await place(path)).relative).toBe('src/a.ts');
      expect(await paths.resolveForEdit(path)).toMatchObject({ ok: true, place: { relative: 'src/a.ts' } });
    }
    expect((await place('src/b.ts:12')).stats).toBeNull();
    expect((await place('src/deep:1')).stats).toBeNull();
    expect(await paths.resolveForChange('src/a.ts:12')).toMatchObject({ place: { stats: null } });
    expect(await paths.resolveForEdit('locked.txt:1')).toMatchObject({
      place: { relative: 'locked.txt:1', stats: null },
    });
    await writeFile(join(tree.root, 'src/a.ts:1'), 'b');
    expect((await place('src/a.ts:1')).relative).toBe('src/a.ts:1');
  });

  it.each([
    ['src/a.ts', 'src/a.ts'],
    ['./src//a.ts', 'src/a.ts'],
    ['src/deep/../a.ts', 'src/a.ts'],
    ['/workspace/src/a.ts', 'src/a.ts'],
    ['`src/a.ts`', 'src/a.ts'],
    ['src/a.ts<|im_end|>', 'src/a.ts'],
    ['inside-absolute', 'src/a.ts'],
    ['new/folder/file', 'new/folder/file'],
    ['.', ''],
    ['', ''],
  ])('reads %s as %s', async (given, expected) => {
    expect((await place(given)).relative).toBe(expected);
  });

  it('says of what is installed that only commands see it', async () => {
    await mkdir(join(tree.root, 'node_modules'));
    const overlays = [{ name: 'node_modules' }];
    paths = await TreePaths.of({ root: tree.root, scratch: tree.scratch, overlays }, []);
    expect(paths.installedNote(await place('node_modules'))).toContain('only shell_execute sees that');
    expect(await paths.notFound(await place('node_modules/left-pad/index.js'))).toContain('shell_execute');
    expect(paths.installedNote(await place('src'))).toBeNull();
  });

  it('maps the absolute path of the tree itself', async () => {
    expect((await place(`${tree.root}/src/a.ts`)).relative).toBe('src/a.ts');
  });

  it('maps scratch:// and the folder as the shell sees it to the scratch folder', async () => {
    for (const path of ['scratch://notes/x', 'scratch:/notes/x', '/scratch/notes/x', `${tree.scratch}/notes/x`]) {
      const found = await place(path);
      expect(found.area).toBe('scratch');
      expect(found.shown).toBe('scratch://notes/x');
    }
  });

  it.each(['passwd', 'outer', 'outer/passwd', 'src/up', 'chain', 'scratch://up/slot/src/a.ts'])(
    'refuses the link %s, which leaves',
    async (path) => expect(await refusal(path)).toContain('symbolic link that leaves'),
  );

  it.each([
    '../x',
    'src/../../x',
    '/etc/passwd',
    '~/.ssh/id_rsa',
    '~',
    '/workspace/../etc/passwd',
    'scratch://../x',
    'C:\\Windows\\x',
    'a\0b',
  ])('refuses %j, which is outside', async (path) => expect(await refusal(path)).toMatch(/outside|leads out|NUL/));

  it.each([
    '.git/config',
    'sub/.git/hooks/x',
    '.GIT/config',
    '.git./x',
    'git~1/config',
    '.g\u200cit/x',
    '.git::$INDEX_ALLOCATION/x',
  ])('refuses %s, which belongs to version control', async (path) =>
    expect(await refusal(path)).toContain('version control'),
  );

  it('refuses a link into .git and a circle of links', async () => {
    await symlink('.git/config', join(tree.root, 'sly'));
    expect(await refusal('sly')).toContain('version control');
    expect(await refusal('loop1')).toContain('circle');
  });

  it('takes .gitignore and .github for ordinary names', async () => {
    expect((await place('.gitignore')).relative).toBe('.gitignore');
    expect((await place('.github/workflows/ci.yml')).relative).toBe('.github/workflows/ci.yml');
  });

  it('tells the relative form of a foreign absolute path that exists here', async () => {
    expect(await refusal('/home/someone/project/src/a.ts')).toContain('the workspace has "src/a.ts"');
  });

  it('follows an inner link for reading and refuses it for changing', async () => {
    await writeFile(join(tree.root, 'real/f'), 'x');
    expect((await place('inner/f')).relative).toBe('real/f');
    const change = await paths.resolveForChange('inner/f');
    expect(change).toMatchObject({ ok: false, error: expect.stringContaining('"real/f"') });
  });

  it.each([
    'locked.txt',
    'vendor/lib/x.js',
    'certs/site.pem',
    './locked.txt',
    'src/../locked.txt',
    '/workspace/locked.txt',
  ])('refuses to change the protected %s', async (path) =>
    expect(await paths.resolveForChange(path)).toMatchObject({
      ok: false,
      error: expect.stringContaining('protected'),
    }),
  );

  it('says which name was probably meant', async () => {
    expect(await paths.notFound(await place('src/A.tsx'))).toContain('did you mean "src/a.ts"?');
  });

  it('never resolves to a place outside its areas', async () => {
    const part = fc.oneof(
      fc.constantFrom(
        '..',
        '.',
        '',
        'src',
        'outer',
        'inner',
        'up',
        'chain',
        'loop1',
        'passwd',
        'etc',
        '~',
        '/',
        'scratch:',
        '.git',
        'real',
      ),
      fc.string({ maxLength: 6 }),
    );
    const path = fc.tuple(
      fc.constantFrom('', '/', '//', 'scratch://', './', '~/', '/workspace/', 'file:///'),
      fc.array(part, { maxLength: 7 }),
    );
    await fc.assert(
      fc.asyncProperty(path, async ([prefix, parts]) => {
        for (const resolve of [paths.resolve.bind(paths), paths.resolveForChange.bind(paths)]) {
          const resolved = await resolve(prefix + parts.join('/'));
          if (!resolved.ok) continue;
          const { absolute, root } = resolved.place;
          expect([tree.root, tree.scratch]).toContain(root);
          expect(absolute === root || absolute.startsWith(root + sep)).toBe(true);
          expect(
            absolute
              .slice(root.length)
              .split(sep)
              .some((name) => name === '..' || isGitName(name)),
          ).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('the reading of a path', () => {
  const roots = { workspace: ['/w'], scratch: ['/s'] };

  it('stays inside whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyLetter, maxLength: 40 }), (given) => {
        const named = namePath(given, roots);
        if (!named.ok) return;
        for (const part of named.parts)
          expect(part === '..' || part === '.' || part === '' || part.includes('/')).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it('does not take a folder for its neighbour with a longer name', () => {
    expect(namePath('/workspace2/x', { workspace: ['/workspace'], scratch: [] }).ok).toBe(false);
  });

  it('refuses names that are too long or too deep', () => {
    expect(namePath('a/'.repeat(70), roots).ok).toBe(false);
    expect(namePath('x'.repeat(5000), roots).ok).toBe(false);
  });

  it('resolves dots', () => {
    expect(lexical('a/./b/../c')).toEqual(['a', 'c']);
    expect(lexical('a/../..')).toBeNull();
  });
});
