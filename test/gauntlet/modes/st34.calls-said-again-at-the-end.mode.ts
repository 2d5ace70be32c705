import { call } from '#testing';
import { attempt, FINISH, mode, oaCall, ol, wire } from '../mode.js';

const command = { command: 'echo "- retry the upload" >> CHANGES.txt' };

export default mode({
  id: 'ST34',
  title: 'the last piece says the whole message again',
  at: 'transport',
  goal: 'Append the line "- retry the upload" to CHANGES.txt.',
  before: { 'CHANGES.txt': '# Changes\n' },
  executor: [
    wire({
      ollama:
        ol({ tool_calls: [{ function: { name: 'shell_execute', arguments: command } }] }) +
        ol(
          { tool_calls: [{ function: { name: 'shell_execute', arguments: command } }] },
          { done: true, done_reason: 'stop', prompt_eval_count: 900, eval_count: 20 },
        ),
      openai:
        oaCall(0, 'shell_execute', JSON.stringify(command), 'c1') +
        `data: ${JSON.stringify({ id: 'c1', object: 'chat.completion.chunk', choices: [{ index: 0, delta: {}, message: { role: 'assistant', content: '', tool_calls: [{ id: 'c1', type: 'function', function: { name: 'shell_execute', arguments: JSON.stringify(command) } }] }, finish_reason: 'tool_calls' }] })}\n\ndata: [DONE]\n\n`,
    }),
    attempt(call('list_directory', {}), FINISH),
  ],
  after: { 'CHANGES.txt': '# Changes\n- retry the upload\n' },
});
