import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const LOG = '# Changelog\n\n## 2.3.1\n\n- Fixed the retry of uploads\n\n## 2.3.0\n\n- Uploads\n';
const SECTION = '## 2.4.0\n\n- Downloads resume\n';
export default mode({
  id: 'WC187',
  title: 'the newest version at the end of a list that begins with it',
  at: 'executor',
  goal: 'Add a section "## 2.4.0" with the entry "- Downloads resume" to CHANGELOG.md, above 2.3.1.',
  before: { 'CHANGELOG.md': LOG },
  executor: [attempt(call('write_file', { path: 'CHANGELOG.md', content: `${LOG}\n${SECTION}` }), FINISH)],
  after: { 'CHANGELOG.md': LOG.replace('## 2.3.1', `${SECTION}\n## 2.3.1`) },
  fails: /CHANGELOG\.md/,
});
