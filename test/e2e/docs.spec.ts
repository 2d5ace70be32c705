import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { memory } from '#testing';
import { freePort, Hold, LOOM, Program, ROOT, sharedLoom, type Ended, type Story } from './support/index.js';
import { examplesIn } from './support/doc-examples.js';
import { TestTerminal } from './support/terminal.js';

/* Runs every example of docs/cli.md as it stands there, and once more with --json where it is a plain command. */

const PAGE = 'docs/cli.md';
const STORY: Story = {
  plan: ['parser', 'tests'],
  work: ({ subtask, turn }) =>
    turn === 0
      ? { toolCalls: [{ name: 'write_file', arguments: { path: `${subtask}.txt`, content: 'x\n' } }] }
      : undefined,
  learn: ({ subtask }) => memory([{ type: 'decision', summary: `csv quoting is done in ${subtask}` }]),
};
const second = { model: 'scripted', roles: ['executor'] };
const loom = sharedLoom({ story: STORY, config: { 'models.local': second } });

type State = 'completed' | 'running' | 'paused' | 'failed' | 'waiting';
/** What $ID stands for; everywhere else a completed task. */
const STATES: Readonly<Record<string, State>> = {
  ...{ steer: 'running', feedback: 'running', pause: 'running', cancel: 'running' },
  ...{ resume: 'paused', retry: 'failed', approvals: 'waiting', approve: 'waiting', reject: 'waiting' },
};
/** Commands that change nothing of a task. */
const LOOKING: ReadonlySet<string> = new Set([
  'status',
  'subtasks',
  'watch',
  'changes',
  'diff',
  'trace',
  'memory',
  'tui',
]);
/** Too long for a second time: another file runs the very command. */
const ELSEWHERE: Readonly<Record<string, string>> = { demo: 'test/e2e/demo.spec.ts', eval: 'test/e2e/models.spec.ts' };
/** Run until they are stopped; by what they say once they are up. */
const LASTING: Readonly<Record<string, RegExp>> = {
  serve: /"url":|answers at/,
  worker: /"roles":|Working/,
  mcp: /"url":|MCP for/,
};

let bin = '';
let work = '';
beforeAll(async () => {
  bin = mkdtempSync(join(loom().home, 'bin-'));
  work = mkdtempSync(join(loom().home, 'work-'));
  // As installed; but the model server is not on a usual port.
  const words = `case "$1" in init) set -- "$@" --ollama-port ${loom().model.port} --lm-studio-port 1 --vllm-port 1 --llama-cpp-port 1;; esac`;
  writeFileSync(join(bin, 'loom'), `#!/bin/sh\n${words}\nexec '${process.execPath}' '${LOOM}' "$@" $LOOM_DOCS_MORE\n`);
  chmodSync(join(bin, 'loom'), 0o755);
});

let looked: Promise<string> | undefined;
/** A task that examples only look at serves all of them. */
const taskToLookAt = (): Promise<string> => (looked ??= taskThatIs('completed', 'looking at'));

async function taskThatIs(state: State, label: string): Promise<string> {
  const goal = `${state} for ${label}`.trim();
  const held = Hold.on('executor', 'parser');
  const isOpen = state === 'running' || state === 'paused';
  const begin = (story: Story, body = {}) => loom().begin(goal, story, { body });
  if (state === 'failed') {
    let broken = true;
    const plan = () => (broken ? { status: 403, text: 'not yours' } : { text: JSON.stringify({ subtasks: [step] }) });
    const step = { id: 'parser', description: 'Do it.', acceptance_criteria: 'Done.' };
    const { id } = await begin({ ...STORY, plan });
    await loom().ended(id);
    broken = false;
    return id;
  }
  const { id } = await begin(
    isOpen ? { ...STORY, holds: [held] } : STORY,
    state === 'waiting' ? { approval_mode: 'manual' } : {},
  );
  if (state === 'completed') await loom().ended(id);
  if (state === 'waiting')
    await loom().until(id, (e) => e.event_type === 'approval_requested' && e.subtask_id === 'parser');
  if (isOpen) await held.reached();
  // What goes on holding its model's server would keep later examples waiting.
  if (isOpen)
    onTestFinished(async () => {
      held.release();
      await loom().call('DELETE', `/tasks/${id}`);
    });
  if (state === 'paused') await loom().call('POST', `/tasks/${id}/pause`, {});
  return id;
}

