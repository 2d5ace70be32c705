import { FINISH, mode } from '../mode.js';

const ARGS = String.raw`{"path":"re_it.py","content":"import re\nP = re.compile('\d+\.\w')\n"}`;

export default mode({
  id: 'TA34',
  title: 'backslashes of a pattern are not escaped in the arguments',
  at: 'executor',
  goal: String.raw`Create re_it.py that compiles the pattern \d+\.\w into P.`,
  executor: [
    ({ protocol }) =>
      protocol === 'openai'
        ? { toolCalls: [{ name: 'write_file', arguments: ARGS }] }
        : { text: `<tool_call>\n{"name": "write_file", "arguments": ${ARGS}}\n</tool_call>` },
    FINISH,
  ],
  after: { 're_it.py': "import re\nP = re.compile('\\d+\\.\\w')\n" },
});
