import { posix } from 'node:path';
import { Transform } from 'class-transformer';
import { IsOptional, ValidateBy, type ValidationOptions } from 'class-validator';

/**
 * A text of `least` to `most` characters (code points, so that an emoji is one) that is not blank where `least` > 0.
 */
export function IsText(least: number, most: number, options?: ValidationOptions): PropertyDecorator {
  const allowed = `must be text of ${least} to ${most} characters`;
  return ValidateBy(
    {
      name: 'isText',
      validator: {
        validate: (value) => typeof value === 'string' && isBetween(value, least, most),
        defaultMessage: () => (options?.each === true ? `$property: each item ${allowed}` : `$property ${allowed}`),
      },
    },
    options,
  );
}

function isBetween(text: string, least: number, most: number): boolean {
  // A code point is one or two units: most texts need no counting.
  if (text.length < least || text.length > most * 2) return false;
  const length = text.length <= most && least <= 1 ? text.length : [...text].length;
  return length >= least && length <= most;
}

/** Without the white space around it; what is no text stays for the next rule to refuse. */
export const Trimmed = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));

/** A whole number of `least` to `most` in a query, written in digits alone. */
export function IsCount(least: number, most: number): PropertyDecorator {
  const number = Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value,
  );
  const isCount = ValidateBy({
    name: 'isCount',
    validator: {
      validate: (value) => typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most,
      defaultMessage: () => `$property must be a whole number from ${least} to ${most}`,
    },
  });
  return (target, key) => [number, isCount].forEach((rule) => rule(target, key));
}

/**
 * A path below the workspace, of 1 to 4096 characters; without `./` and the like, which no path of a change begins
 * with.
 */
export function IsWorkspacePath(): PropertyDecorator {
  const normalized = Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && value !== '' ? posix.normalize(value) : value,
  );
  const isInside = ValidateBy({
    name: 'isWorkspacePath',
    validator: {
      validate: (value) => typeof value === 'string' && !/^(?:\/|\.\.(?:\/|$))/.test(value),
      defaultMessage: () => '$property must be relative to the workspace and may not lead out of it',
    },
  });
  const isText = IsText(1, 4096);
  return (target, key) => [normalized, isInside, isText].forEach((rule) => rule(target, key));
}

/** Kept exactly as it came (class-transformer would rebuild it), but for null, which says nothing. */
const AsGiven = (): PropertyDecorator =>
  Transform(({ obj, key }: { obj: Record<string, unknown>; key: string }) => obj[key] ?? undefined);

/** Any JSON object of at most `maxBytes` as UTF-8 and `maxDepth` levels. */
export function IsBoundedObject(maxBytes: number, maxDepth: number): PropertyDecorator {
  const isSound = ValidateBy({
    name: 'isBoundedObject',
    validator: {
      validate: (value: unknown) =>
        typeof value === 'object' &&
        value !== null &&
        !Array.isArray(value) &&
        depthOf(value) <= maxDepth &&
        Buffer.byteLength(JSON.stringify(value)) <= maxBytes,
      defaultMessage: () => `$property must be an object of at most ${maxBytes} bytes and ${maxDepth} levels`,
    },
  });
  return (target, key) => {
    AsGiven()(target, key);
    isSound(target, key);
  };
}

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let deepest = 0;
  for (const item of Object.values(value)) deepest = Math.max(deepest, depthOf(item));
  return deepest + 1;
}

/** An address a webhook can be sent to. */
export function IsHttpUrl(maxLength: number): PropertyDecorator {
  return ValidateBy({
    name: 'isHttpUrl',
    validator: {
      validate: (value) => typeof value === 'string' && value.length <= maxLength && isHttp(value),
      defaultMessage: () => `$property must be an http:// or https:// address of at most ${maxLength} characters`,
    },
  });
}

function isHttp(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return (protocol === 'http:' || protocol === 'https:') && hostname !== '';
}

/** May be left out or null; both mean that nothing was said. */
export const May = (): PropertyDecorator => {
  const optional = IsOptional();
  return (target, key) => {
    Transform(({ value }: { value: unknown }) => (value === null ? undefined : value))(target, key);
    optional(target, key);
  };
};
