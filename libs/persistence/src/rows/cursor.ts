import type { TaskRecord } from '#conductor';
import { BadCursor } from '../errors.js';

/** Where a list goes on: behind the task with this time and id. Opaque to whoever holds it. */
export const cursorOf = (last: TaskRecord): string =>
  Buffer.from(JSON.stringify([last.createdAt, last.id])).toString('base64url');

export function readCursor(cursor: string): { createdAt: string; id: string } {
  if (!/^[A-Za-z0-9_-]{1,512}$/.test(cursor)) throw new BadCursor();
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new BadCursor();
  }
  const [createdAt, id] = Array.isArray(parsed) && parsed.length === 2 ? (parsed as unknown[]) : [];
  if (typeof createdAt !== 'string' || typeof id !== 'string') throw new BadCursor();
  return { createdAt, id };
}
