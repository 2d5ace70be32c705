import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import { escapePointer } from '../edge/json-pointer.js';
import { invalid, type FieldFault } from '../errors/problem-error.js';

/** Refuses what a DTO does not name, and says of each wrong field where it is and what it may be. */
export const createValidationPipe = (): ValidationPipe =>
  new RequestPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => invalid(errors.flatMap((error) => faultsOf(error, ''))),
  });

function faultsOf(error: ValidationError, parent: string): FieldFault[] {
  const pointer = `${parent}/${escapePointer(error.property)}`;
  const own = Object.entries(error.constraints ?? {}).map(([rule, detail]) => ({
    pointer,
    detail: rule === 'whitelistValidation' ? 'is not a field of this request' : withoutName(detail, error.property),
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, pointer))];
}

/** The pointer names the field; class-validator's sentence need not begin with it again. */
function withoutName(detail: string, name: string): string {
  const start = [`${name} `, `${name}: `].find((said) => detail.startsWith(said)) ?? '';
  return detail.slice(start.length);
}

/** Keys by which class-transformer and class-validator could be led to another class than the DTO. */
const MISLEADING: ReadonlySet<string> = new Set(['constructor', 'prototype', '__proto__']);

/** Nest's pipe drops such keys without a word; a request that holds one is refused instead. */
class RequestPipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (this.toValidate(metadata)) {
      const pointer = misleadingKeyIn(value, '');
      if (pointer !== null) throw invalid([{ pointer, detail: 'is a key that cannot be taken' }]);
    }
    return super.transform(value, metadata) as Promise<unknown>;
  }
}

function misleadingKeyIn(value: unknown, at: string): string | null {
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, item] of Object.entries(value)) {
    const pointer = `${at}/${escapePointer(key)}`;
    if (!Array.isArray(value) && MISLEADING.has(key)) return pointer;
    const inside = misleadingKeyIn(item, pointer);
    if (inside !== null) return inside;
  }
  return null;
}
