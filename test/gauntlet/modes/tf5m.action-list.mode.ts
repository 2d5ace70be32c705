import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF5M',
  title: "Command-R's markup: a list of actions with parameters",
  at: 'executor',
  executor: [
    {
      text: 'Action: ```json\n[\n    {\n        "tool_name": "write_file",\n        "parameters": {"path": "a.txt", "content": "hello\\n"}\n    }\n]```',
    },
    {
      text: '<|START_THINKING|>All written.<|END_THINKING|><|START_ACTION|>[\n    {"tool_call_id": "0", "tool_name": "finish", "parameters": {"summary": "Done.", "status": "done"}}\n]<|END_ACTION|>',
    },
  ],
  after: HELLO,
});
