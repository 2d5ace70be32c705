// Lets a child process of a spec run TypeScript: `node --import <this file> program.ts`.
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import { transformFile } from '@swc/core';

if (isMainThread) register(import.meta.url);

export function resolve(specifier, context, next) {
  if (specifier.startsWith('#')) {
    return { url: new URL(`../../${specifier.slice(1)}/src/index.ts`, import.meta.url).href, shortCircuit: true };
  }
  const fromTypeScript = context.parentURL?.endsWith('.ts') && specifier.startsWith('.');
  return next(fromTypeScript ? specifier.replace(/\.js$/, '.ts') : specifier, context);
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const { code } = await transformFile(fileURLToPath(url), { module: { type: 'es6' } });
  return { format: 'module', source: code, shortCircuit: true };
}
