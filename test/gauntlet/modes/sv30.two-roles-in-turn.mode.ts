import { FINISH, HELLO, mode, refusal, WRITE } from '../mode.js';

const spoken = (call: unknown): { text: string } => ({ text: JSON.stringify(call) });

export default mode({
  id: 'SV30',
  title: 'the template knows nothing but user and assistant, in turn, and says of a tool only that they must alternate',
  at: 'transport',
  own: {},
  executor: [
    ({ messages, tools }) => {
      const roles = messages.filter(({ role }, at) => !(at === 0 && role === 'system')).map(({ role }) => role);
      const isInTurn = roles.every((role, at) => role === (at % 2 === 0 ? 'user' : 'assistant'));
      if (!isInTurn || messages.some(({ toolCalls }) => toolCalls.length > 0))
        return refusal(500, {
          error: {
            code: 500,
            message: 'Error: Jinja Exception: Conversation roles must alternate user/assistant/user/assistant/...',
            type: 'server_error',
          },
        });
      const isDone = messages.some(({ role, content }) => role === 'user' && /"success": ?true/.test(content));
      if (tools.length > 0) return isDone ? FINISH : WRITE;
      return isDone
        ? spoken({ name: 'finish', arguments: { summary: 'a.txt is there.', status: 'done' } })
        : spoken({ name: 'write_file', arguments: { path: 'a.txt', content: 'hello\n' } });
    },
  ],
  after: HELLO,
  mostRequests: 14,
});
