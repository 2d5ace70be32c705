import { expect, it } from 'vitest';
import { protectedBy } from './protected-paths.js';

it.each([
  ['*.pem', ['a.pem', 'certs/site.pem', 'certs/old.pem/key'], ['a.pem.txt', 'pem']],
  ['docs/', ['docs', 'docs/a.md', 'docs/in/.b', 'packages/x/docs/a.md'], ['docs.md', 'src/mydocs/a']],
  ['docs/**', ['docs/a.md', 'docs/in/.b'], ['x/docs/a.md']],
  ['./src/a.ts', ['src/a.ts'], ['src/a.tsx', 'x/src/a.ts']],
  ['/src', ['src/a.ts'], ['source/a.ts']],
  ['.env', ['.env', 'app/.env'], ['.env.example']],
  ['app/[id]/page.tsx', ['app/[id]/page.tsx', 'app/i/page.tsx'], ['app/x/page.tsx']],
  ['[slug].tsx', ['pages/[slug].tsx'], ['pages/slug.tsx']],
  ['!important', ['!important', 'a/!important/b'], ['x', 'important']],
  ['{a,b}/*.lock', ['a/x.lock', 'b/y.lock'], ['c/x.lock']],
])('%s protects what it names, and nothing else', (glob, kept, free) => {
  const isProtected = protectedBy([glob]);
  expect([...kept, ...free].filter(isProtected)).toEqual(kept);
});

it('protects nothing where nothing is named', () => {
  expect(['a', ''].filter(protectedBy([]))).toEqual([]);
  expect(['a', 'b/c'].filter(protectedBy(['/', './']))).toEqual([]);
});
