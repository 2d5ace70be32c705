import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

const SLUG = 'def slug(text):\n    return text.replace(" ", "-")\n';
const TEST =
  'from slug import slug\n\n\ndef test_lower():\n    assert slug("Big News") == "big-news"\n\n\ndef test_trim():\n    assert slug(" a ") == "a"\n';

export default mode({
  id: 'BL15',
  title: 'the step that was to mend the code takes the failing assertion out of the tests of the step before',
  at: 'executor',
  goal: 'Write tests for slug() in test_slug.py: it makes lower case and trims blanks. Then mend slug.py so that they pass.',
  before: { 'slug.py': SLUG },
  plan: [
    { id: 'tests', description: 'Write test_slug.py: slug() makes lower case and trims blanks' },
    { id: 'mend', description: 'Mend slug.py so that the tests in test_slug.py pass', depends_on: ['tests'] },
  ],
  executor: [
    bySubtask({
      tests: attempt(call('write_file', { path: 'test_slug.py', content: TEST }), FINISH),
      mend: attempt(
        call('write_file', {
          path: 'slug.py',
          content: 'def slug(text):\n    return text.lower().replace(" ", "-")\n',
        }),
        call('write_file', { path: 'test_slug.py', content: TEST.split('\n\n\ndef test_trim')[0] + '\n' }),
        FINISH,
      ),
    }),
  ],
  halfway: [{ 'test_slug.py': TEST }],
  fails: /test_slug\.py|test_trim/,
  mostRequests: 80,
});
