import { finish } from '#testing';
import { attempt, mode } from '../mode.js';

const ONCE = { name: 'shell_execute', arguments: { command: 'echo started >> run.log' } };

export default mode({
  id: 'CG14',
  title: 'asks for the same change twice in one answer',
  at: 'executor',
  goal: 'append exactly one line saying "started" to run.log',
  before: { 'run.log': 'boot\n' },
  executor: [attempt({ toolCalls: [ONCE, ONCE] }, finish('The line is there.'))],
  after: { 'run.log': 'boot\nstarted\n' },
});
