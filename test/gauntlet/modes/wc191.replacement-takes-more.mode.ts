import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const OLD = 'http://api.example.org/v1';
const NEW = 'https://api.example.org/v2';
const DOC = `# Orders\n\nBase: ${OLD}\n\nSee http://status.example.org for outages.\n`;
export default mode({
  id: 'WC191',
  title: 'a replacement that takes more than it was told to',
  at: 'executor',
  goal: `In the Markdown files under docs/ replace every ${OLD} by ${NEW}. Other addresses stay.`,
  before: { 'docs/orders.md': DOC },
  executor: [attempt(call('shell_execute', { command: "sed -i 's#http:#https:#; s#/v1#/v2#' docs/*.md" }), FINISH)],
  after: { 'docs/orders.md': DOC.replace(OLD, NEW) },
  fails: /docs\/orders\.md: "See http:\/\/status/,
});
