import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { imageProblem, imageSaid } from './image-said.js';

const CREATE = 'Create a Dockerfile based on python:3.12 that exposes port 8000 and runs app.py.';
const problem = (told: string, text: string): string | null => {
  const said = imageSaid(told);
  return said === null ? null : imageProblem(said, text);
};

describe('an image', () => {
  it.each([
    [CREATE, 'FROM python:3.12\nEXPOSE 80\n', 'Dockerfile does not expose port 8000'],
    [CREATE, 'FROM python:3.12\nCMD ["python", "app.py"]\n', 'Dockerfile does not expose port 8000'],
    [CREATE, 'FROM python:3.11\nEXPOSE 8000\n', 'Dockerfile is not based on python:3.12: FROM python:3.11'],
    ['Write a Dockerfile using the image node:20-alpine.', 'FROM node:20\n', 'is not based on node:20-alpine'],
  ])('is another one: %s %j', (told, text, fault) => {
    expect(problem(told, text)).toContain(fault);
  });

  it.each([
    [CREATE, 'FROM docker.io/library/python:3.12 AS app\nEXPOSE 8000/tcp\n'],
    [CREATE, 'FROM python:3.12\nEXPOSE 80 \\\n  8000\n'],
    [CREATE, 'FROM python:3.12-slim\nEXPOSE 8000\n'],
    [CREATE, 'ARG PORT=8000\nFROM python:3.12\nEXPOSE $PORT\n'],
    [`${CREATE} Use a build stage.`, 'FROM python:3.11\n'],
    ['Change the Dockerfile so that it exposes port 8000 instead.', 'FROM x\nEXPOSE 1\n'],
    ['Create a compose.yml for python:3.12 that exposes port 8000.', 'x'],
  ])('is that one, or nobody knows: %s %j', (told, text) => {
    expect(problem(told, text)).toBeNull();
  });

  it('is read in linear time', () => {
    assertLinear(imageSaid, 'based on a:', 5000, { start: 'Create a Dockerfile ' });
    assertLinear(imageSaid, 'exposes port ', 5000, { start: 'Create a Dockerfile ' });
    const said = imageSaid(CREATE);
    for (const unit of ['FROM a\n', 'EXPOSE ', ' ', '\\\n'])
      assertLinear((text) => imageProblem(said!, text), unit, 20_000);
  });
});
