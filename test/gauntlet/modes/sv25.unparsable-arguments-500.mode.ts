import { FINISH, HELLO, mode, refusal, WRITE } from '../mode.js';

export default mode({
  id: 'SV25',
  title: 'status 500: arguments could not be parsed as JSON, twice, then well',
  at: 'transport',
  protocols: ['openai'],
  executor: [
    refusal(500, {
      error: {
        code: 500,
        message:
          'Failed to parse tool call arguments as JSON: [json.exception.parse_error.101] parse error at line 1, column 74: syntax error while parsing value',
        type: 'server_error',
      },
    }),
    refusal(500, {
      error: {
        code: 500,
        message: 'Failed to parse tool call arguments as JSON: [json.exception.parse_error.101]',
        type: 'server_error',
      },
    }),
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
