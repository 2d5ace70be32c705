import { HELLO, mode, refusal } from '../mode.js';

export default mode({
  id: 'SV9',
  title: 'the model takes no tools at all',
  at: 'transport',
  own: {},
  executor: [
    ({ tools, messages }) =>
      tools.length > 0
        ? refusal(400, { error: 'registry.ollama.ai/library/scripted does not support tools' })
        : messages.some(({ content }) => content.includes('created a.txt'))
          ? { text: '<tool_call>\n{"name": "finish", "arguments": {"summary": "All of it is done."}}\n</tool_call>' }
          : {
              text: '<tool_call>\n{"name": "write_file", "arguments": {"path": "a.txt", "content": "hello\\n"}}\n</tool_call>',
            },
  ],
  after: HELLO,
});
