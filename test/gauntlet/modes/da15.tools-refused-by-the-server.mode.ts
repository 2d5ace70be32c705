import { answer, finish, type ScriptedReply } from '#testing';
import { HELLO, mode, refusal, WRITE, type Step } from '../mode.js';

const AUTO = {
  object: 'error',
  message: '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set',
  type: 'BadRequestError',
  param: null,
  code: 400,
};
const said = (reply: ScriptedReply): ScriptedReply =>
  answer((reply.toolCalls ?? []).map((each) => `<tool_call>\n${JSON.stringify(each)}\n</tool_call>`).join('\n'));
const step: Step = ({ tools, messages }) => {
  if (tools.length > 0) return refusal(400, AUTO);
  return said(messages.some(({ content }) => content.includes('"success":true')) ? finish('a.txt is written.') : WRITE);
};

export default mode({
  id: 'DA15',
  title: 'vLLM without a parser refuses every request with tools; the model can call in its text',
  at: 'transport',
  protocols: ['openai'],
  own: {},
  executor: [step],
  after: HELLO,
  fails: /tool-call-parser|auto.tool.choice/,
});
