import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC65',
  title: 'Windows line ends are asked for',
  at: 'executor',
  goal: 'Create a.bat with the two lines "@echo off" and "echo hello", with Windows (CRLF) line endings.',
  executor: [attempt(call('write_file', { path: 'a.bat', content: '@echo off\necho hello\n' }), FINISH)],
  after: { 'a.bat': '@echo off\r\necho hello\r\n' },
  fails: /a\.bat|CRLF|line end/i,
});
