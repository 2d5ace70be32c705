import { lstat, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { isGitName } from '../paths/path-policy.js';
import { defineTool, done, failed } from '../registry/define-tool.js';
import { SKIPPED_FOLDERS } from '../search/scan.js';

const MAX_ENTRIES = 400;

export const listDirectory = defineTool({
  name: 'list_directory',
  about: 'List a folder, two levels deep. Folders end in "/"; sizes are in bytes.',
  fields: { path: { type: 'string', description: 'Folder, relative to the workspace; its root when left out' } },
  required: [],
  aliases: { path: ['directory', 'dir', 'folder', 'dir_path', 'directory_path', 'folder_path', 'file_path'] },
  example: { path: 'src' },
  run: async ({ path = '.' }, { paths }) => {
    const resolved = await paths.resolve(path);
    if (!resolved.ok) return failed(resolved.error);
    const { place } = resolved;
    if (place.stats === null) return failed(await paths.notFound(place));
    if (!place.stats.isDirectory()) return failed(`"${place.shown}" is a file; use read_file`);
    const lines: string[] = [];
    const left = await listInto(lines, place.absolute, '', 2);
    const installed = paths.installedNote(place);
    if (installed !== null)
      return done([...lines, `[${installed}]`].join('\n'), { data: { path: place.shown, entries: lines.length } });
    if (lines.length === 0) return done('(empty)', { data: { path: place.shown, entries: 0 } });
    const note = left > 0 ? `\n[${left} more entries not shown; list a folder below, or use glob_find]` : '';
    return done(lines.join('\n') + note, { data: { path: place.shown, entries: lines.length + left } });
  },
});

/** Number of entries there was no room for. */
async function listInto(lines: string[], folder: string, prefix: string, levels: number): Promise<number> {
  let left = 0;
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  entries.sort((a, b) => Number(b.isDirectory()) - Number(a.isDirectory()) || (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (isGitName(entry.name)) continue;
    if (lines.length >= MAX_ENTRIES) {
      left++;
      continue;
    }
    const absolute = join(folder, entry.name);
    const name = prefix + entry.name;
    if (entry.isDirectory()) {
      const skipped = SKIPPED_FOLDERS.includes(entry.name);
      lines.push(skipped ? `${name}/ (not listed)` : `${name}/`);
      if (!skipped && levels > 1) left += await listInto(lines, absolute, `${name}/`, levels - 1);
    } else if (entry.isSymbolicLink()) {
      lines.push(`${name} -> ${await readlink(absolute).catch(() => '?')}`);
    } else {
      const size = await lstat(absolute).then(
        (stats) => stats.size,
        () => 0,
      );
      lines.push(`${name} (${size})`);
    }
  }
  return left;
}
