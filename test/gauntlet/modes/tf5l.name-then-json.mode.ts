import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF5L',
  title: 'dialect: function tag with JSON inside',
  at: 'executor',
  executor: [
    { text: '<function=write_file>{"path":"a.txt","content":"hello\\n"}</function>' },
    { text: '<function name="finish">{"summary":"Wrote a.txt."}</function>' },
  ],
  after: HELLO,
});
