import type { FileChange } from '#domain';
import type { ToolResult } from '#roles';
import { byteLength, cleanText, cutMiddle, wellFormed } from '../text/plain-text.js';
import type { Observation } from './define-tool.js';

const MAX_ERROR_BYTES = 4096;
const MAX_DATA_BYTES = 2048;
const MAX_FILES_NAMED = 40;

/** The observation as JSON for the model, keys always in the same order, every part bounded. Pure. */
export function wordResult(
  observation: Observation,
  notes: readonly string[],
  commit: string | null,
  filesChanged: readonly FileChange[],
): ToolResult {
  const output = cutMiddle(withNotes(observation.output, notes));
  const names = filesChanged.slice(0, MAX_FILES_NAMED).map(nameChange);
  if (filesChanged.length > names.length) names.push(`and ${filesChanged.length - names.length} more`);
  const content = {
    success: observation.success,
    output,
    ...(observation.error === undefined ? {} : { error: cutMiddle(cleanText(observation.error), MAX_ERROR_BYTES) }),
    ...(fits(observation.data) ? { data: observation.data } : {}),
    ...(names.length === 0 ? {} : { files_changed: names }),
  };
  return {
    success: observation.success,
    content: wellFormed(JSON.stringify(content)),
    commit,
    filesChanged,
    ...mendedOf(notes, observation),
    ...(observation.finish === undefined || !observation.success ? {} : { finish: observation.finish }),
  };
}

function mendedOf(notes: readonly string[], { mended = [] }: Observation): { notes?: readonly string[] } {
  const all = [...notes, ...mended].map((note) => wellFormed(note));
  return all.length === 0 ? {} : { notes: all };
}

/** Terminal escapes and control characters never reach a model; a file's own tabs and line breaks do. */
function withNotes(output: string, notes: readonly string[]): string {
  const clean = wellFormed(output).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '');
  if (notes.length === 0) return clean;
  return `${clean}${clean === '' || clean.endsWith('\n') ? '' : '\n'}[${notes.join('; ')}]`;
}

const fits = (data: Observation['data']): boolean =>
  data !== undefined && byteLength(JSON.stringify(data)) <= MAX_DATA_BYTES;

const nameChange = ({ path, operation, oldPath }: FileChange): string =>
  wellFormed(operation === 'rename' && oldPath !== undefined ? `${oldPath} -> ${path}` : path);
