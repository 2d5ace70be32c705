import { parentOf, type BytePath } from '../byte-path.js';
import { WorkspaceFailure } from '../errors.js';
import type { Repository } from '../git/repository.js';
import { isFolder } from '../git/trees.js';
import type { Operation } from './intent.js';

/** As many as systems follow. */
const MAX_LINKS = 40;

/**
 * The links that operations bring to a tree of files and that lead out of it or into `.git`, be it over other links.
 */
export async function outwardLinks(
  repo: Repository,
  files: string,
  operations: readonly Operation[],
): Promise<BytePath[]> {
  const outward: BytePath[] = [];
  for (const { path, from, to } of operations) {
    if (to?.link !== true || (from?.link === true && from.id === to.id)) continue;
    const target = await textOf(repo, to.id);
    if (
      climbsBack(target) ||
      /(^|\/)\.git(\/|$)/i.test(target) ||
      (await leadsOut(repo, files, parentOf(path), target))
    )
      outward.push(path);
  }
  return outward;
}

/**
 * "..", after a name: where that leads depends on whether the name is a link, now and whenever it becomes one.
 * Without such targets no link of the workspace can come to lead out of it by a later change of another.
 */
export function climbsBack(target: string): boolean {
  const parts = target.split('/').filter((part) => part !== '' && part !== '.');
  return parts.lastIndexOf('..') > parts.findIndex((part) => part !== '..') && parts.some((part) => part !== '..');
}

async function leadsOut(repo: Repository, files: string, folder: BytePath, target: string): Promise<boolean> {
  if (target.startsWith('/')) return true;
  const { trees } = repo.git;
  const at = folder === '' ? [] : folder.split('/');
  const pending = target.split('/');
  let links = 0;
  for (let part = pending.shift(); part !== undefined; part = pending.shift()) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (at.pop() === undefined) return true;
      continue;
    }
    const entry = await trees.lookup(files, [...at, part].join('/'));
    if (entry?.mode === '120000') {
      if (++links > MAX_LINKS) return false; // leads nowhere
      const text = await textOf(repo, entry.id);
      if (text.startsWith('/')) return true;
      pending.unshift(...text.split('/'));
    } else if (entry === null || isFolder(entry)) at.push(part);
    else return false; // a file: nothing lies below
  }
  return false;
}

async function textOf(repo: Repository, id: string): Promise<string> {
  const object = await repo.git.objects.read(id);
  if (object === null) throw new WorkspaceFailure('an object of the store is missing');
  return object.body.toString('latin1');
}
