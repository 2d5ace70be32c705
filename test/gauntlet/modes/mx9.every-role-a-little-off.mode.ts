import { FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'MX9',
  title: 'every role answers a little off, each in its own way',
  at: 'transport',
  planner: [
    {
      text: '<think>one step {"subtasks": []}</think>Here you go:\n```json\n{"tasks": [{"id": 1, "task": "Create a.txt with the single line \\"hello\\".", "dependencies": "none",}]} // plan\n```',
    },
  ],
  executor: [
    { text: '[TOOL_CALLS][{"name": "Write_File", "arguments": {"file_path": "./a.txt", "text": "hello\\n"}}]' },
    { text: '<tool_call>{"name": "finish", "arguments": {"summary": "done", "status": "DONE"}' },
    FINISH,
  ],
  verifier: [{ text: 'Looks fine.' }, { text: "```json\n{'passed': True, 'issues': None, 'confidence': '95%'}\n```" }],
  extractor: [{ status: 500 }, { text: 'nothing to note' }],
  after: HELLO,
});
