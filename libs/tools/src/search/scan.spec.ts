import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GitTree } from '../../spec/git-tree.js';
import { globPattern } from './glob.js';
import { scan, SKIPPED_FOLDERS, type Pattern, type ScanRequest } from './scan.js';

describe('a scan of files', () => {
  let tree: GitTree;
  beforeEach(async () => {
    tree = await GitTree.create();
    for (const folder of ['src/deep', 'node_modules/dep', '.git'])
      await mkdir(join(tree.root, folder), { recursive: true });
    await writeFile(join(tree.root, 'src/a.ts'), 'one\r\ntwo needle\r\n');
    await writeFile(join(tree.root, 'src/deep/b.py'), 'needle\n');
    await writeFile(join(tree.root, 'node_modules/dep/c.ts'), 'needle\n');
    await writeFile(join(tree.root, '.git/config'), 'needle\n');
    await writeFile(join(tree.root, 'picture.png'), Buffer.from('needle\0\u0001'));
    await symlink('/etc/passwd', join(tree.root, 'src/link'));
  });
  afterEach(() => tree.close());

  const of = (more: Partial<ScanRequest>): ScanRequest => ({
    root: tree.root,
    start: '',
    prefix: '',
    path: null,
    line: null,
    maxHits: 200,
    skip: SKIPPED_FOLDERS,
    ...more,
  });
  const never = new AbortController().signal;
  const glob = (text: string): Pattern => {
    const pattern = globPattern(text);
    if ('problem' in pattern) throw new Error(pattern.problem);
    return pattern;
  };

  it('finds lines, and leaves out dependencies, version control, binary files and links', async () => {
    const { hits, ended } = await scan(of({ line: { source: 'needle|root', flags: '' } }), 10_000, never);
    expect(hits).toEqual([
      { path: 'src/a.ts', line: 2, text: 'two needle' },
      { path: 'src/deep/b.py', line: 1, text: 'needle' },
    ]);
    expect(ended).toBe('all');
  });

  it.each([
    ['*.py', ['src/deep/b.py']],
    ['src/*.ts', ['src/a.ts']],
    ['**/*.{ts,py}', ['src/a.ts', 'src/deep/b.py']],
    ['./src/', ['src/a.ts', 'src/deep/b.py']],
  ])('finds files by %s', async (pattern, expected) => {
    const { hits } = await scan(of({ path: glob(pattern) }), 10_000, never);
    expect(hits.map((hit) => hit.path)).toEqual(expected);
  });

  it('stops an expression that backtracks for ever, keeps what was found, and blocks nobody meanwhile', async () => {
    await writeFile(join(tree.root, 'src/z.txt'), `${'a'.repeat(60)}!\n`);
    let beats = 0;
    const heart = setInterval(() => beats++, 10);
    const { hits, ended } = await scan(of({ line: { source: 'needle|^(a+)+$', flags: '' } }), 700, never);
    clearInterval(heart);
    expect(ended).toBe('out_of_time');
    expect(hits.map((hit) => hit.path)).toContain('src/a.ts');
    expect(beats).toBeGreaterThan(20);
  });

  it('stops at the most hits', async () => {
    await writeFile(join(tree.root, 'many.txt'), 'x\n'.repeat(1000));
    const { hits, ended } = await scan(of({ line: { source: 'x', flags: '' }, maxHits: 50 }), 10_000, never);
    expect(hits).toHaveLength(50);
    expect(ended).toBe('enough_hits');
  });

  it('ends with the reason when it is cancelled', async () => {
    const stop = new AbortController();
    await writeFile(join(tree.root, 'z.txt'), `${'a'.repeat(60)}!\n`);
    const pending = scan(of({ line: { source: '^(a+)+$', flags: '' } }), 60_000, stop.signal);
    setImmediate(() => stop.abort(new Error('cancelled')));
    await expect(pending).rejects.toThrow('cancelled');
  });
});
