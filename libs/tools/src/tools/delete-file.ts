import { unlink } from 'node:fs/promises';
import { inFolderOf } from '../paths/safe-files.js';
import { defineTool, done, failed } from '../registry/define-tool.js';

export const deleteFile = defineTool({
  name: 'delete_file',
  about: 'Delete one file.',
  fields: { path: { type: 'string', description: 'File, relative to the workspace', minLength: 1 } },
  required: ['path'],
  aliases: { path: ['file_path', 'filepath', 'file', 'filename', 'file_name', 'target_file'] },
  example: { path: 'src/old.py' },
  mutating: true,
  run: async ({ path }, { paths, signal }) => {
    const resolved = await paths.resolveForChange(path);
    if (!resolved.ok) return failed(resolved.error);
    const { place } = resolved;
    if (place.stats === null) return failed(await paths.notFound(place));
    if (place.stats.isDirectory())
      return failed(`"${place.shown}" is a folder; delete its files one by one, or use shell_execute with rm -r`);
    signal.throwIfAborted();
    await inFolderOf(place, async (folder, name) => {
      await unlink(folder.at(name));
      await folder.sync();
    });
    return done(`deleted ${place.shown}`, { touched: place.area === 'workspace' ? [place.relative] : [] });
  },
});
