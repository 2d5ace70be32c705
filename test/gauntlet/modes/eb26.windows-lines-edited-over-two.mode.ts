import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const INI = [
  '; settings of the till',
  '[printer]',
  'port=COM3',
  'baud=9600',
  'parity=none',
  '',
  '[drawer]',
  'enabled=1',
  'pulse=120',
  '',
  '[display]',
  'line1=Welcome',
  'line2=Please wait',
  'brightness=70',
  '',
].join('\r\n');

export default mode({
  id: 'EB26',
  title: 'an edit over two lines of a file with line ends of Windows',
  at: 'executor',
  goal: 'In till.ini set the printer port to COM5 and its baud rate to 19200, please.',
  before: { 'till.ini': INI },
  executor: [
    attempt(
      call('read_file', { path: 'till.ini' }),
      call('edit_file', { path: 'till.ini', old_str: 'port=COM3\nbaud=9600', new_str: 'port=COM5\nbaud=19200' }),
      FINISH,
    ),
  ],
  after: { 'till.ini': INI.replace('COM3', 'COM5').replace('baud=9600', 'baud=19200') },
});
