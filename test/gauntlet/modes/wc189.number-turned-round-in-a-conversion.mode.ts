import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const CSV = 'name,line,opened\nAlexanderplatz,U2,1913\nKottbusser Tor,U8,1902\nOnkel Toms Huette,U3,1929\n';
const ROWS = [
  { name: 'Alexanderplatz', line: 'U2', opened: 1913 },
  { name: 'Kottbusser Tor', line: 'U8', opened: 1902 },
  { name: 'Onkel Toms Huette', line: 'U3', opened: 1929 },
];
const JSON_TEXT = `${JSON.stringify(ROWS, null, 2)}\n`;
export default mode({
  id: 'WC189',
  title: 'a number turned round in a conversion',
  at: 'executor',
  goal: 'Convert stations.csv to stations.json: an array of objects with the keys name, line and opened, where opened is a number.',
  before: { 'stations.csv': CSV },
  executor: [
    attempt(
      call('read_file', { path: 'stations.csv' }),
      call('write_file', { path: 'stations.json', content: JSON_TEXT.replace('1929', '1992') }),
      FINISH,
    ),
  ],
  after: { 'stations.json': JSON_TEXT },
  fails: /"1992", where stations\.csv has "1929"/,
});
