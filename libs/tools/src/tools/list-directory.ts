import { HeldFolder } from '../paths/held-folder.js';
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
    const folder = await HeldFolder.reach(place.root, place.relative.split('/').filter(Boolean));
    const left = await listInto(lines, folder, '', 2);
    const installed = paths.installedNote(place);
    if (installed !== null)
      return done([...lines, `[${installed}]`].join('\n'), { data: { path: place.shown, entries: lines.length } });
    if (lines.length === 0) return done('(empty)', { data: { path: place.shown, entries: 0 } });
    const note = left > 0 ? `\n[${left} more entries not shown; list a folder below, or use glob_find]` : '';
    return done(lines.join('\n') + note, { data: { path: place.shown, entries: lines.length + left } });
  },
});

/** Number of entries there was no room for. The folder is closed. */
async function listInto(lines: string[], folder: HeldFolder, prefix: string, levels: number): Promise<number> {
  try {
    return await listEntries(lines, folder, prefix, levels);
  } finally {
    await folder.close();
  }
}

async function listEntries(lines: string[], folder: HeldFolder, prefix: string, levels: number): Promise<number> {
  let left = 0;
  const entries = await folder.entries().catch(() => []);
  entries.sort((a, b) => Number(b.isDirectory()) - Number(a.isDirectory()) || (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (isGitName(entry.name)) continue;
    if (lines.length >= MAX_ENTRIES) {
      left++;
      continue;
    }
    const name = prefix + entry.name;
    if (entry.isDirectory()) {
      const skipped = SKIPPED_FOLDERS.includes(entry.name);
      lines.push(skipped ? `${name}/ (not listed)` : `${name}/`);
      if (skipped || levels <= 1) continue;
      const inner = await folder.enter(entry.name).catch(() => null);
      if (inner !== null) left += await listInto(lines, inner, `${name}/`, levels - 1);
    } else if (entry.isSymbolicLink()) {
      lines.push(`${name} -> ${await folder.linkOf(entry.name).catch(() => '?')}`);
    } else {
      const size = await folder.stat(entry.name).then(
        (stats) => stats.size,
        () => 0,
      );
      lines.push(`${name} (${size})`);
    }
  }
  return left;
}
