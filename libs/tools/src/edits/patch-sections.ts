/** One file of a patch in the form of "*** Begin Patch". */
export interface PatchSection {
  readonly kind: 'add' | 'update' | 'delete';
  readonly path: string;
  /** The new file's text, or the hunks. */
  readonly body: string;
}

const HEAD = /^\*\*\* (Add|Update|Delete) File: (.+)$/;
const MOST_SECTIONS = 50;

/** The sections of a patch; null when it is none, or asks for more than they can say. Pure. */
export function patchSections(patch: string): PatchSection[] | null {
  const lines = patch.replace(/\r\n/g, '\n').trim().split('\n');
  const begin = lines.findIndex((line) => line.trim() === '*** Begin Patch');
  const end = lines.findLastIndex((line) => line.trim() === '*** End Patch');
  if (begin !== 0 || end !== lines.length - 1) return null;
  const found: { kind: PatchSection['kind']; path: string; lines: string[] }[] = [];
  for (const line of lines.slice(begin + 1, end)) {
    const [, kind, path] = HEAD.exec(line) ?? [];
    const last = found.at(-1);
    if (kind !== undefined && path !== undefined)
      found.push({ kind: kind.toLowerCase() as PatchSection['kind'], path: path.trim(), lines: [] });
    else if (line === '*** End of File') continue;
    else if (last === undefined || line.startsWith('*** ')) return null;
    else last.lines.push(line);
  }
  if (found.length === 0 || found.length > MOST_SECTIONS) return null;
  const sections: PatchSection[] = [];
  for (const { kind, path, lines: body } of found) {
    if (kind === 'add' && !body.every((line) => line.startsWith('+'))) return null;
    if (kind === 'delete' && body.some((line) => line.trim() !== '')) return null;
    sections.push({ kind, path, body: kind === 'add' ? added(body) : kind === 'update' ? hunks(body) : '' });
  }
  return sections;
}

const added = (lines: readonly string[]): string => lines.map((line) => `${line.slice(1)}\n`).join('');

/** The first hunk may do without its mark, and an empty line may have lost its blank at the end of a section. */
function hunks(lines: readonly string[]): string {
  const last = lines.findLastIndex((line) => line !== '');
  const body = lines.slice(0, last + 1);
  return (body[0]?.startsWith('@@') === true ? body : ['@@', ...body]).join('\n');
}
