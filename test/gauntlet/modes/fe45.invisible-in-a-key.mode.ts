import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE45',
  title: 'a key with a character nobody sees',
  at: 'executor',
  goal: 'In config.json, set port to 8080.',
  before: { 'config.json': '{\n  "port": 80\n}\n' },
  executor: [
    call('write_file', { path: 'config.json', content: '{\n  "port\u200b": 8080\n}\n' }),
    FINISH,
    call('write_file', { path: 'config.json', content: '{\n  "port": 8080\n}\n' }),
    FINISH,
  ],
  after: { 'config.json': '{\n  "port": 8080\n}\n' },
});
