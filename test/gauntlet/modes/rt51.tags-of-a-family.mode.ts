import { mode } from '../mode.js';

export default mode({
  id: 'RT51',
  title: 'thoughts and calls are in tags with the name of the family before them',
  at: 'executor',
  executor: [
    {
      text: '<seed:think>I write the file. Maybe {"path": "b.txt"}? No, a.txt.</seed:think><seed:tool_call>\n<function=write_file>\n<parameter=path>a.txt</parameter>\n<parameter=content>hello\n</parameter>\n</function>\n</seed:tool_call>',
    },
    {
      text: '<seed:think>Done.</seed:think><seed:tool_call>\n<function=finish>\n<parameter=summary>a.txt holds the line hello.</parameter>\n</function>\n</seed:tool_call>',
    },
  ],
  after: { 'a.txt': 'hello' },
});
