import { answer } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const JS = 'export const rate = 0.19;\n\nexport function gross(net) {\n  return net * (1 + rate);\n}\n';
const MD = '# Tax\n\nCall `gross(net)` for the price with tax.\n';
const made = (path: string, content: string): string =>
  `[TOOL_CALL] ${JSON.stringify({ tool: 'write', args: { filePath: path, content } })} [/TOOL_CALL]`;

export default mode({
  id: 'EB9',
  title: 'two calls in brackets in one answer, under foreign names',
  at: 'executor',
  goal: 'Create tax.js exporting rate (0.19) and gross(net), which adds the tax, and a short README.md about it.',
  executor: [attempt(answer(`Both files:\n\n${made('tax.js', JS)}\n\n${made('README.md', MD)}`), FINISH)],
  fails: /no file was changed/,
  after: { 'tax.js': JS, 'README.md': MD },
});
