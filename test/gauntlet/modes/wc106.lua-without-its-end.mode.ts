import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC106',
  title: 'Lua cut within a function',
  at: 'executor',
  goal: 'Create stack.lua with a function push.',
  executor: [
    attempt(
      call('write_file', {
        path: 'stack.lua',
        content: 'local M = {}\n\nfunction M.push(list, x)\n  if x ~= nil then\n    table.insert(list, x)\n',
      }),
      FINISH,
    ),
  ],
  fails: /stack\.lua/,
  mostRequests: 60,
});
