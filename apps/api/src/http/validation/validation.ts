import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { escapePointer } from '../edge/json-body.js';
import { invalid, type FieldFault } from '../errors/problem-error.js';

/** Refuses what a DTO does not name, and says of each wrong field where it is and what it may be. */
export const createValidationPipe = (): ValidationPipe =>
  new ValidationPipe({
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
const withoutName = (detail: string, name: string): string =>
  detail.startsWith(`${name} `) ? detail.slice(name.length + 1) : detail;
