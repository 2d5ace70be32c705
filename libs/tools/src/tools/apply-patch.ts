import { unlink } from 'node:fs/promises';
import { omissionIn } from '#roles';
import { applyPatch } from '../edits/patch.js';
import { patchSections, type PatchSection } from '../edits/patch-sections.js';
import { readText, withEol, writeText } from '../edits/text-file.js';
import { inFolderOf, readBytes, writeAtomically } from '../paths/safe-files.js';
import type { Place } from '../paths/place.js';
import { defineTool, done, failed, type ToolRun } from '../registry/define-tool.js';
import { byteLength } from '../text/plain-text.js';

const MAX_PATCH_BYTES = 1024 * 1024;
const MAX_FILE_BYTES = 8 * 1024 * 1024;

/**
 * Some families were trained with this very tool and call it whatever they are offered. It is never offered: edit_file
 * tells more about what went wrong. All sections fit, or nothing is written.
 */
export const applyPatchTool = defineTool({
  name: 'apply_patch',
  about: 'Apply a patch of "*** Add File", "*** Update File" and "*** Delete File" sections.',
  fields: { input: { type: 'string', description: 'The patch', minLength: 1 } },
  required: ['input'],
  aliases: { input: ['patch', 'patch_text', 'diff', 'content'] },
  example: { input: '*** Begin Patch\n*** Update File: a.py\n@@\n-x = 1\n+x = 2\n*** End Patch' },
  mutating: true,
  run: async ({ input }, run) => {
    if (byteLength(input) > MAX_PATCH_BYTES) return failed(`the patch is larger than ${MAX_PATCH_BYTES} bytes`);
    const sections = patchSections(input);
    if (sections === null) return failed(`the patch could not be read; ${INSTEAD}`);
    const steps: Step[] = [];
    for (const section of sections) {
      const step = await stepOf(section, run);
      if (typeof step === 'string') return failed(`${step}. Nothing was changed; ${INSTEAD}`);
      if (steps.some(({ place }) => place.shown === step.place.shown))
        return failed(`the patch names "${step.place.shown}" twice. Nothing was changed; ${INSTEAD}`);
      steps.push(step);
    }
    for (const { place, bytes } of steps) {
      run.signal.throwIfAborted();
      if (bytes !== null) await writeAtomically(place, bytes, run.signal);
      else
        await inFolderOf(place, async (folder, name) => {
          await unlink(folder.at(name));
          await folder.sync();
        });
      run.seen.add(place.shown);
    }
    const touched = steps.flatMap(({ place }) => (place.area === 'workspace' ? [place.relative] : []));
    return done(`applied the patch: ${steps.map(({ place }) => place.shown).join(', ')}`, { touched });
  },
});

const INSTEAD = 'use edit_file, write_file or delete_file, one file at a time';

interface Step {
  readonly place: Place;
  /** Null: the file goes. */
  readonly bytes: Buffer | null;
}

/** What a section does, or why it cannot. */
async function stepOf({ kind, path, body }: PatchSection, { paths, asked }: ToolRun): Promise<Step | string> {
  const resolved = await paths.resolveForChange(path);
  if (!resolved.ok) return resolved.error;
  const { place } = resolved;
  if (kind === 'add') {
    const alike = place.stats === null ? await paths.lookAlike(place) : place.shown;
    if (alike !== null) return `there is "${alike}" already, so "${place.shown}" cannot be added`;
    return leavesOut(body, '', asked) ?? { place, bytes: writeText(body, false) };
  }
  if (place.stats === null) return paths.notFound(place);
  if (!place.stats.isFile()) return `"${place.shown}" is not a regular file`;
  if (kind === 'delete') return { place, bytes: null };
  if (place.stats.size > MAX_FILE_BYTES) return `"${place.shown}" is larger than ${MAX_FILE_BYTES} bytes`;
  const file = readText((await readBytes(place, MAX_FILE_BYTES)).bytes);
  if (file.kind !== 'text') return `"${place.shown}" is not UTF-8 text`;
  const text = applyPatch(file.text, file.eol === '\r\n' ? withEol(body, '\r\n') : body);
  if (text === null) return `a part of the patch was not found exactly once in "${place.shown}"`;
  return leavesOut(text, file.text, asked) ?? { place, bytes: writeText(text, file.bom) };
}

function leavesOut(text: string, before: string, asked: string): string | null {
  const leftOut = omissionIn(text, asked);
  return leftOut === null || omissionIn(before, '') !== null ? null : `the patch leaves out code ("${leftOut.text}")`;
}
