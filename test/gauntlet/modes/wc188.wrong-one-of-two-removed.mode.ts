import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const OLD = '/** @deprecated */\nexport function oldHash(s) {\n  return md5(s);\n}\n';
const NEW = 'export function newHash(s) {\n  return sha256(s);\n}\n';
const HEAD = "import { md5, sha256 } from './sums.js';\n\n";
export default mode({
  id: 'WC188',
  title: 'of two functions the one that was to stay is removed',
  at: 'executor',
  goal: 'Remove the deprecated function oldHash from src/hash.js; newHash stays.',
  before: {
    'src/hash.js': `${HEAD}${OLD}\n${NEW}`,
    'src/sums.js': 'export const md5 = (s) => s;\nexport const sha256 = (s) => s + s;\n',
  },
  executor: [
    attempt(
      call('read_file', { path: 'src/hash.js' }),
      call('write_file', { path: 'src/hash.js', content: `${HEAD}${OLD}` }),
      FINISH,
    ),
  ],
  after: { 'src/hash.js': `${HEAD}${NEW}` },
  fails: /newHash in src\/hash\.js/,
});
