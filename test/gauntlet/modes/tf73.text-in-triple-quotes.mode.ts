import { answer } from '#testing';
import { attempt, FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF73',
  title: 'a text in triple quotes inside the JSON of a call',
  at: 'executor',
  executor: [
    attempt(
      answer(
        '```json\n{\n  "name": "write_file",\n  "arguments": {\n    "path": "a.txt",\n    "content": """hello\n"""\n  }\n}\n```',
      ),
      FINISH,
    ),
  ],
  after: HELLO,
});
