import { createHash } from 'node:crypto';
import { mendContent } from '../edits/mend-content.js';
import { applyPatch, looksLikePatch } from '../edits/patch.js';
import { inFormOf, lostStretch } from '../edits/rewrite.js';
import { readText, writeText, type FileText } from '../edits/text-file.js';
import { readBytes, writeAtomically } from '../paths/safe-files.js';
import type { Place } from '../paths/place.js';
import { omissionIn, standsForLost } from '#roles';
import { defineTool, done, failed } from '../registry/define-tool.js';
import { byteLength } from '../text/plain-text.js';

const MAX_WRITE_BYTES = 5 * 1024 * 1024;
const MAX_OLD_BYTES = 32 * 1024 * 1024;
/** An unread file of at least this many bytes is not replaced at once by one of less than half of it. */
const SHRINK_FROM_BYTES = 400;

export const writeFile = defineTool({
  name: 'write_file',
  about:
    'Create a file or replace it as a whole; folders are made. content is the complete text of the file. To change part of an existing file use edit_file.',
  fields: {
    path: { type: 'string', description: 'File, relative to the workspace', minLength: 1 },
    content: { type: 'string', description: 'The complete new text of the file' },
  },
  required: ['path', 'content'],
  aliases: {
    path: ['file_path', 'filepath', 'file', 'filename', 'file_name', 'target_file'],
    content: ['contents', 'text', 'file_content', 'file_text', 'file_contents', 'body', 'data', 'code'],
  },
  example: { path: 'src/main.py', content: 'print("hello")\n' },
  mutating: true,
  run: async ({ path, content }, { tree, base, paths, seen, asked, signal }) => {
    if (byteLength(content) > MAX_WRITE_BYTES) return failed(`content is larger than ${MAX_WRITE_BYTES} bytes`);
    const resolved = await paths.resolveForChange(path);
    if (!resolved.ok) return failed(resolved.error);
    const { place } = resolved;
    if (place.relative === '' || place.stats?.isDirectory() === true || /\/\s*$/.test(path))
      return failed(`"${place.shown}" is a folder; give the path of a file in it`);
    if (place.stats?.isSymbolicLink() === true)
      return failed(`"${place.shown}" is a symbolic link; write to the file it points to, or delete_file it first`);
    if (place.stats !== null && !place.stats.isFile()) return failed(`"${place.shown}" is not a regular file`);

    const alike = place.stats === null ? await paths.lookAlike(place) : null;
    if (alike !== null)
      return failed(
        `there is "${alike}", which looks like "${place.shown}" and is not the same; nothing was written. Use exactly "${alike}", or rename that with move_file first`,
      );
    const old = place.stats === null ? null : await readBytes(place, MAX_OLD_BYTES);
    const before = old === null ? null : readText(old.bytes);
    const mended = mendContent(place.relative, content);
    let text = mended.content;
    const notes = [...mended.notes];
    if (looksLikePatch(place.relative, text)) {
      const patched = before?.kind === 'text' ? applyPatch(before.text, text) : null;
      if (patched === null)
        return failed(
          `the content is a diff, not the text of "${place.shown}"; send the complete file, or use edit_file for a part`,
        );
      text = patched;
      notes.push('the content was a diff and was applied to the file');
    }
    if (text.includes('\ufffd') && !(before?.kind === 'text' && before.text.includes('\ufffd')))
      return failed(
        before?.kind === 'lossy'
          ? `"${place.shown}" is not valid UTF-8, and the content holds a broken character (U+FFFD); nothing was written. Change it with a script in shell_execute that keeps its encoding`
          : `the content of "${place.shown}" holds a broken character (U+FFFD) in line ${lineOf(text, '\ufffd')}; nothing was written, send it again with the right character`,
      );
    if (text.includes('\0'))
      return failed(
        `the content of "${place.shown}" holds a NUL character in line ${lineOf(text, '\0')}; nothing was written, send it again without`,
      );
    if (text.startsWith(BOM) && !(before?.kind === 'text' && before.bom) && !wantsMark(place.relative, asked)) {
      text = text.slice(1);
      notes.push('the byte order mark was taken off');
    }
    const leftOut = omissionIn(text, asked);
    if (
      leftOut !== null &&
      (before?.kind !== 'text' || omissionIn(before.text, '') === null) &&
      !isProse(place.relative)
    )
      return failed(
        `line ${leftOut.line} of the content leaves out code ("${leftOut.text}"); nothing was written. Send the complete file, or use edit_file for the part that changes`,
      );
    const stands = before?.kind === 'text' ? standsForLost(place.relative, before.text, text) : null;
    if (stands !== null)
      return failed(
        `the content leaves out what is in "${place.shown}" ("${stands}"); nothing was written. Send the complete file, or use edit_file for the part that changes`,
      );
    // The same call again is a decision, whatever it was refused for.
    const call = `refused:${place.shown}:${createHash('sha256').update(text).digest('hex')}`;
    const refusal = seen.has(call)
      ? null
      : (refusalOfShrink(place, old?.size ?? 0, text, seen) ??
        (asksForLess(asked) ? null : refusalOfCut(place, before, text, seen)));
    if (refusal !== null) {
      seen.add(call);
      return failed(refusal);
    }

    const kept = inFormOf(text, before);
    text = kept.text;
    notes.push(...kept.notes);
    const bytes = writeText(text, before?.kind === 'text' && before.bom);
    const touched = place.area === 'workspace' ? [place.relative] : [];
    if (old !== null && old.bytes.equals(bytes)) {
      seen.add(place.shown);
      return done(`"${place.shown}" already has exactly this content; nothing changed`, { touched });
    }
    // A script that was deleted and is written again is the same one.
    const ran =
      place.stats === null &&
      place.area === 'workspace' &&
      base !== undefined &&
      text.startsWith('#!') &&
      (await tree.fileAt(base, place.relative))?.executable === true;
    if (ran) notes.push('it may be executed, as before');
    await writeAtomically(place, bytes, signal, ran);
    seen.add(place.shown);
    const lines = text === '' ? 0 : text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
    const what = place.stats === null ? 'created' : 'replaced';
    const suffix = notes.length === 0 ? '' : ` (${notes.join('; ')})`;
    return done(`${what} ${place.shown}: ${lines} lines, ${bytes.length} bytes${suffix}`, { touched, mended: notes });
  },
});

