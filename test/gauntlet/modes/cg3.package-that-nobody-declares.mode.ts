import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'CG3',
  title: 'takes a package that could not be installed',
  at: 'executor',
  goal: 'Write slug.js exporting slugify(s): lower case, with dashes for blanks.',
  before: { 'package.json': '{"name": "x", "version": "1.0.0"}\n' },
  executor: [
    attempt(
      call('write_file', {
        path: 'slug.js',
        content: "const s = require('slugify');\nmodule.exports = { slugify: (t) => s(t, { lower: true }) };\n",
      }),
      finish('slug.js exports slugify.'),
    ),
  ],
  fails: /slug\.js takes slugify/,
});
