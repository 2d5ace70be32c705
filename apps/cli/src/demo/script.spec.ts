import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { answer, type ScriptReply } from './script.js';
import { startScriptedModel } from './scripted-model.js';

const dirs: string[] = [];
afterEach(() => dirs.splice(0).forEach((dir) => rmSync(dir, { recursive: true })));

const MEMORY =
  '[decision from parse-csv] src/parse-csv.mjs exports parseCsv(text): rows\n[decision from to-json] src/to-json.mjs exports toJson(header, rows)';
const executorPrompt = (subtask: string, more = '', memory = '(nothing)') =>
  `# Your subtask: ${subtask}\n${more}\n# What is known from before\n${memory}\n# Tools\n`;

/** All turns of an attempt, with what its tools would have written. */
function attempt(
  subtask: string,
  more = '',
  memory = '(nothing)',
): { files: Record<string, string>; replies: ScriptReply[] } {
  const files: Record<string, string> = {};
  const replies: ScriptReply[] = [];
  const messages = [
    { role: 'system', content: 'You are the executor of Loom.' },
    { role: 'user', content: executorPrompt(subtask, more, memory) },
  ];
  for (;;) {
    const reply = answer({ messages, tools: ['write_file', 'shell_execute', 'finish'] });
    replies.push(reply);
    const [call] = reply.calls;
    if (call?.name === 'write_file') files[call.arguments['path'] as string] = call.arguments['content'] as string;
    if (call === undefined || call.name === 'finish') return { files, replies };
    messages.push({ role: 'assistant', content: '' }, { role: 'tool', content: '{}' });
  }
}

function testsPass(...parts: Record<string, string>[]): boolean {
  const dir = mkdtempSync(join(tmpdir(), 'loom-demo-script-'));
  dirs.push(dir);
  for (const [path, content] of parts.flatMap((part) => Object.entries(part))) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  }
  const env = { ...process.env };
  delete env['NODE_TEST_CONTEXT'];
  delete env['NODE_OPTIONS'];
  try {
    execFileSync(process.execPath, ['--test'], { cwd: dir, env, stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}

describe('the script of the demo', () => {
  it('writes a program whose first try fails its own tests and whose second passes them', () => {
    expect(testsPass(attempt('parse-csv').files)).toBe(false);
    expect(testsPass(attempt('parse-csv', 'Earlier attempts did not pass. Mend exactly this:').files)).toBe(true);
  });

  it('gets the last part right only with what was remembered', () => {
    const rest = [attempt('parse-csv', 'Earlier attempts did not pass.').files, attempt('to-json').files];
    const told = attempt('command-line', '', MEMORY);
    expect(told.replies[0]?.recalled).toContain('parseCsv');
    expect(testsPass(...rest, told.files)).toBe(true);
    expect(testsPass(...rest, attempt('command-line').files)).toBe(false);
  });

  it('plans two subtasks that can run side by side and one after them', () => {
    const { text } = answer({ messages: [{ role: 'system', content: 'You are the planner of Loom.' }], tools: [] });
    const { subtasks } = JSON.parse(text) as { subtasks: { id: string; depends_on: string[] }[] };
    expect(subtasks.map((s) => s.depends_on)).toEqual([[], [], ['parse-csv', 'to-json']]);
  });

  it('rejects the wrong parser when it sees its diff', () => {
    const judge = (prompt: string) =>
      JSON.parse(
        answer({ messages: [{ role: 'user', content: `You are the verifier of Loom.\n${prompt}` }], tools: [] }).text,
      ) as { passed: boolean };
    expect(judge("+    .map((line) => line.split(','));").passed).toBe(false);
    expect(judge('+const rows = [];').passed).toBe(true);
  });
});

it('answers over the OpenAI protocol, streamed and whole', async () => {
  const model = await startScriptedModel(0);
  try {
    const list = (await (await fetch(`${model.baseUrl}/models`)).json()) as { data: { id: string }[] };
    expect(list.data.map((m) => m.id)).toEqual(['scripted']);
    const ask = (stream: boolean) =>
      fetch(`${model.baseUrl}/chat/completions`, {
        method: 'POST',
        body: JSON.stringify({
          stream,
          messages: [
            { role: 'system', content: 'You are the executor of Loom.' },
            { role: 'user', content: executorPrompt('command-line', '', MEMORY) },
          ],
        }),
      });
    const whole = (await (await ask(false)).json()) as {
      choices: { message: { tool_calls: { function: { name: string } }[] } }[];
    };
    expect(whole.choices[0]?.message.tool_calls[0]?.function.name).toBe('write_file');
    const streamed = await (await ask(true)).text();
    expect(streamed).toContain('"name":"write_file"');
    expect(streamed.trimEnd().endsWith('data: [DONE]')).toBe(true);
    expect(model.recalled).toHaveLength(2);
  } finally {
    await model.close();
  }
});
