import { call, finish } from '#testing';
import { attempt, bySubtask, mode } from '../mode.js';

export default mode({
  id: 'RT39',
  title: 'right work: an earlier step has done what the last one was to do, under another name',
  at: 'planner',
  goal: 'Write a Python script that reads access.log and prints how many requests each status code got, most frequent first. Ignore lines that do not match.',
  before: {
    'access.log':
      '10.0.0.1 - - [01/Jan/2024:00:00:01] "GET / HTTP/1.1" 200 512\n10.0.0.2 - - [01/Jan/2024:00:00:02] "GET /x HTTP/1.1" 404 19\nbroken line\n10.0.0.1 - - [01/Jan/2024:00:00:03] "POST /y HTTP/1.1" 200 7\n',
  },
  plan: [
    { id: 'parse', description: 'Write a regex-based parser', expected_outputs: ['parser.py'] },
    {
      id: 'report',
      description: 'Print the report, most frequent first',
      expected_outputs: ['report.py'],
      depends_on: ['parse'],
      checks: ['python parser.py'],
    },
  ],
  executor: [
    bySubtask({
      parse: attempt(
        call('write_file', {
          path: 'log_stats.py',
          content:
            'import re\nfrom collections import Counter\n\nLINE = re.compile(r\'"[A-Z]+ \\S+ \\S+" (?P<status>\\d{3}) \\d+$\')\n\n\ndef statuses(lines):\n    for line in lines:\n        if match := LINE.search(line.strip()):\n            yield match["status"]\n\n\nif __name__ == "__main__":\n    with open("access.log") as log:\n        for status, count in Counter(statuses(log)).most_common():\n            print(status, count)\n',
        }),
        finish('log_stats.py parses the log.'),
      ),
      report: attempt(
        call('shell_execute', { command: 'python3 log_stats.py' }),
        finish('It prints 200 2 and 404 1; log_stats.py does it all.'),
      ),
    }),
  ],
  after: {
    'log_stats.py':
      'import re\nfrom collections import Counter\n\nLINE = re.compile(r\'"[A-Z]+ \\S+ \\S+" (?P<status>\\d{3}) \\d+$\')\n\n\ndef statuses(lines):\n    for line in lines:\n        if match := LINE.search(line.strip()):\n            yield match["status"]\n\n\nif __name__ == "__main__":\n    with open("access.log") as log:\n        for status, count in Counter(statuses(log)).most_common():\n            print(status, count)\n',
  },
  mostRequests: 120,
});
