import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { SandboxConfig } from '#config';
import type { ToolContext, ToolResult } from '#roles';
import { contextOf, GitTree } from '../spec/git-tree.js';
import { LocalToolBox } from './local-toolbox.js';
import { chooseSandbox } from './shell/choose-sandbox.js';

export const { sandbox } = await chooseSandbox(new SandboxConfig());

/** Of the test that runs. */
export let tree: GitTree;
export let context: ToolContext;
export const box = new LocalToolBox(sandbox, { shellTimeoutSeconds: 20 });
/** A new tree for each test of a file. */
export function eachInItsTree(): void {
  beforeEach(async () => {
    tree = await GitTree.create();
    context = contextOf(tree);
  });
  afterEach(() => tree.close());
}

export const call = (
  name: string,
  args: Record<string, unknown>,
  over: Partial<ToolContext> = {},
): Promise<ToolResult> => box.run({ id: 'abcdefghi', name, arguments: args }, { ...context, ...over });
export const tell = async (name: string, args: Record<string, unknown>, over?: Partial<ToolContext>) => {
  const result = await call(name, args, over);
  return {
    ...result,
    ...(JSON.parse(result.content) as {
      output: string;
      error?: string;
      data?: Record<string, unknown>;
      files_changed?: string[];
    }),
  };
};
export const at = (path: string): string => join(tree.root, path);
export const put = async (path: string, text: string | Buffer): Promise<void> => {
  await mkdir(join(at(path), '..'), { recursive: true });
  await writeFile(at(path), text);
  await tree.snapshot();
};
export const text = (path: string): Promise<string> => readFile(at(path), 'utf8');
