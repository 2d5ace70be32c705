import { isForOneGroup, omissionIn, standsForLost } from '#roles';
import { findEdit, replaceEach, type EditOutcome } from '../edits/find-edit.js';
import { readText, writeText } from '../edits/text-file.js';
import { readBytes, writeAtomically } from '../paths/safe-files.js';
import { defineTool, done, failed } from '../registry/define-tool.js';
import { cutMiddle } from '../text/plain-text.js';

const MAX_EDIT_BYTES = 8 * 1024 * 1024;

export const editFile = defineTool({
  name: 'edit_file',
  about:
    'Replace one piece of text in a file. old_str must be copied exactly from the file and occur in it once; add neighbouring lines to make it unique.',
  fields: {
    path: { type: 'string', description: 'File, relative to the workspace', minLength: 1 },
    old_str: { type: 'string', description: 'Text to replace, exactly as in the file' },
    new_str: { type: 'string', description: 'Text to put in its place; empty to delete' },
    replace_all: { type: 'boolean', description: 'Replace every place that holds it', unoffered: true },
  },
  required: ['path', 'old_str', 'new_str'],
  aliases: {
    path: ['file_path', 'filepath', 'file', 'filename', 'file_name', 'target_file'],
    old_str: ['old_string', 'old_text', 'old', 'old_content', 'search', 'find', 'original'],
    new_str: ['new_string', 'new_text', 'new', 'new_content', 'replace', 'replacement', 'updated'],
    replace_all: ['all', 'global', 'allow_multiple'],
  },
  example: { path: 'src/main.py', old_str: 'x = 1', new_str: 'x = 2' },
  mutating: true,
  run: async ({ path, old_str: oldStr, new_str: newStr, replace_all: all }, { paths, seen, asked, signal }) => {
    const resolved = await paths.resolveForEdit(path);
    if (!resolved.ok) return failed(resolved.error);
    const { place } = resolved;
    if (place.stats === null) return failed(`${await paths.notFound(place)}. To create a file use write_file`);
    if (place.stats.isDirectory()) return failed(`"${place.shown}" is a folder`);
    if (place.stats.isSymbolicLink()) return failed(`"${place.shown}" is a symbolic link; edit the file it points to`);
    if (place.stats.size > MAX_EDIT_BYTES)
      return failed(
        `"${place.shown}" is larger than ${MAX_EDIT_BYTES} bytes; change it with a script in shell_execute`,
      );
    const { bytes } = await readBytes(place, MAX_EDIT_BYTES);
    const file = readText(bytes);
    if (file.kind === 'binary') return failed(`"${place.shown}" is a binary file and cannot be edited as text`);
    if (file.kind === 'utf16')
      return failed(`"${place.shown}" is UTF-16; edit_file handles UTF-8 only. Use a script in shell_execute`);
    if (file.kind === 'lossy')
      return failed(`"${place.shown}" is not valid UTF-8; an edit would damage it. Use a script in shell_execute`);
    if (newStr.includes('\ufffd') && !file.text.includes('\ufffd'))
      return failed('new_str holds a broken character (U+FFFD); nothing was changed, send it again');

    const leftOut = omissionIn(newStr, asked);
    if (leftOut !== null && omissionIn(oldStr, '') === null && !/\.(?:md|markdown|rst|txt|log|csv|html?)$/i.test(path))
      return failed(
        `line ${leftOut.line} of new_str leaves out code ("${leftOut.text}"); nothing was changed. Give the complete new text, and keep old_str and new_str to the lines that change`,
      );
    const stands = standsForLost(path, oldStr, newStr);
    if (stands !== null)
      return failed(
        `new_str leaves out what is in old_str ("${stands}"); nothing was changed. Give the complete new text, and keep old_str and new_str to the lines that change`,
      );
    const isForOne = isForOneGroup(asked, place.relative);
    const ofEach = isForOne ? null : replaceEach(file.text, oldStr, newStr);
    const outcome = (all === true ? ofEach : null) ?? findEdit(file.text, oldStr, newStr);
    if (outcome.kind !== 'edited')
      return failed(wordRefusal(place.shown, outcome, { isForOne, isForEach: ofEach !== null }));
    await writeAtomically(place, writeText(outcome.text, file.bom), signal);
    seen.add(place.shown);
    const relaxed = outcome.relaxed.length === 0 ? '' : ` (not an exact match: ${outcome.relaxed.join('; ')})`;
    return done(`edited ${place.shown} at line ${outcome.line}${relaxed}`, {
      touched: place.area === 'workspace' ? [place.relative] : [],
      mended: outcome.relaxed,
    });
  },
});

/**
 * `isForOne`: the task lets no other place change that looks alike; `isForEach`: all of them can be changed at once.
 */
function wordRefusal(
  shown: string,
  outcome: Exclude<EditOutcome, { kind: 'edited' }>,
  { isForOne, isForEach }: { readonly isForOne: boolean; readonly isForEach: boolean },
): string {
  switch (outcome.kind) {
    case 'empty':
      return 'old_str is empty; give the text to replace, or use write_file for a whole file';
    case 'identical':
      return 'old_str and new_str are identical, so nothing was changed; the edit must differ';
    case 'made':
      return `new_str is already in "${shown}", at line ${outcome.line}, round the text to replace: this edit was made before. Nothing was changed`;
    case 'ambiguous': {
      const how = outcome.relaxed.length === 0 ? '' : ` (${outcome.relaxed.join('; ')})`;
      const orAll = isForOne
        ? '. Not all of them may change: others are to stay as they are'
        : isForEach
          ? ', or send replace_all true to change all of them'
          : '';
      return `old_str occurs more than once in "${shown}"${how}, at lines ${outcome.lines.join(', ')}; add lines around it so that it is unique${orAll}. Nothing was changed`;
    }
    case 'not_found': {
      const there =
        outcome.alreadyAt === null
          ? ''
          : ` new_str is already in the file at line ${outcome.alreadyAt}: the edit may be done.`;
      const closest =
        outcome.closest === null
          ? ' Read the file again and copy the text exactly.'
          : ` The closest text, from line ${outcome.closest.line}, is:\n${cutMiddle(outcome.closest.text, 3000)}`;
      return `old_str was not found in "${shown}"; nothing was changed.${there}${closest}`;
    }
  }
}
