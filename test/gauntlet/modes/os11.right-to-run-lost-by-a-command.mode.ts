import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'OS11',
  title: 'a command writes a script again, which may not be executed until the model is told',
  at: 'executor',
  goal: 'Change the greeting in run.sh from hi to hello.',
  before: { 'run.sh': '#!/bin/sh\necho hi\n' },
  executor: [
    ({ messages }) =>
      messages.some(({ content }) => content.includes('chmod +x gives it back'))
        ? messages.some(({ content }) => content.includes('made it executable'))
          ? FINISH
          : call('shell_execute', {
              command: "sed -i 's/hi/hello/' run.sh && chmod +x run.sh && echo made it executable",
            })
        : messages.some(({ role }) => role === 'tool')
          ? FINISH
          : call('shell_execute', {
              command: "sed 's/hi/hello/' run.sh > new && rm run.sh && cat new > run.sh && rm new",
            }),
  ],
  after: { 'run.sh': '#!/bin/sh\necho hello\n' },
  executable: { before: ['run.sh'], after: ['run.sh'] },
  mostRequests: 60,
});
