import { plan } from '#testing';
import { HELLO, mode, refusal } from '../mode.js';

export default mode({
  id: 'SV10',
  title: 'the schema is refused in each of its forms',
  at: 'transport',
  own: {},
  planner: [
    ({ body }) =>
      body['response_format'] !== undefined || body['format'] !== undefined
        ? refusal(400, { error: "'response_format.type' must be 'json_schema' or 'text'" })
        : plan([{ id: 'a', description: 'Create a.txt with the single line "hello".' }]),
  ],
  after: HELLO,
});
