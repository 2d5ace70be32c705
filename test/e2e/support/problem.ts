import { expect } from 'vitest';
import type { Problem } from '#contracts';
import type { Answer } from './api-caller.js';

/** Refused with a problem document of this status. */
export function expectProblem(answer: Answer<unknown>, status: number): Problem {
  expect([answer.status, answer.text]).toEqual([status, answer.text]);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  const problem = answer.body as Problem;
  expect(problem).toMatchObject({
    status,
    title: expect.stringMatching(/\w/) as string,
    detail: expect.stringMatching(/\w/) as string,
    type: expect.any(String) as string,
  });
  return problem;
}
