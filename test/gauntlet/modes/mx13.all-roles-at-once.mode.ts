import { call, answer, accept, turnOf, textOf } from '#testing';
import { mode, FINISH } from '../mode.js';

export default mode({
  id: 'MX13',
  title: 'planner, executor, verifier and extractor all misbehave',
  at: 'executor',
  goal: 'Create a.txt with the single line "hello" and b.txt with the single line "bye".',
  planner: [
    answer(
      'Sure! Here is the plan:\n```json\n{"plan": {"steps": [{"step": 1, "task": "Create a.txt with the single line \\"hello\\"."}, {"step": 2, "task": "Create b.txt with the single line \\"bye\\".", "dependencies": [1]}]}}\n```\nLet me know if you want changes!',
    ),
  ],
  executor: [
    (request) => {
      const text = textOf(request);
      const own = text.slice(text.indexOf('# Your subtask'));
      const second = /Create b\.txt/.test(own.slice(0, 200));
      if (turnOf(request) === 0)
        return second
          ? answer(
              '<function=write_file>\n<parameter=path>\nb.txt\n</parameter>\n<parameter=content>\nbye\n</parameter>\n</function>',
            )
          : call('create_file', { file_path: '/workspace/a.txt', contents: 'hello\n' });
      return turnOf(request) === 1 ? answer('The task is complete.') : FINISH;
    },
  ],
  verifier: [answer('<think>It looks right.</think>\n**Verdict: PASS**\n\nAll criteria are met.'), accept()],
  extractor: [answer('The user asked to create files. Great job!')],
  after: { 'a.txt': 'hello\n', 'b.txt': 'bye' },
});
