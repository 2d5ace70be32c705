import { FINISH, HELLO, mode, refusal } from '../mode.js';

const text =
  '<tool_call>\n<function=write_file>\n<parameter=path>\na.txt\n</parameter>\n<parameter=content>\nhello\n\n</parameter>\n</function>\n</tool_call>';

export default mode({
  id: 'TF10',
  title: 'the error of the parser carries the whole call',
  at: 'transport',
  executor: [
    refusal(500, { error: { code: 500, message: `Failed to parse input at pos 60: ${text}`, type: 'server_error' } }),
    FINISH,
  ],
  after: HELLO,
  check: ({ of }) => [[of('executor').length === 2, 'the call was not taken out of the error']],
});
