import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF5B',
  title: 'dialect: Llama <|python_tag|>',
  at: 'executor',
  executor: [
    {
      text: '<|python_tag|>{"type":"function","name":"write_file","parameters":{"path":"a.txt","content":"hello\\n"}}<|eom_id|>',
    },
    { text: '<|python_tag|>finish.call(summary="Wrote a.txt.")<|eom_id|>' },
  ],
  after: HELLO,
});
