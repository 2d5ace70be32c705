import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { open, readlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { deflate, deflateSync } from 'node:zlib';
import { WorkspaceFailure } from '../errors.js';

/*
 * Small objects (the record beside a tree, root trees, commits) are written from here: three spawns of git less on the
 * path of every tool call. Format: zlib("<type> <length>\0<body>"), named by the SHA-1 of what was compressed.
 */

const deflated = promisify(deflate);

/** Read and written without a thread's help up to this size, in bytes. */
const SMALL = 262_144;

export const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

export interface TreeEntry {
  readonly mode: '100644' | '40000';
  readonly name: string;
  readonly id: string;
}

export const treeBody = (entries: readonly TreeEntry[]): Buffer =>
  Buffer.concat(entries.map((e) => Buffer.concat([Buffer.from(`${e.mode} ${e.name}\0`), Buffer.from(e.id, 'hex')])));

export function commitBody(of: { tree: string; parents: readonly string[]; atMs: number; message: string }): Buffer {
  const who = `Loom <loom@localhost> ${Math.floor(of.atMs / 1000)} +0000`;
  return Buffer.from(
    [
      `tree ${of.tree}`,
      ...of.parents.map((p) => `parent ${p}`),
      `author ${who}`,
      `committer ${who}`,
      '',
      of.message,
    ].join('\n') + '\n',
  );
}

export function objectId(type: 'blob' | 'tree' | 'commit', body: Buffer): string {
  return createHash('sha1').update(`${type} ${body.length}\0`).update(body).digest('hex');
}

/** An old object that is used again must not look old to a prune that runs before it is anchored. */
function isThere(file: string): boolean {
  try {
    const now = new Date();
    utimesSync(file, now, now);
    return true;
  } catch {
    return false;
  }
}

/** Writes an object unless it is there as a loose one; answers its id. */
export async function writeObject(gitDir: string, type: 'blob' | 'tree' | 'commit', body: Buffer): Promise<string> {
  const id = objectId(type, body);
  const file = `${gitDir}/objects/${id.slice(0, 2)}/${id.slice(2)}`;
  if (isThere(file)) return id;
  const whole = Buffer.concat([Buffer.from(`${type} ${body.length}\0`), body]);
  // Small ones without a thread's help: the way there takes longer than the work.
  const packed = whole.length <= SMALL ? deflateSync(whole, { level: 1 }) : await deflated(whole, { level: 1 });
  const temporary = `${gitDir}/objects/tmp_obj_${randomBytes(8).toString('hex')}`;
  try {
    if (whole.length <= SMALL) writeFileSync(temporary, packed, { flag: 'wx', mode: 0o444 });
    else await writeFile(temporary, packed, { flag: 'wx', mode: 0o444 });
    mkdirSync(dirname(file), { recursive: true });
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true }); // half of it may have found room
    throw error;
  }
  return id;
}

/**
 * Keeps a commit from being pruned. Names are written once and never moved, so a repeat is the same. Written aside:
 * half a ref, left by a kill, would make git refuse every command that looks at all of them.
 */
export async function anchor(gitDir: string, ref: string, commit: string): Promise<void> {
  const file = `${gitDir}/refs/loom/${ref}`;
  const temporary = `${gitDir}/objects/tmp_ref_${randomBytes(8).toString('hex')}`;
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(temporary, `${commit}\n`, { flag: 'wx' });
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Turns any id into one component of a ref or a folder's name. */
export function safeName(id: string): string {
  const plain = id.replace(/[^A-Za-z0-9_-]/g, '-');
  if (plain === id && id.length <= 100 && id !== '') return id;
  return `${plain.slice(0, 100)}-${createHash('sha1').update(id).digest('hex').slice(0, 8)}`;
}

/** Blob id of a file's content, read without following a link and without waiting on a pipe. */
export async function fileBlobId(path: Buffer | string): Promise<{ id: string; size: number }> {
  return smallBlobId(path) ?? largeBlobId(path);
}

function smallBlobId(path: Buffer | string): { id: string; size: number } | null {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(fd);
    if (!stats.isFile() || stats.size > SMALL) return null;
    const bytes = readFileSync(fd);
    return { id: bytes.length === stats.size ? objectId('blob', bytes) : '', size: stats.size };
  } finally {
    closeSync(fd);
  }
}

async function largeBlobId(path: Buffer | string): Promise<{ id: string; size: number }> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const { size } = await handle.stat();
    const hash = createHash('sha1').update(`blob ${size}\0`);
    const chunk = Buffer.allocUnsafe(Math.min(1 << 18, Math.max(size, 1)));
    let read = 0;
    for (;;) {
      const { bytesRead } = await handle.read(chunk, 0, chunk.length, null);
      if (bytesRead === 0) break;
      read += bytesRead;
      hash.update(chunk.subarray(0, bytesRead));
    }
    // It grew or shrank while it was read: no blob's id, so it equals nothing.
    return { id: read === size ? hash.digest('hex') : '', size };
  } finally {
    await handle.close();
  }
}

export async function linkBlobId(path: Buffer | string): Promise<string> {
  return objectId('blob', await readlink(path, { encoding: 'buffer' }));
}

export const COMMIT_ID = /^[0-9a-f]{40}$/;

/** Ids come from the database, but some once came from a worker: none may be taken for an option or a ref. */
export function checkedCommit(id: string): string {
  if (!COMMIT_ID.test(id)) throw new WorkspaceFailure(`"${id.slice(0, 60)}" is not a commit id`);
  return id;
}
