import { defineTool, done, failed, type ToolRun } from '../registry/define-tool.js';
import { globPattern } from '../search/glob.js';
import { scan, SKIPPED_FOLDERS, type Pattern, type ScanRequest } from '../search/scan.js';
import { wellFormed } from '../text/plain-text.js';

const MAX_HITS = 200;
const MAX_PATTERN = 1000;
/** Shorter than the registry's clock, so that what was found is kept. */
const SCAN_MS = 10_000;

export const searchFiles = defineTool({
  name: 'search_files',
  about:
    'Search the text of files with a regular expression (JavaScript syntax), line by line. Answers path:line: text. Dependencies and binary files are left out.',
  fields: {
    pattern: { type: 'string', description: 'Regular expression', minLength: 1 },
    path: { type: 'string', description: 'Folder or file to search; the whole workspace when left out' },
    file_pattern: { type: 'string', description: 'Only files whose path matches this glob, for example "*.ts"' },
  },
  required: ['pattern'],
  aliases: {
    pattern: ['regex', 'regexp', 'query', 'search', 'search_pattern', 'text', 'keyword'],
    path: ['directory', 'dir', 'folder', 'file_path', 'search_path'],
    file_pattern: ['include', 'glob', 'file_glob', 'include_pattern', 'files'],
  },
  example: { pattern: 'def main', file_pattern: '*.py' },
  timeoutMs: SCAN_MS + 5000,
  run: async ({ pattern, path = '.', file_pattern: filePattern }, run) => {
    const line = linePattern(pattern);
    if ('problem' in line) return failed(line.problem);
    const glob = filePattern === undefined || filePattern.trim() === '' ? null : globPattern(filePattern);
    if (glob !== null && 'problem' in glob) return failed(glob.problem);
    const start = await scanStart(path, run);
    if (typeof start === 'string') return failed(start);
    const result = await scan({ ...start, path: glob, line: line.pattern, maxHits: MAX_HITS }, SCAN_MS, run.signal);
    if (result.problem !== undefined) return failed(result.problem);

    const notes = [...line.notes];
    if (result.ended === 'enough_hits') notes.push(`stopped at ${MAX_HITS} hits; make the pattern or path narrower`);
    if (result.ended === 'too_many_files') notes.push('stopped: too many files; give a path');
    if (result.ended === 'out_of_time')
      notes.push(
        `stopped after ${SCAN_MS / 1000} s: the pattern is too costly or the folder too large; use a simpler one`,
      );
    const data = { hits: result.hits.length, files_searched: result.files };
    const shown = result.hits.map((hit) => `${hit.path}:${hit.line}: ${wellFormed(hit.text)}`);
    if (result.ended === 'out_of_time' && shown.length === 0) return failed(notes.join('; '), { data, output: '' });
    const text = shown.length === 0 ? `no line matches in ${result.files} files` : shown.join('\n');
    return done(notes.length === 0 ? text : `${text}\n[${notes.join('; ')}]`, { data });
  },
});

/** An expression that cannot be read is searched for as plain text: that is what was meant by `foo(`. */
function linePattern(source: string): { pattern: Pattern; notes: string[] } | { problem: string } {
  if (source.length > MAX_PATTERN) return { problem: `a pattern has at most ${MAX_PATTERN} characters` };
  const inline = /^\(\?([im]+)\)/.exec(source);
  const flags = inline?.[1]?.includes('i') === true ? 'i' : '';
  const body = inline === null ? source : source.slice(inline[0].length);
  try {
    new RegExp(body, flags);
    return { pattern: { source: body, flags }, notes: [] };
  } catch {
    const escaped = source.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    return {
      pattern: { source: escaped, flags: '' },
      notes: ['the pattern is not a valid regular expression and was searched for as plain text'],
    };
  }
}

/** Where a scan begins, or why it cannot. A skipped folder that is asked for by name is searched. */
export async function scanStart(
  path: string,
  { paths }: Pick<ToolRun, 'paths'>,
): Promise<Pick<ScanRequest, 'root' | 'start' | 'prefix' | 'skip'> | string> {
  const resolved = await paths.resolve(path);
  if (!resolved.ok) return resolved.error;
  const { place } = resolved;
  if (place.stats === null) return paths.notFound(place);
  const shown = place.shown === '.' ? '' : place.shown;
  const isFolder = place.stats.isDirectory();
  const folder = isFolder ? shown : shown.slice(0, Math.max(0, shown.lastIndexOf('/') + 1));
  const prefix = folder === '' || folder.endsWith('/') ? folder : `${folder}/`;
  return { root: place.root, start: place.relative, prefix, skip: SKIPPED_FOLDERS };
}
