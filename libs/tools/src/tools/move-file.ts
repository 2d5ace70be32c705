import { link, rename, unlink } from 'node:fs/promises';
import type { HeldFolder } from '../paths/held-folder.js';
import { inFolderOf } from '../paths/safe-files.js';
import { defineTool, done, failed } from '../registry/define-tool.js';

export const moveFile = defineTool({
  name: 'move_file',
  about: 'Move or rename a file or folder. Does not overwrite: new_path must not exist.',
  fields: {
    path: { type: 'string', description: 'What to move, relative to the workspace', minLength: 1 },
    new_path: { type: 'string', description: 'Its new path', minLength: 1 },
  },
  required: ['path', 'new_path'],
  aliases: {
    path: ['source', 'src', 'from', 'old_path', 'source_path', 'file_path', 'from_path'],
    new_path: ['destination', 'dest', 'dst', 'to', 'target', 'destination_path', 'to_path', 'target_path'],
  },
  example: { path: 'src/old.py', new_path: 'src/new.py' },
  mutating: true,
  run: async ({ path, new_path: newPath }, { paths, seen, signal }) => {
    const [from, to] = [await paths.resolveForChange(path), await paths.resolveForChange(newPath)];
    if (!from.ok) return failed(from.error);
    if (!to.ok) return failed(to.error);
    const [source, target] = [from.place, to.place];
    if (source.stats === null) return failed(await paths.notFound(source));
    if (target.stats !== null)
      return failed(`"${target.shown}" exists already; nothing was moved. Delete it first, or choose another new_path`);
    if (source.area !== target.area)
      return failed(
        'files cannot be moved between the workspace and scratch://; write the file anew and delete the old one',
      );
    const isFolder = source.stats.isDirectory();
    if (isFolder && `${target.relative}/`.startsWith(`${source.relative}/`))
      return failed(`"${source.shown}" cannot be moved into itself`);
    if (isFolder && (await paths.protectedBelow(source)) !== null)
      return failed(`"${source.shown}" holds protected files and must stay where it is`);
    const isFile = source.stats.isFile();
    await inFolderOf(source, (sourceFolder, name) => {
      const move = async (folder: HeldFolder, newName: string): Promise<void> => {
        signal.throwIfAborted();
        if (isFile) {
          // Unlike rename, link refuses a target that appeared meanwhile.
          await link(sourceFolder.at(name), folder.at(newName));
          await unlink(sourceFolder.at(name));
        } else {
          await rename(sourceFolder.at(name), folder.at(newName));
        }
        await folder.sync();
      };
      return inFolderOf(target, move, true);
    });
    if (seen.has(source.shown)) seen.add(target.shown);
    const touched = source.area === 'workspace' ? [source.relative, target.relative] : [];
    return done(`moved ${source.shown} to ${target.shown}`, isFolder ? {} : { touched });
  },
});
