import { mode } from '../mode.js';

export default mode({
  id: 'TF76',
  title: 'the content of a call is a template string with real line breaks',
  at: 'executor',
  goal: 'Create greet.js with a function greet(name) that returns "Hello, NAME!".',
  executor: [
    {
      text: '<tool_call>\n{"name": "write_file", "arguments": {"path": "greet.js", "content": `export function greet(name) {\n  return "Hello, " + name + "!";\n}\n`}}\n</tool_call>',
    },
    { text: '<tool_call>\n{"name": "finish", "arguments": {"summary": "greet.js is written."}}\n</tool_call>' },
  ],
  after: { 'greet.js': 'export function greet(name) {\n  return "Hello, " + name + "!";\n}\n' },
});