/** The lines as a person's shell has them, in a home of their own; the address of the page is this server's. */
async function inShell(lines: readonly string[], env: Record<string, string>): Promise<Ended> {
  const { url } = await loom().observed();
  const script = lines.join('\n').replaceAll('http://127.0.0.1:9000', loom().url);
  const clean = Object.entries(process.env).filter(([name]) => !/^(LOOM_|VITEST|NODE_|FORCE_COLOR)/.test(name));
  const named = { LOOM_SERVER_URL: url, LOOM_CONFIG: loom().configPath };
  const all = { ...Object.fromEntries(clean), PATH: `${bin}:${process.env['PATH']}`, ...named, ...env };
  return new Promise((resolve) => {
    execFile(
      'bash',
      ['--norc', '-euo', 'pipefail', '-c', script],
      { cwd: work, env: all, timeout: 50_000 },
      (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code ?? -1), signal: null, stdout, stderr }),
    );
  });
}

/** What `loom restore` is for: a backup, and no data where the configuration says it is. */
async function lost(home: string): Promise<Record<string, string>> {
  expect((await loom().cli(['backup', join(home, 'loom-backup')])).code).toBe(0);
  return { LOOM_MEMORY_DATABASE_PATH: join(home, 'data', 'loom.db') };
}

async function fullScreen(id: string): Promise<void> {
  const { url } = await loom().observed();
  const shown = await TestTerminal.start(['tui', id, '--server', url], { home: loom().home });
  onTestFinished(() => shown.close());
  await shown.sees(/completed/);
  shown.type('q');
  expect(await shown.ended).toBe(0);
}

/** Up, and down again by Ctrl-C. */
async function upAndDown(line: string, says: RegExp, more: string): Promise<void> {
  const words = line.replaceAll('http://127.0.0.1:9000', loom().url).replaceAll('9010', '0').split(' ').slice(1);
  const home = mkdtempSync(join(loom().home, 'own-'));
  const port = String(await freePort());
  const args = words.map((word, n) => (words[n - 1] === '--port' && word !== '0' ? port : word));
  const data = join(home, 'loom.db');
  const env = { LOOM_MEMORY_DATABASE_PATH: data, LOOM_LOGGING_EVENT_LOG_PATH: join(home, 'logs') };
  const program = await Program.start([...args, ...more.split(' ').filter(Boolean)], { home: loom().home, env });
  onTestFinished(() => program.close());
  await program.says(says);
  expect((await program.kill('SIGINT')).code).toBe(args[0] === 'mcp' ? 0 : 130);
}

const examples = examplesIn(PAGE).map(({ heading, lines }) => {
  const name = /^`loom (\w+)`$/.exec(heading)?.[1] ?? '';
  return { name, label: name === '' ? heading : `loom ${name}`, lines: lines.filter((line) => line.trim() !== '') };
});

const isPlain = (line: string): boolean => /^loom [^|>$(]*(\$ID[^|>$(]*)?$/.test(line) && !line.includes('--json');
/** The full screen is started the same way in both. */
const inJson = examples.filter(({ name, lines }) => name !== 'tui' && (name in LASTING || lines.some(isPlain)));

describe.each([
  ['', '', examples],
  [' with --json', '--json', inJson],
] as const)(`${PAGE}%s`, (_how, more, chosenExamples) => {
  it.each(chosenExamples.map((one) => [one.label, one] as const))('%s', async (label, { name, lines }) => {
    const elsewhere = ELSEWHERE[name];
    if (elsewhere !== undefined) return expect(readFileSync(join(ROOT, elsewhere), 'utf8')).toContain(`['${name}'`);
    const says = LASTING[name];
    if (says !== undefined) return upAndDown(lines[0] ?? '', says, more);
    const state = STATES[name] ?? 'completed';
    const isNamed = lines.some((line) => line.includes('$ID'));
    const own = () => (LOOKING.has(name) ? taskToLookAt() : taskThatIs(state, `${label} ${more}`));
    const id = isNamed ? await own() : '';
    if (name === 'tui') return fullScreen(id);
    const chosen = more === '' ? lines : lines.filter(isPlain);
    const home = mkdtempSync(join(loom().home, 'own-'));
    const env = { HOME: home, ID: id, LOOM_DOCS_MORE: more, ...(name === 'restore' ? await lost(home) : {}) };
    const ended = await inShell(chosen, env);
    expect(ended.code, `${chosen.join('\n')}\n${ended.stdout}${ended.stderr}`).toBe(0);
    expect(ended.stderr).not.toMatch(/^loom: |\n\s+at /m);
    if (more !== '') for (const line of ended.stdout.trim().split('\n').filter(Boolean)) JSON.parse(line);
  });
});
