import { FINISH, mode } from '../mode.js';

const DOC = 'A tool call block ends with </tool_call> on its own.\nA parameter ends with </parameter> here.\n';

export default mode({
  id: 'TF64',
  title: "a written call whose text holds the form's own closing marks",
  at: 'executor',
  goal: 'Create doc.md that explains how tool call blocks and parameters end.',
  executor: [
    {
      text: `<tool_call>\n<function=write_file>\n<parameter=path>\ndoc.md\n</parameter>\n<parameter=content>\n${DOC}\n</parameter>\n</function>\n</tool_call>`,
    },
    FINISH,
  ],
  after: { 'doc.md': DOC },
});
