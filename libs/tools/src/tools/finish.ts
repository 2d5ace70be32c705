import { defineTool, done } from '../registry/define-tool.js';

export const finish = defineTool({
  name: 'finish',
  about:
    'End this subtask. status "done": everything it asks for is in the files. status "blocked": it cannot be done; reason says why.',
  fields: {
    summary: { type: 'string', description: 'What was done, in one to three sentences', minLength: 1 },
    status: { type: 'string', description: 'done (default) or blocked', enum: ['done', 'blocked'] },
    reason: { type: 'string', description: 'For blocked: what is missing or in the way' },
  },
  required: ['summary'],
  aliases: { summary: ['result', 'message', 'answer', 'output', 'text', 'description', 'content'], reason: ['why'] },
  synonyms: {
    status: {
      ...Object.fromEntries(
        ['success', 'succeeded', 'successful', 'complete', 'completed', 'finished', 'ok'].map((word) => [word, 'done']),
      ),
      ...Object.fromEntries(
        ['failed', 'failure', 'fail', 'error', 'incomplete', 'partial', 'unable', 'stuck'].map((word) => [
          word,
          'blocked',
        ]),
      ),
    },
  },
  example: { summary: 'Added the parser and its tests.' },
  run: async ({ summary, status = 'done', reason = '' }) => {
    const blocked = status === 'blocked';
    return done(blocked ? 'reported as blocked' : 'reported as done; it will be checked now', {
      finish: {
        summary: summary.trim(),
        status: blocked ? 'blocked' : 'done',
        reason: reason.trim() || (blocked ? summary.trim() : ''),
      },
    });
  },
});
