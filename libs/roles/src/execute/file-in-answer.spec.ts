import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SubtaskSpec } from '#domain';
import { assertLinear } from '#testing';
import { subtask } from '../plan/read-step.js';
import { fileInAnswer } from './file-in-answer.js';

const task = (description: string, expectedOutputs: string[] = []): SubtaskSpec =>
  subtask({ id: 's1', description, acceptanceCriteria: 'The file is there.', expectedOutputs });
const hello = task('Create a.txt with the text hello.');
const shown = (answer: string, of = hello, there: string[] = []) => fileInAnswer(answer, of, new Set(there));

describe('fileInAnswer', () => {
  it('takes the one block for the one file that is asked for', () => {
    const file = { path: 'a.txt', content: 'hello\n' };
    expect(shown('Here is a.txt:\n```\nhello\n```\nDone.')).toEqual(file);
    expect(shown('```text title=a.txt\r\nhello\r\n```')).toEqual(file);
    expect(shown('~~~\nhello\n~~~', task('Write it.', ['a.txt', 'scratch://notes.md']))).toEqual(file);
    expect(shown('Run this:\n```bash\ncat a.txt\n```\nThe file:\n```\nhello\n```')).toEqual(file);
  });

  it('keeps a block in a block', () => {
    const asked = task('Write README.md.');
    expect(shown('````md\n# A\n```sh\nmake\n```\n````', asked)?.content).toBe('# A\n```sh\nmake\n```\n');
  });

  it('takes a script for a script', () => {
    expect(shown('```bash\necho hi\n```', task('Write run.sh.'))?.content).toBe('echo hi\n');
  });

  it.each(["cat > a.txt << 'EOF'\nhello\nEOF", "cat <<'END' > ./a.txt\nhello\nEND", '$ cat > a.txt <<EOF\nhello\nEOF'])(
    'takes what one command would write: %j',
    (command) => {
      const file = { path: 'a.txt', content: 'hello\n' };
      expect(shown(`Run this:\n\n\`\`\`bash\n${command}\n\`\`\`\nThen it is there.`)).toEqual(file);
    },
  );

  it.each([
    ['another file', "cat > b.txt << 'EOF'\nhello\nEOF"],
    ['what the shell fills in', 'cat > a.txt << EOF\n$USER\nEOF'],
    ['no end', "cat > a.txt << 'EOF'\nhello"],
    ['more than the one command', "cat > a.txt << 'EOF'\nhello\nEOF\nrm b.txt"],
    ['two texts', "cat > a.txt << 'EOF'\nhello\nEOF\ncat > a.txt << 'EOF'\nhallo\nEOF"],
    ['an addition', "cat >> a.txt << 'EOF'\nhello\nEOF"],
  ])('takes nothing of a command with %s', (_, command) => {
    expect(shown(`\`\`\`bash\n${command}\n\`\`\``)).toBeNull();
  });

  it('takes no command for a script', () => {
    const command = "cat > run.sh << 'EOF'\necho hi\nEOF";
    expect(shown(`\`\`\`bash\n${command}\n\`\`\``, task('Write run.sh.'))?.content).toBe('echo hi\n');
  });

  it.each([
    ['two blocks', 'One:\n```\nhello\n```\nor\n```\nhallo\n```', hello, []],
    ['no block', 'hello', hello, []],
    ['an empty block', '```\n\n```', hello, []],
    ['a block that never closes', '```\nhello', hello, []],
    ['a command', '```bash\necho hello > a.txt\n```', hello, []],
    ['two files', '```\nhello\n```', task('Create a.txt and b.txt with the text hello.'), []],
    ['no file', '```\nhello\n```', task('Say hello.'), []],
    ['a pattern', '```\nhello\n```', task('Say hello.', ['out/*.txt']), []],
    ['code for a file of data', '```python\nprint(1)\n```', task('Create a.json.'), []],
    ['a text for code', '```text\nhello\n```', task('Create a.py.'), []],
    [
      'a file that code is to write',
      '```python\nprint(1)\n```',
      task('Add logging to main.py, write to app.log.'),
      ['main.py'],
    ],
    ['what code is to save', '```\nprint(1)\n```', task('Write a Python script to save the data to data.json.'), []],
    ['what code is to read', '```\nprint(1)\n```', task('Add .env support to the app.'), []],
    ['a file that is there, of which the block may be a part', '```\nhello\n```', hello, ['a.txt']],
  ])('takes nothing of %s', (_, answer, of, there) => {
    expect(shown(answer, of, there)).toBeNull();
  });

  it('takes time that grows with the answer only', () => {
    const read = (text: string): void => expect(shown(text)).toBeNull();
    assertLinear(read, '```x\n', 15_000);
    assertLinear(read, '`', 60_000);
    assertLinear(read, ' ', 60_000);
  });

  it('writes nothing that the answer does not hold', () => {
    const line = fc.constantFrom('```', '```py', '~~~', '````', 'x', '  y', '');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const answer = lines.join('\n');
        const file = shown(answer);
        if (file !== null) expect(answer).toContain(file.content.slice(0, -1));
      }),
    );
  });
});
