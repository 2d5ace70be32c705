import type { FileChange } from '#domain';
import { literal } from './binary-patch.js';
import { fromBytes, namesFor, shown, toBytes, type BytePath } from './byte-path.js';
import type { Git } from './git/git.js';
import type { CommitContent } from './git/repository.js';
import { itemsOf } from './tree-reading.js';

const field = (text: string): number => (text === '-' ? 0 : Number(text));

/** What changed between two commits, as people see it. An empty folder is a path that ends with a slash. */
export async function changesBetween(git: Git, from: CommitContent, to: CommitContent): Promise<FileChange[]> {
  const changes: FileChange[] = [];
  const seen = new Set<BytePath>();
  if (from.files !== to.files) {
    const fields = fromBytes(await git.summaryOf(from.files, to.files)).split('\0');
    fields.pop();
    const kinds = new Map<BytePath, FileChange['operation']>();
    let at = 0;
    while ((fields[at] ?? '').startsWith(':')) {
      const kind = (fields[at] ?? '').split(' ')[4]?.[0];
      const renamed = kind === 'R' || kind === 'C';
      const path = fields[renamed ? at + 2 : at + 1] ?? '';
      kinds.set(path, kind === 'A' ? 'create' : kind === 'D' ? 'delete' : renamed ? 'rename' : 'modify');
      at += renamed ? 3 : 2;
    }
    while (at < fields.length) {
      const [added = '', deleted = '', ...rest] = (fields[at] ?? '').split('\t');
      const plain = rest.join('\t');
      const renamed = plain === '';
      const oldPath = renamed ? fields[at + 1] : undefined;
      const path = renamed ? (fields[at + 2] ?? '') : plain;
      seen.add(path);
      changes.push({
        path: shown(path),
        operation: kinds.get(path) ?? 'modify',
        ...(oldPath === undefined ? {} : { oldPath: shown(oldPath) }),
        additions: field(added),
        deletions: field(deleted),
        binary: added === '-',
      });
      at += renamed ? 3 : 1;
    }
  }
  const bare = { additions: 0, deletions: 0, binary: false };
  for (const dir of from.meta.dirs) {
    if (!to.meta.dirs.has(dir)) changes.push({ path: `${shown(dir)}/`, operation: 'delete', ...bare });
  }
  for (const dir of to.meta.dirs) {
    if (!from.meta.dirs.has(dir)) changes.push({ path: `${shown(dir)}/`, operation: 'create', ...bare });
  }
  for (const path of new Set([...from.meta.modes.keys(), ...to.meta.modes.keys()])) {
    if (from.meta.modes.get(path) === to.meta.modes.get(path) || seen.has(path)) continue;
    changes.push({ path: shown(path), operation: 'modify', ...bare });
  }
  return changes;
}

const PATCH = [
  '-r',
  '-p',
  '-M',
  '--binary',
  '--full-index',
  '--no-ext-diff',
  '--no-textconv',
  '--src-prefix=a/',
  '--dst-prefix=b/',
];

/**
 * As `git apply` takes it. Where it is longer than `maxBytes`, the files that change least are there, so that a large
 * one hides no other; a note names those that are left out.
 */
export async function patchBetween(
  git: Git,
  from: CommitContent,
  to: CommitContent,
  options: { path?: string; maxBytes?: number },
): Promise<string> {
  const only =
    options.path === undefined ? [] : ['--', ...namesFor(options.path).map((name) => toBytes(name).toString())];
  const { stdout } = await git.run(['diff-tree', ...PATCH, from.files, to.files, ...only]);
  const parts = splitPatch(stdout);
  const max = options.maxBytes ?? Number.POSITIVE_INFINITY;
  const pieces = new Map<Buffer, string>();
  let size = 0;
  for (const part of [...parts].sort((a, b) => a.length - b.length)) {
    const piece = await asText(git, part);
    size += Buffer.byteLength(piece);
    if (size > max) break;
    pieces.set(part, piece);
  }
  const text = parts.map((part) => pieces.get(part) ?? '').join('');
  const leftOut = parts.filter((part) => !pieces.has(part));
  if (leftOut.length === 0) return text;
  const names = leftOut.slice(0, MAX_LEFT_OUT_NAMED).map(nameOf);
  if (leftOut.length > names.length) names.push(`and ${leftOut.length - names.length} more`);
  return `${text}\n# ${leftOut.length} changed file(s) left out, since the diff is longer than ${max} bytes: ${names.join(', ')}\n`;
}

