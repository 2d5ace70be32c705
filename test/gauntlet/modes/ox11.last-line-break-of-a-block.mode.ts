import { answer } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const NOTES = 'first\nsecond\n';
const block = (open: string, close: string): string => `${open}\n${NOTES}${close}`;

export default mode({
  id: 'OX11',
  title: 'files of several lines in blocks of markup, with one line break before the closing tag',
  at: 'executor',
  goal: 'Write the lines "first" and "second" into a.txt, b.txt and c.txt.',
  executor: [
    attempt(
      answer(
        `<function=write_file>\n<parameter=path>\na.txt\n</parameter>\n${block('<parameter=content>', '</parameter>')}\n</function>`,
      ),
      answer(
        `<invoke name="write_file">\n<parameter name="path">b.txt</parameter>\n${block('<parameter name="content">', '</parameter>')}\n</invoke>`,
      ),
      answer(
        `<tool_call>write_file\n<arg_key>path</arg_key>\n<arg_value>c.txt</arg_value>\n<arg_key>content</arg_key>\n${block('<arg_value>', '</arg_value>')}\n</tool_call>`,
      ),
      FINISH,
    ),
  ],
  after: { 'a.txt': NOTES, 'b.txt': NOTES, 'c.txt': NOTES },
});
