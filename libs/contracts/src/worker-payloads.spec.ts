import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UnreadablePayload } from './shape.js';
import {
  entryShape,
  leaseShape,
  readFinish,
  tokenPiecesShape,
  WORKER_CALLS,
  workerCardShape,
} from './worker-payloads.js';
import { outcomeShapeOf } from './outcome-payloads.js';

const TASK = '00000000-0000-4000-8000-000000000000';
const AT = '2026-01-02T03:04:05.000Z';
const model = { name: 'small', model: 'qwen', tier: 1 };
const step = (id: string, dependsOn: string[] = []) => ({
  id,
  description: `do ${id}`,
  dependsOn,
  modelTier: 1,
  verificationTier: 2,
  isCriticalPath: true,
  acceptanceCriteria: 'it works',
  expectedOutputs: [],
  checks: [],
});
const outcome = (stage: string, value: unknown): unknown => outcomeShapeOf(`${stage}.${TASK}._.1`)(value, '/outcome');
const verdict = { passed: true, issues: [], confidence: 0.9, suggestion: '' };

describe('what a worker sends', () => {
  it('comes out as it went in when it is as agreed', () => {
    const message = {
      role: 'assistant',
      content: 'ok',
      toolCalls: [{ id: 'c', name: 't', arguments: { a: { b: [1, null, true] } } }],
    };
    const usage = { promptTokens: 1, completionTokens: 2, estimated: true };
    const reply = {
      kind: 'reply',
      n: 1,
      at: AT,
      message,
      model,
      usage,
      finish: 'stop',
      tookMs: 3.5,
      firstTokenMs: null,
      notes: ['x'],
    };
    expect(entryShape(reply, '')).toEqual(reply);
    const inDoubt = { name: 'b', passed: true, detail: '', doubt: { because: 'it deletes a', paths: ['a'] } };
    const passed = {
      kind: 'passed',
      tier: 2,
      verdict,
      checks: [{ name: 'a', passed: true, detail: '' }, inDoubt],
      model: { ...model, endpoint: 'far:11434' },
      basis: 'check',
    };
    expect(outcome('verify', passed)).toEqual(passed);
    const entry = { type: 'decision', summary: 's', detail: 'd', tags: ['t'], relevanceTo: [] };
    const extracted = { kind: 'extracted', entries: [entry], dropped: 1, makeshift: 'read from a list' };
    expect(outcome('extract', extracted)).toEqual(extracted);
    const planned = { kind: 'planned', subtasks: [step('a'), step('b', ['a', 'kept-from-before'])], repairs: [] };
    expect(outcome('plan', planned)).toEqual(planned);
  });

  it('loses every field that was not agreed on', () => {
    const note = { kind: 'note', n: 1, at: AT, text: 'x', evil: 1, taskId: TASK };
    expect(entryShape(note, '')).toEqual({ kind: 'note', n: 1, at: AT, text: 'x' });
  });

  it.each([
    ['an outcome of another stage', 'execute', { kind: 'passed', tier: 1, verdict, checks: [] }, '/outcome/kind'],
    [
      'a pass whose verdict says no',
      'verify',
      { kind: 'passed', tier: 1, verdict: { ...verdict, passed: false }, checks: [] },
      '/outcome/verdict/passed',
    ],
    [
      'a confidence above one',
      'verify',
      { kind: 'passed', tier: 1, verdict: { ...verdict, confidence: 2 }, checks: [] },
      '/outcome/verdict/confidence',
    ],
    [
      'a plan that goes round',
      'plan',
      { kind: 'planned', subtasks: [step('a', ['b']), step('b', ['a'])], repairs: [] },
      '/outcome/subtasks',
    ],
    ['a plan without steps', 'plan', { kind: 'planned', subtasks: [], repairs: [] }, '/outcome/subtasks'],
    [
      'a step whose id is a path',
      'plan',
      { kind: 'planned', subtasks: [step('../x')], repairs: [] },
      '/outcome/subtasks/0/id',
    ],
    [
      'words put into the mouth of a person',
      'extract',
      {
        kind: 'extracted',
        dropped: 0,
        entries: [{ type: 'user_instruction', summary: 's', detail: 'd', tags: [], relevanceTo: [] }],
      },
      '/outcome/entries/0/type',
    ],
    [
      'a head that is an option of git',
      'execute',
      {
        kind: 'claimed_done',
        summary: '',
        model,
        head: '--upload-pack=x',
        toolCalls: 0,
        failedToolCalls: 0,
        ended: 'finish',
      },
      '/outcome/head',
    ],
    ['a kind that every object has', 'plan', { kind: 'constructor' }, '/outcome/kind'],
  ])('is refused for %s, pointing at it', (_, stage, value, pointer) => {
    const refusal = (): unknown => outcome(stage, value);
    expect(refusal).toThrow(UnreadablePayload);
    try {
      refusal();
    } catch (error) {
      expect(error).toMatchObject({ pointer });
    }
  });

  it.each([
    ['half a surrogate pair', { kind: 'note', n: 1, at: AT, text: '\ud800' }],
    ['NUL', { kind: 'note', n: 1, at: AT, text: '\0' }],
    ['a number that is none', { kind: 'note', n: NaN, at: AT, text: '' }],
    ['a time that is none', { kind: 'note', n: 1, at: 'yesterday', text: '' }],
    ['arguments without end', { kind: 'call', n: 1, at: AT, callId: 'c', tool: 't', arguments: deep(100) }],
    [
      'arguments with a prototype',
      { kind: 'call', n: 1, at: AT, callId: 'c', tool: 't', arguments: JSON.parse('{"__proto__":1}') },
    ],
    ['a text above every bound', { kind: 'note', n: 1, at: AT, text: 'x'.repeat(300_000) }],
  ])('is refused for %s', (_, entry) => {
    expect(() => entryShape(entry, '')).toThrow(UnreadablePayload);
  });

  it('never makes a reader fail in any other way', () => {
    const readers = [
      ...Object.values(WORKER_CALLS).map((read) => (value: unknown) => read(value, '')),
      readFinish,
      (value: unknown) => workerCardShape(value, ''),
      (value: unknown) => leaseShape(value, ''),
      (value: unknown) => entryShape(value, ''),
      (value: unknown) => tokenPiecesShape(value, ''),
      (value: unknown) => outcome('plan', value),
    ];
    fc.assert(
      fc.property(fc.constantFrom(...readers), fc.anything(), (read, value) => {
        try {
          read(value);
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadablePayload);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

function deep(levels: number): Record<string, unknown> {
  return levels === 0 ? {} : { in: deep(levels - 1) };
}