const MAX_LEFT_OUT_NAMED = 50;

/** git quotes what would break the line. */
const nameOf = (part: Buffer): string =>
  part.toString('utf8', 0, Math.min(part.indexOf(0x0a), 400)).replace(/^diff --git /, '');

function splitPatch(patch: Buffer): Buffer[] {
  const mark = Buffer.from('\ndiff --git ');
  const parts: Buffer[] = [];
  let start = 0;
  while (start < patch.length) {
    const next = patch.indexOf(mark, start);
    const end = next < 0 ? patch.length : next + 1;
    parts.push(patch.subarray(start, end));
    start = end;
  }
  return parts;
}

/** Text that is not UTF-8 would be damaged in a string: such a file's change is written as a binary patch. */
async function asText(git: Git, part: Buffer): Promise<string> {
  const text = part.toString('utf8');
  if (Buffer.from(text).equals(part)) return text;
  const [, from = '', to = ''] = /^index ([0-9a-f]{40})\.\.([0-9a-f]{40})/m.exec(text) ?? [];
  if (/^0*$/.test(from) && /^0*$/.test(to)) return text;
  const header = part.subarray(0, part.indexOf('\nindex ') + 1).toString('utf8');
  const mode = /^index \S+( \d{6})?/m.exec(text)?.[1] ?? '';
  const blob = async (id: string): Promise<Buffer> =>
    /^0+$/.test(id) ? Buffer.alloc(0) : (await git.run(['cat-file', 'blob', id])).stdout;
  return `${header}index ${from}..${to}${mode}\nGIT binary patch\n${literal(await blob(to))}\n${literal(await blob(from))}\n`;
}

/** Two levels of a commit's files with what lies deeper as counts. */
export async function listingOf(git: Git, files: string, maxEntries: number): Promise<string> {
  const counts = new Map<BytePath, number>();
  const tops = new Map<BytePath, Set<BytePath>>();
  for (const path of (await itemsOf(git, files)).keys()) {
    const [top = '', second, ...deeper] = path.split('/');
    if (second === undefined) {
      tops.set(path, tops.get(path) ?? new Set());
      continue;
    }
    const entry = deeper.length > 0 ? `${second}/` : second;
    const children = tops.get(`${top}/`) ?? new Set();
    children.add(entry);
    tops.set(`${top}/`, children);
    counts.set(`${top}/`, (counts.get(`${top}/`) ?? 0) + 1);
    if (deeper.length > 0) counts.set(`${top}/${entry}`, (counts.get(`${top}/${entry}`) ?? 0) + 1);
  }
  if (tops.size === 0) return '(empty folder)';
  // The top level first: when lines run out, it is the inner level that gets short.
  let left = Math.max(0, maxEntries - Math.min(tops.size, maxEntries));
  const lines: string[] = [];
  let dropped = 0;
  for (const [top, children] of tops) {
    if (lines.length >= maxEntries) {
      dropped += 1;
      continue;
    }
    const count = counts.get(top);
    lines.push(count === undefined ? oneLine(top) : `${oneLine(top)} (${count} files)`);
    for (const child of children) {
      if (left === 0) {
        dropped += 1;
        continue;
      }
      left -= 1;
      const inner = counts.get(`${top}${child}`);
      lines.push(inner === undefined ? `  ${oneLine(child)}` : `  ${oneLine(child)} (${inner} files)`);
    }
  }
  if (dropped > 0) lines.push(`(${dropped} more entries)`);
  return lines.join('\n');
}

/** A name cannot break out of its line. */
const oneLine = (path: BytePath): string => shown(path).replace(/[\x00-\x1f\x7f]/g, '?');
