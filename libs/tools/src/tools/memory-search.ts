import { defineTool, done } from '../registry/define-tool.js';
import { oneLine } from '../text/plain-text.js';

const MAX_ENTRIES = 10;
const MAX_DETAIL = 600;

export const memorySearch = defineTool({
  name: 'memory_search',
  about: 'Search what earlier subtasks of this task found out, decided and produced.',
  fields: { query: { type: 'string', description: 'A few key words', minLength: 1 } },
  required: ['query'],
  aliases: { query: ['q', 'search', 'text', 'keywords', 'search_query', 'pattern'] },
  example: { query: 'database schema' },
  run: async ({ query }, { searchMemory }) => {
    const found = await searchMemory(query.slice(0, 500));
    if (found.length === 0) return done('nothing found; try other words', { data: { entries: 0 } });
    const shown = found.slice(0, MAX_ENTRIES).map((entry) => {
      const source = entry.subtaskId === null ? '' : ` from ${entry.subtaskId}`;
      const doubt = entry.verified ? '' : ', not verified';
      const detail = entry.detail === '' ? '' : `\n  ${oneLine(entry.detail, MAX_DETAIL)}`;
      return `- [${entry.type}${source}${doubt}] ${oneLine(entry.summary, 200)}${detail}`;
    });
    return done(shown.join('\n'), { data: { entries: found.length } });
  },
});
