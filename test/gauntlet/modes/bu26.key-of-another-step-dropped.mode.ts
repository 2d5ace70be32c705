import { call, reject, textOf } from '#testing';
import { honest } from '../honest.js';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

const HOST = '"host": "local"';
const json = (...each: readonly string[]): string => `{\n${each.map((line) => `  ${line}`).join(',\n')}\n}\n`;
const write = (...each: readonly string[]): ReturnType<typeof call> =>
  call('write_file', { path: 'settings.json', content: json(HOST, ...each) });
const READ = call('read_file', { path: 'settings.json' });
const shown = honest({ port: ['+  "port": 80'], retries: ['+  "retries": 3'], debug: ['+  "debug": false'] });

export default mode({
  id: 'BU26',
  title: 'the third step drops the key of the second until it is told so',
  at: 'executor',
  goal: 'Add to settings.json the keys port with 80, retries with 3 and debug with false.',
  before: { 'settings.json': json(HOST) },
  plan: [
    { id: 'port', description: 'Add the key port with the value 80 to settings.json' },
    { id: 'retries', description: 'Add the key retries with the value 3 to settings.json', depends_on: ['port'] },
    { id: 'debug', description: 'Add the key debug with the value false to settings.json', depends_on: ['retries'] },
  ],
  executor: [
    bySubtask({
      port: attempt(READ, write('"port": 80'), FINISH),
      retries: attempt(READ, write('"port": 80', '"retries": 3'), FINISH),
      debug: (request, n) =>
        (/retries"? (is|was|has|must)/.test(textOf(request))
          ? attempt(READ, write('"port": 80', '"retries": 3', '"debug": false'), FINISH)
          : attempt(READ, write('"port": 80', '"debug": false'), FINISH))(request, n),
    }),
  ],
  verifier: [
    (request, n) =>
      textOf(request).includes('# The subtask: debug') &&
      /^-.*"retries"/m.test(textOf(request)) &&
      !/^\+.*"retries"/m.test(textOf(request))
        ? reject('The key retries is gone from settings.json.')
        : typeof shown === 'function'
          ? shown(request, n)
          : shown,
  ],
  after: { 'settings.json': json(HOST, '"port": 80', '"retries": 3', '"debug": false') },
  halfway: [
    { 'settings.json': json(HOST, '"port": 80') },
    { 'settings.json': json(HOST, '"port": 80', '"retries": 3') },
  ],
  fails: /retries/,
});
