import { describe, expect, it } from 'vitest';
import { json } from '#testing';
import { judging } from './judging.js';

const at = judging();

describe('VerifySubtask, whose judge contradicts itself,', () => {
  const both = json({ passed: true, issues: ['b.py missing'], confidence: 0.2 });

  it('asks about each criterion where the second answer contradicts itself too, and takes that', async () => {
    const outcome = await at.verify([both, both, json({ criteria: [{ number: 1, met: false, evidence: 'no b.py' }] })]);
    expect(outcome).toMatchObject({ kind: 'rejected', tier: 2, verdict: { confidence: 0.5 } });
    expect(at.bench.server.requests[2]?.messages.at(-1)?.content).toContain('each criterion by itself');
  });

  it('is inconclusive where that names evidence nobody was shown', async () => {
    const made = json({ criteria: [{ number: 1, met: true, evidence: 'def nowhere(): pass' }] });
    expect(await at.verify([both, both, made])).toMatchObject({
      kind: 'inconclusive',
      failure: { code: 'unreadable_reply', because: expect.stringMatching(/b\.py missing.*evidence/) as string },
    });
  });
});
