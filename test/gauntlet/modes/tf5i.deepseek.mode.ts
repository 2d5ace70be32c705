import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF5I',
  title: 'dialect: DeepSeek markers',
  at: 'executor',
  executor: [
    {
      text: '<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>write_file\n```json\n{"path":"a.txt","content":"hello\\n"}\n```<｜tool▁call▁end｜><｜tool▁calls▁end｜>',
    },
    {
      text: '<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>finish<｜tool▁sep｜>{"summary":"Wrote a.txt."}<｜tool▁call▁end｜><｜tool▁calls▁end｜>',
    },
  ],
  after: HELLO,
});
