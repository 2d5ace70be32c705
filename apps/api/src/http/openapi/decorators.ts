import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiResponse, getSchemaPath, type ApiPropertyOptions } from '@nestjs/swagger';
import { ProblemDto } from '../dto/problem.dto.js';

const MEANING = {
  400: 'The body, a parameter or a header is wrong; `errors` points at each fault.',
  401: 'The token is missing or wrong.',
  403: 'The Host or Origin header names another site, or the token is of another kind.',
  404: 'There is no such task, subtask or model.',
  409: 'The state the task is in does not allow it.',
  413: 'The body is too large.',
  415: 'The body is not JSON.',
  422: 'The Idempotency-Key was used before with another body.',
  429: 'Too many requests; `Retry-After` says when to ask again.',
  431: 'Address and headers together are too long.',
  500: 'Loom failed; its log says more.',
  503: 'Redis or the database does not answer, or no worker can take the work.',
} as const;
export type ProblemStatus = keyof typeof MEANING;

/** Answers every address can give, whatever it does. */
const EVERYWHERE = [400, 401, 403, 429, 431, 500, 503] as const;

/** The problems an address answers with, beside those that every address may. */
export const ApiProblems = (...statuses: ProblemStatus[]): MethodDecorator & ClassDecorator =>
  ApiOnlyProblems(...statuses, ...EVERYWHERE);

/** The problems an address answers with, and no others. */
export function ApiOnlyProblems(...statuses: ProblemStatus[]): MethodDecorator & ClassDecorator {
  const all = [...new Set(statuses)].sort((a, b) => a - b);
  const content = { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDto) } } };
  return applyDecorators(...all.map((status) => ApiResponse({ status, description: MEANING[status], content })));
}

/** A field that is there and may be null. */
export const ApiNullable = (options: ApiPropertyOptions): PropertyDecorator =>
  ApiProperty({ ...options, nullable: true });

/** A goal, an instruction, what a person says: the white space around it is dropped, and something has to be left. */
export const TEXT = { type: String, minLength: 1, maxLength: 20_000, pattern: '\\S' } as const;
