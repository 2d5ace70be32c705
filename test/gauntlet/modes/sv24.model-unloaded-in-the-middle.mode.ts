import { FINISH, HELLO, mode, refusal, WRITE } from '../mode.js';

export default mode({
  id: 'SV24',
  title: 'the model is unloaded in the middle of a task, then there again',
  at: 'transport',
  protocols: ['openai'],
  executor: [
    WRITE,
    refusal(404, {
      error: {
        message: "No models loaded. Please load a model in the developer page or use the 'lms load' command.",
        code: 'model_not_found',
      },
    }),
    FINISH,
  ],
  after: HELLO,
});
