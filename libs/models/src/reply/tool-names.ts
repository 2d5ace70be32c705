import type { ToolSchema } from '#domain';
import { isObject } from './read-arguments.js';

const LONGEST_NAME = 200; // characters, decoration included

/**
 * The offered tool a written name means: exactly, or after special tokens, prefixes (`functions.`), suffixes (`:0`),
 * case and separators are set aside. Null when no single tool is meant.
 */
export function toolNamed(written: string, tools: readonly ToolSchema[]): ToolSchema | null {
  const exact = tools.find((tool) => tool.name === written);
  if (exact) return exact;
  if (written.length > LONGEST_NAME) return null;
  const bare = written.replace(/<\|.*$/s, '').trim();
  const parts = [bare, ...bare.split(/[.:/]/).map((part) => part.trim())].filter((part) => part !== '');
  for (const part of parts) {
    const meant = tools.filter((tool) => fold(tool.name) === fold(part));
    if (meant.length === 1) return meant[0] ?? null;
  }
  return null;
}

const fold = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Whether every required argument is there. */
export function hasRequired(tool: ToolSchema, args: Readonly<Record<string, unknown>>): boolean {
  const required = tool.parameters['required'];
  return !Array.isArray(required) || required.every((key) => typeof key !== 'string' || args[key] !== undefined);
}

/** Brings a value written as text into the type the schema names, where nothing is lost by it. */
export function coerceWritten(tool: ToolSchema, key: string, text: string): unknown {
  const properties = tool.parameters['properties'];
  const property = isObject(properties) ? properties[key] : undefined;
  const type = isObject(property) ? property['type'] : undefined;
  if (type === 'string' || type === undefined) return text;
  try {
    const value = JSON.parse(text.trim()) as unknown;
    if (type === 'integer' ? Number.isInteger(value) : type === 'array' ? Array.isArray(value) : typeof value === type)
      return value;
  } catch {
    if (type === 'boolean' && /^\s*(true|false)\s*$/i.test(text)) return /true/i.test(text);
  }
  return text;
}