const BOM = '\ufeff';
/** Programs of Windows look for it. */
const wantsMark = (path: string, asked: string): boolean =>
  /\.(?:csv|tsv|txt|ps1|psm1|reg|inf)$/i.test(path) || /\b(?:bom|byte order|utf-?8-?sig)/i.test(asked);

/**
 * Whether most of a file is to go by the words of the task: then a stretch that is gone was not left out by mistake.
 */
const asksForLess = (asked: string): boolean =>
  /\b(?:drop|remove|delete|discard|strip|cut|throw)\b[^.;\n]{0,60}\b(?:everything|anything|(?:all|the)\s+(?:of\s+)?(?:the\s+)?(?:rest|others?)|all\s+(?:but|except))\b|\b(?:keep|leave|retain)\b[^.;\n]{0,60}\bonly\b|\bonly\s+(?:keep|leave|retain)\b|\bfrom\s+scratch\b/i.test(
    asked,
  );

/** Refused once: a stretch of the file that a rewrite leaves out by mistake is not missed by whoever wrote it. */
function refusalOfCut(place: Place, before: FileText | null, text: string, seen: Set<string>): string | null {
  const warned = `cut:${place.shown}`;
  if (before?.kind !== 'text' || seen.has(warned)) return null;
  const lost = lostStretch(before.text, text);
  if (lost === null) return null;
  seen.add(warned);
  return `the content lacks lines ${lost.from} to ${lost.to} of "${place.shown}", and nothing stands in their place; nothing was written. To change a part of the file use edit_file; if those lines are to go, send the same call again.`;
}

/** Refused once. */
function refusalOfShrink(place: Place, oldBytes: number, text: string, seen: Set<string>): string | null {
  const warned = `shrink:${place.shown}`;
  if (seen.has(place.shown) || seen.has(warned)) return null;
  const newBytes = byteLength(text);
  if (oldBytes < SHRINK_FROM_BYTES || newBytes * 2 >= oldBytes) return null;
  seen.add(warned);
  return `"${place.shown}" exists with ${oldBytes} bytes, was not read in this conversation, and this content has only ${newBytes}: most of it would be lost. Read it first and use edit_file; if you do mean to replace all of it, send the same call again.`;
}

const isProse = (path: string): boolean => /\.(?:md|markdown|rst|txt|log|csv|html?)$/i.test(path);

const lineOf = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;
