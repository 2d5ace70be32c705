import { FINISH, HELLO, mode, refusal, WRITE } from '../mode.js';

export default mode({
  id: 'SV29',
  title: 'the template of the model fails as soon as the result of a tool is in the conversation',
  at: 'transport',
  own: {},
  executor: [
    ({ messages, protocol }) => {
      if (!messages.some(({ role }) => role === 'tool'))
        return messages.some(({ content }) => content.includes('"success": true') || content.includes('"success":true'))
          ? FINISH
          : WRITE;
      return protocol === 'ollama'
        ? refusal(500, { error: "template: :14:23: executing at <.ToolCallID>: can't evaluate field ToolCallID" })
        : refusal(500, { error: { code: 500, message: 'Value is not callable: null at row 62, column 114' } });
    },
  ],
  after: HELLO,
  mostRequests: 12,
});
