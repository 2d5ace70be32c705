import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { ConfigError, loadConfig, type LoomConfig } from './index.js';

/** Of the test that runs. */
export let root: string;
export let cwd: string;
export let home: string;

/** New folders for each test of a file. */
export function eachInItsFolders(): void {
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'loom-config-'));
    cwd = join(root, 'work');
    home = join(root, 'home');
    mkdirSync(cwd);
    mkdirSync(join(home, '.loom'), { recursive: true });
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));
}

export const load = (text: string | null, env: Record<string, string> = {}): LoomConfig => {
  if (text !== null) writeFileSync(join(cwd, 'loom.toml'), text);
  return loadConfig({ env, cwd, home });
};
export const refusal = (text: string | null, env: Record<string, string> = {}): ConfigError => {
  try {
    load(text, env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('the configuration was accepted');
};

export const MODEL = '[models.main]\nprovider = "ollama"\nbase_url = "http://localhost:11434"\nmodel = "qwen"\n';
