import { FINISH, HELLO, mode, refusal, WRITE } from '../mode.js';

export default mode({
  id: 'RT8',
  title: 'the server wants earlier reasoning back',
  at: 'transport',
  protocols: ['openai'],
  own: {},
  executor: [
    { ...WRITE, thinking: 'Need the file.' },
    ({ body }) =>
      JSON.stringify(body).includes('reasoning_content')
        ? FINISH
        : refusal(400, {
            error: { message: 'reasoning_content is missing in assistant tool call message at index 2' },
          }),
  ],
  after: HELLO,
});
