import { statSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import type { ConfigKey } from './key-catalogue.js';
import { nearest } from './nearest.js';
import { hidePasswords } from './redacted-config.js';

/* How a value is read, shown and completed. Each function answers a problem as `{ problem }`, never by throwing. */

export type Read = { readonly value: unknown } | { readonly problem: string };
export type Env = Readonly<Record<string, string | undefined>>;

/** A value in a message: short, and never a secret. */
export function showValue(key: ConfigKey, value: unknown): string {
  if (key.secret) return 'its value';
  if (value instanceof Date) return 'a date';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return 'a table';
  const text = hidePasswords(JSON.stringify(value) ?? 'nothing').replace(/(^"|\/\/)[^/@"\s]*@/g, '$1***@');
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

/** The sentence for a value that is not `key.allowed`. */
export function wrongValue(key: ConfigKey, value: unknown): string {
  const words = key.choices ?? [...key.allowed.matchAll(/"([a-z_]+)"/g)].map((match) => match[1] ?? '');
  const items: unknown[] = Array.isArray(value) ? value : [value];
  const stranger = items.find((item): item is string => typeof item === 'string' && !words.includes(item));
  const meant = stranger === undefined || words.length === 0 || key.secret ? null : nearest(stranger, words);
  return `${showValue(key, value)} is not allowed, it has to be ${key.allowed}.${meant === null ? '' : ` Did you mean "${meant}"?`}`;
}

/** `${NAME}` becomes the variable's value, `$${` a plain `${`. */
export function expandVariables(text: string, env: Env): Read {
  let problem: string | null = null;
  const value = text.replace(
    /\$(\$\{)|\$\{([^}]*)(\}?)/g,
    (_, escaped: string | undefined, name: string, end: string) => {
      if (escaped !== undefined) return escaped;
      if (end === '' || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
        problem ??=
          'a "${" has to be followed by the name of an environment variable and "}"; write "$${" for a plain "${".';
        return '';
      }
      const found = env[name];
      if (found === undefined) problem ??= `the environment variable ${name} is not set.`;
      return found ?? '';
    },
  );
  return problem === null ? { value } : { problem };
}

/** Absolute; `~` is the home folder, and what is relative starts at `from`. */
export function expandPath(path: string, home: string, from: string): string {
  if (path === '~') return home;
  if (/^~[/\\]/.test(path)) return join(home, path.slice(2));
  return isAbsolute(path) ? resolve(path) : resolve(from, path);
}

/**
 * Why an absolute path cannot be what the key wants, `a file` or `a folder`; null where it can. What is not there yet
 * is made. Node makes folders below /proc for ever.
 */
export function unusablePath(path: string, wanted: string): string | null {
  if (path.includes('\0')) return 'a path cannot hold a NUL character.';
  if (/^\/(?:proc|sys)(?:\/|$)/.test(path)) return `"${path}" belongs to the kernel, which keeps no files there.`;
  try {
    const isFolder = statSync(path).isDirectory();
    if (isFolder === (wanted === 'a folder')) return null;
    return `"${path}" is a ${isFolder ? 'folder' : 'file'}, it has to be ${wanted}.`;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOTDIR') return null;
    return `"${path}" lies below something that is no folder.`;
  }
}

/** A value as it stands in an environment variable or on the command line. */
export function readText(key: ConfigKey, text: string): Read {
  const refused = { problem: wrongValue(key, text) };
  const trimmed = text.trim();
  switch (key.type) {
    case 'integer':
      return /^[+-]?\d{1,15}$/.test(trimmed) ? { value: Number(trimmed) } : refused;
    case 'number':
      return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(trimmed) ? { value: Number(trimmed) } : refused;
    case 'boolean':
      if (/^(true|1)$/i.test(trimmed)) return { value: true };
      return /^(false|0)$/i.test(trimmed) ? { value: false } : refused;
    case 'strings':
    case 'paths':
      return {
        value: text
          .split(',')
          .map((item) => item.trim())
          .filter((item) => item !== ''),
      };
    case 'commands':
      try {
        return { value: JSON.parse(text) as unknown };
      } catch {
        return refused;
      }
    case 'string':
    case 'path':
      return { value: text };
  }
}

export const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
