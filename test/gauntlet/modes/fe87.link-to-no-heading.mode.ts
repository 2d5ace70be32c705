import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const guide = (contents: string): string => `# Guide\n\n${contents}## Getting started\n\nRun it.\n`;
export default mode({
  id: 'FE87',
  title: 'a table of contents leads to a heading that is not there',
  at: 'executor',
  goal: 'Add a table of contents to GUIDE.md that links to its sections.',
  before: { 'GUIDE.md': guide('') },
  executor: [
    attempt(call('write_file', { path: 'GUIDE.md', content: guide('- [Getting started](#start)\n\n') }), FINISH),
  ],
  after: { 'GUIDE.md': guide('- [Getting started](#getting-started)\n\n') },
  fails: /GUIDE\.md links to #start/,
});
