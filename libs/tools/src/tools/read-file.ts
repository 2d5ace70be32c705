import { readText } from '../edits/text-file.js';
import { readBytes } from '../paths/safe-files.js';
import { defineTool, done, failed, type Observation } from '../registry/define-tool.js';
import { byteLength, cutMiddle, OUTPUT_LIMIT_BYTES, wellFormed } from '../text/plain-text.js';

const MAX_READ_BYTES = 32 * 1024 * 1024;
/** Room for the note below a text that does not fit. */
const NOTE_BYTES = 200;

export const readFile = defineTool({
  name: 'read_file',
  about:
    'Read a text file. Shows it as it is, without line numbers. Long files: give line_start and line_end, counted from 1.',
  fields: {
    path: { type: 'string', description: 'File, relative to the workspace', minLength: 1 },
    line_start: { type: 'integer', description: 'First line to show, counted from 1', minimum: 1 },
    line_end: { type: 'integer', description: 'Last line to show, inclusive', minimum: 1 },
  },
  required: ['path'],
  aliases: {
    path: ['file_path', 'filepath', 'file', 'filename', 'file_name', 'target_file'],
    line_start: ['start_line', 'start', 'from_line', 'first_line', 'begin_line'],
    line_end: ['end_line', 'end', 'to_line', 'last_line'],
  },
  example: { path: 'src/main.py' },
  run: async ({ path, line_start: start = 1, line_end: end }, { paths, seen }) => {
    if (end !== undefined && end < start) return failed(`line_end ${end} is before line_start ${start}`);
    const resolved = await paths.resolve(path);
    if (!resolved.ok) return failed(resolved.error);
    const { place } = resolved;
    if (place.stats === null) return failed(await paths.notFound(place));
    if (place.stats.isDirectory()) return failed(`"${place.shown}" is a folder; use list_directory`);
    if (!place.stats.isFile()) return failed(`"${place.shown}" is not a regular file`);
    const { bytes, size } = await readBytes(place, MAX_READ_BYTES);
    const file = readText(bytes);
    if (file.kind === 'binary')
      return failed(`"${place.shown}" is a binary file (${size} bytes) and cannot be shown as text`);
    const observation = showLines(place.shown, file.text.replace(/\r\n/g, '\n'), start, end, size > bytes.length);
    if (observation.success) seen.add(place.shown);
    if (file.kind === 'text') return observation;
    const encoding = file.kind === 'utf16' ? 'UTF-16' : 'not valid UTF-8';
    return {
      ...observation,
      output: `[the file is ${encoding}; it can be read but not edited]\n${observation.output}`,
    };
  },
});

function showLines(
  shown: string,
  text: string,
  start: number,
  end: number | undefined,
  partOnly: boolean,
): Observation {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const total = lines.length;
  if (total === 0) return done('', { data: { path: shown, lines: 0 } });
  if (start > total) return failed(`"${shown}" has ${total} lines; line_start ${start} is past its end`);
  const last = Math.min(end ?? total, total);
  const fit = linesThatFit(lines, start, last);
  const chosen = lines.slice(start - 1, fit);
  const data = { path: shown, line_start: start, line_end: fit, lines: total };
  const whole = fit === last && !partOnly;
  // Only a single line can still be too long here.
  const body = cutMiddle(wellFormed(chosen.join('\n')), OUTPUT_LIMIT_BYTES - NOTE_BYTES);
  if (whole) return done(start === 1 && last === total && text.endsWith('\n') ? `${body}\n` : body, { data });
  const more = fit < last ? `; go on with line_start=${fit + 1}` : '; the file is longer than can be read';
  return done(`${body}\n[lines ${start} to ${fit} of ${total}${more}]`, { data });
}

/** Number of the last line that still fits, at least the first. */
function linesThatFit(lines: readonly string[], start: number, last: number): number {
  let bytes = 0;
  for (let line = start; line <= last; line++) {
    bytes += byteLength(lines[line - 1] ?? '') + 1;
    if (bytes > OUTPUT_LIMIT_BYTES - NOTE_BYTES) return Math.max(start, line - 1);
  }
  return last;
}
