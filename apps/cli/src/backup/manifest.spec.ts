import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MANIFEST, manifestOf, readManifest, type Manifest } from './manifest.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'loom-manifest-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const whole = manifestOf({
  version: '1.2.3',
  made_at: new Date(0).toISOString(),
  database: { kind: 'sqlite', file: 'loom.db', migrations: ['First1'] },
  scratch_dir: '/home/me/.loom/scratch',
  workspaces: [{ id: '0123abcd', path: '/home/me/site', inScratch: false }],
});
const read = (text: string): Promise<Manifest> => {
  writeFileSync(join(folder, MANIFEST), text);
  return readManifest(folder);
};

it('is read as it was written', async () => {
  expect(await read(JSON.stringify(whole))).toEqual(whole);
});

it.each([
  ['cut off', '{"format":1,"ver', 'is damaged'],
  ['of another kind', '[]', 'is damaged'],
  ['without a database', JSON.stringify({ ...whole, database: undefined }), 'is damaged'],
  ['naming a file elsewhere', JSON.stringify(whole).replace('loom.db', '../../etc/shadow'), 'damaged: /database/file'],
  ['naming a store elsewhere', JSON.stringify(whole).replace('0123abcd', '../x'), 'damaged: /workspaces/0/id'],
  ['of a later form', JSON.stringify({ format: 2, version: '9.0.0', all: 'new' }), 'made by Loom 9.0.0'],
])('is refused when it is %s', async (_how, text, said) => {
  await expect(read(text)).rejects.toMatchObject({
    message: expect.stringContaining(said),
    remedy: expect.any(String),
  });
});

it('is missed where there is none', async () => {
  await expect(readManifest(join(folder, 'nowhere'))).rejects.toThrow(/no backup\.json \(ENOENT\)/);
});
