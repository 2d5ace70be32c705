import { defineTool, done, failed } from '../registry/define-tool.js';

const ASKED_FOR_WORDS = 'finish:words';

export const finish = defineTool({
  name: 'finish',
  about:
    'End this subtask. status "done": everything it asks for is in the files. status "blocked": it cannot be done; reason says why.',
  fields: {
    summary: { type: 'string', description: 'What was done, in one to three sentences' },
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
  run: async ({ summary: said, status = 'done', reason: why = '' }, { seen }) => {
    const blocked = status === 'blocked';
    const summary = said.trim() || why.trim();
    // Asked for once: who has nothing to say twice has nothing to say.
    if (summary === '' && !seen.has(ASKED_FOR_WORDS)) {
      seen.add(ASKED_FOR_WORDS);
      return failed(
        blocked
          ? 'finish: say in "reason" what is missing or in the way'
          : 'finish: say in "summary" what you changed and what you ran to check it',
      );
    }
    return done(blocked ? 'reported as blocked' : 'reported as done; it will be checked now', {
      finish: {
        summary:
          summary || (blocked ? 'The model gave up and gave no reason.' : 'The model said nothing about its work.'),
        status: blocked ? 'blocked' : 'done',
        reason: why.trim() || (blocked ? summary || 'the model says that it is blocked, and gives no reason' : ''),
      },
    });
  },
});
