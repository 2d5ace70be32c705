import { answer } from '#testing';
import { mode, FINISH, attempt } from '../mode.js';

export default mode({
  id: 'OH8',
  title: 'a leaked channel that calls for a patch',
  at: 'executor',
  goal: 'In app.py change the port from 8080 to 9090.',
  before: { 'app.py': 'PORT = 8080\nHOST = "localhost"\n' },
  executor: [
    attempt(
      answer(
        '<|channel|>analysis<|message|>I patch it.<|end|><|start|>assistant<|channel|>commentary to=functions.apply_patch <|constrain|>json<|message|>{"input":"*** Begin Patch\\n*** Update File: app.py\\n@@\\n-PORT = 8080\\n+PORT = 9090\\n*** End Patch"}<|call|>',
      ),
      FINISH,
    ),
  ],
  after: { 'app.py': 'PORT = 9090\nHOST = "localhost"\n' },
  fails: /apply_patch/,
});
