import { HELLO, mode, oa, oaCall, oaEnd, wire, WORK } from '../mode.js';

export default mode({
  id: 'BP19',
  title: 'an empty object comes before the pieces of the arguments',
  at: 'transport',
  protocols: ['openai'],
  executor: [
    wire({
      openai:
        oa({ role: 'assistant', content: null }) +
        oaCall(0, 'write_file', '{}', 'call_1') +
        oaCall(0, undefined, '{"path": "a.txt", ') +
        oaCall(0, undefined, '"content": "hello\\n"}') +
        oaEnd('tool_calls'),
    }),
    WORK,
  ],
  after: HELLO,
  check: ({ of }) => [
    [of('executor').length <= 2, 'the call was not read at once'],
    [
      !of('executor').some(({ system }) => system.includes('one tool call at a time')),
      'one call was taken for several',
    ],
  ],
});
