import { describe, expect, it } from 'vitest';
import { proseOf } from '../stated/masked-text.js';
import { secretsIn, secretsKept } from './secrets-kept.js';
import type { FilesView } from '../stated/files-view.js';

const KEY = 'sk-live-1234567890abcdef';
const view = (texts: Record<string, string>, changed: string[]): FilesView =>
  ({
    there: Object.keys(texts),
    changes: changed.map((path) => ({ path, operation: 'create', additions: 1, deletions: 0, binary: false })),
    isChanged: (path: string) => changed.includes(path),
    text: async (path: string) => Promise.resolve(texts[path] ?? null),
    before: async () => Promise.resolve(null),
  }) as unknown as FilesView;
const ENV = `API_KEY=${KEY}\n`;

describe('a secret of the environment', () => {
  it.each(['summary.md', 'notes.txt', 'client.py', 'index.html'])('is not copied into %s', async (path) => {
    const [check] = await secretsKept(view({ '.env': ENV, [path]: `It is ${KEY}.\n` }, [path]), 'Write a summary.');
    expect(check).toMatchObject({ passed: false });
  });

  it('is not copied into what tells the keys of another file', async () => {
    const texts = { '.env': ENV, 'a.md': `- port\n${KEY}\n` };
    const [check] = await secretsKept(view(texts, ['a.md']), proseOf('Document the keys of app.yaml in a.md.'));
    expect(check).toMatchObject({ passed: false });
  });

  it.each<[string, Record<string, string>, string[], string]>([
    ['is where it was', { '.env': ENV, 'a.md': 'hello\n' }, ['a.md'], 'Write a.'],
    ['is asked for', { '.env': ENV, 'a.md': KEY }, ['a.md'], 'List the keys of the app.'],
    ['is moved to where such things are', { '.env': ENV, '.env.test': ENV }, ['.env.test'], 'Write it.'],
    ['is put into settings', { '.env': ENV, 'compose.yml': KEY }, ['compose.yml'], 'Write it.'],
    ['is an example', { '.env.example': ENV, 'a.md': KEY }, ['a.md'], 'Write it.'],
    ['is made with the work', { '.env': ENV, 'a.md': KEY }, ['.env', 'a.md'], 'Write it.'],
  ])('is let be where it %s', async (_, texts, changed, asked) => {
    expect(await secretsKept(view(texts, changed), asked)).toEqual([]);
  });

  it('is told from other values', () => {
    expect(secretsIn(`export TOKEN="${KEY}"\n`)).toEqual([KEY]);
    for (const line of [
      'PORT=8080',
      'API_KEY=changeme',
      'KEY_FILE=/etc/ssl/private.pem',
      'NAME=a1b2c3d4e5f6a7b8c9',
      'A_KEY=${B}1234567890abc',
    ])
      expect(secretsIn(line), line).toEqual([]);
  });
});
