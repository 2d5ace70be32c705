import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF5J',
  title: 'dialect: harmony commentary channel',
  at: 'executor',
  executor: [
    {
      text: '<|channel|>analysis<|message|>I need the file.<|end|><|start|>assistant<|channel|>commentary to=functions.write_file <|constrain|>json<|message|>{"path":"a.txt","content":"hello\\n"}<|call|>',
    },
    {
      text: '<|start|>assistant to=functions.finish<|channel|>commentary json<|message|>{"summary":"Wrote a.txt."}<|call|>',
    },
  ],
  after: HELLO,
});
