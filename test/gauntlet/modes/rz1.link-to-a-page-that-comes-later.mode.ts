import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'RZ1',
  title: 'a link to a page that comes later, and is not to be made now',
  at: 'executor',
  goal: 'add a link "Pricing" (/pricing.html) to the nav in index.html AND about.html, between Home and About. the page pricing.html comes later, dont make it',
  before: {
    'index.html': '<nav>\n  <a href="/index.html">Home</a>\n  <a href="/about.html">About</a>\n</nav>\n<h1>Hi</h1>\n',
    'about.html':
      '<nav>\n  <a href="/index.html">Home</a>\n  <a href="/about.html">About</a>\n</nav>\n<h1>About</h1>\n',
  },
  executor: [
    attempt(
      call('shell_execute', {
        command:
          'sed -i \'s|^  <a href="/about.html">|  <a href="/pricing.html">Pricing</a>\\n&|\' index.html about.html',
      }),
      call('read_file', { path: 'index.html' }),
      call('read_file', { path: 'about.html' }),
      finish('Both navs have Pricing between Home and About.'),
    ),
  ],
  after: {
    'index.html':
      '<nav>\n  <a href="/index.html">Home</a>\n  <a href="/pricing.html">Pricing</a>\n  <a href="/about.html">About</a>\n</nav>\n<h1>Hi</h1>\n',
    'about.html':
      '<nav>\n  <a href="/index.html">Home</a>\n  <a href="/pricing.html">Pricing</a>\n  <a href="/about.html">About</a>\n</nav>\n<h1>About</h1>\n',
  },
  mostRequests: 40,
});
