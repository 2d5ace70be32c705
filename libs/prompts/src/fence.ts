import { createHash } from 'node:crypto';

/**
 * Marks text from files, tools and models as data. The nonce is unknown to whoever wrote the text, and look-alikes of
 * the border inside it are spoiled, so that nothing in the text can step out of the fence.
 */
export function fence(text: string, nonce: string): string {
  return `[[loom-data ${nonce}]]\n${spoil(text)}\n[[/loom-data ${nonce}]]`;
}

const spoil = (text: string): string => text.replace(/\[\[(\/?)loom-data/gi, '[[$1loom_data');

/** What a fence holds, or null where there is none; the first one counts. */
export function fenced(text: string, nonce: string): string | null {
  const open = `[[loom-data ${nonce}]]\n`;
  const start = text.indexOf(open);
  const end = text.indexOf(`\n[[/loom-data ${nonce}]]`, start);
  return start < 0 || end < 0 ? null : text.slice(start + open.length, end);
}

/** Fixed for an attempt, so that a taken-over attempt goes on with the same one; its id holds a random task id. */
export const nonceOf = (attemptId: string): string =>
  createHash('sha256').update(`fence ${attemptId}`).digest('hex').slice(0, 8);
