import { defineTool, done, failed } from '../registry/define-tool.js';
import { globPattern } from '../search/glob.js';
import { scan } from '../search/scan.js';
import { scanStart } from './search-files.js';

const MAX_FILES = 500;
const SCAN_MS = 10_000;

export const globFind = defineTool({
  name: 'glob_find',
  about: 'Find files by a glob over their paths, for example "src/**/*.ts". Dependencies are left out.',
  fields: { pattern: { type: 'string', description: 'Glob, relative to the workspace', minLength: 1 } },
  required: ['pattern'],
  aliases: { pattern: ['glob', 'glob_pattern', 'query', 'path', 'file_pattern', 'name'] },
  example: { pattern: '**/*.py' },
  timeoutMs: SCAN_MS + 5000,
  run: async ({ pattern }, run) => {
    const inScratch = /^scratch:\/*/i.exec(pattern.trim());
    const glob = globPattern(
      pattern
        .trim()
        .slice(inScratch?.[0].length ?? 0)
        .replace(/^\/workspace\//, ''),
    );
    if ('problem' in glob) return failed(glob.problem);
    const start = await scanStart(inScratch === null ? '.' : 'scratch://', run);
    if (typeof start === 'string') return failed(start);
    const result = await scan({ ...start, path: glob, line: null, maxHits: MAX_FILES }, SCAN_MS, run.signal);
    if (result.problem !== undefined) return failed(result.problem);
    const data = { files: result.hits.length };
    if (result.hits.length === 0)
      return done(`no file matches "${pattern}" (${result.files} files looked at)`, { data });
    const note = result.ended === 'all' ? '' : `\n[stopped early (${result.ended}); make the glob narrower]`;
    return done(result.hits.map((hit) => hit.path).join('\n') + note, { data });
  },
});
