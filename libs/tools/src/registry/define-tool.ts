import type { Recollection } from '#contracts';
import type { JsonSchema } from '#domain';
import type { AttemptTree, ToolResult } from '#roles';
import type { TreePaths } from '../paths/tree-paths.js';
import type { Sandbox } from '../shell/sandbox.js';

/** One argument of a tool: the part of JSON Schema that every server passes on to its model. */
export interface Field {
  readonly type: 'string' | 'integer' | 'boolean';
  readonly description: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  /** Characters; 1 refuses the empty string. */
  readonly minLength?: number;
  /** What its text is; never shown to a model. */
  readonly holds?: 'command';
  /** Taken, since models know it from other tools, and never offered. */
  readonly unoffered?: true;
}
export type Fields = Readonly<Record<string, Field>>;

type ValueOf<F extends Field> = F['type'] extends 'string' ? string : F['type'] extends 'integer' ? number : boolean;
export type InputOf<F extends Fields, R extends keyof F> = { readonly [K in R]: ValueOf<F[K]> } & {
  readonly [K in Exclude<keyof F, R>]?: ValueOf<F[K]>;
};

/** What a tool may use while it runs. */
export interface ToolRun {
  readonly tree: AttemptTree;
  readonly paths: TreePaths;
  readonly sandbox: Sandbox;
  /** Aborted when the call is cancelled or its time is up. */
  readonly signal: AbortSignal;
  readonly seen: Set<string>;
  readonly asked: string;
  /** Commit of the tree before the work. */
  readonly base?: string;
  readonly shellTimeoutSeconds: number;
  /** Command that a person has approved for this call. */
  readonly approvedCommand?: string;
  readonly searchMemory: (query: string) => Promise<readonly Recollection[]>;
}

/** What a tool saw. The registry bounds it, takes the snapshot and words it for the model. */
export interface Observation {
  readonly success: boolean;
  readonly output: string;
  readonly error?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  /** Workspace-relative paths that may have changed; absent = unknown, so the snapshot looks everywhere. */
  readonly touched?: readonly string[];
  /** What had to be mended in what the model sent, each a sentence; for the log. */
  readonly mended?: readonly string[];
  readonly finish?: ToolResult['finish'];
}

export interface Tool {
  readonly name: string;
  readonly about: string;
  readonly fields: Fields;
  readonly required: readonly string[];
  /** Other names models use for an argument, best known first. */
  readonly aliases: Readonly<Record<string, readonly string[]>>;
  /** Words that mean one of a field's `enum`, by field. */
  readonly synonyms: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** A tiny valid call, shown when an argument is missing. */
  readonly example: Readonly<Record<string, unknown>>;
  readonly mutating: boolean;
  /** Milliseconds; 0 = the tool keeps its own clock. */
  readonly timeoutMs: number;
  run(input: Readonly<Record<string, unknown>>, run: ToolRun): Promise<Observation>;
}

interface ToolDefinition<F extends Fields, R extends keyof F & string> {
  readonly name: string;
  readonly about: string;
  readonly fields: F;
  readonly required: readonly R[];
  readonly aliases?: { readonly [K in keyof F]?: readonly string[] };
  readonly synonyms?: { readonly [K in keyof F]?: Readonly<Record<string, string>> };
  readonly example: InputOf<F, R>;
  readonly mutating?: boolean;
  readonly timeoutMs?: number;
  run(input: InputOf<F, R>, run: ToolRun): Promise<Observation>;
}

/** Fixes a tool's argument types from its fields; `run` is only ever called with input that passed them. */
export function defineTool<const F extends Fields, const R extends keyof F & string>(
  definition: ToolDefinition<F, R>,
): Tool {
  return {
    name: definition.name,
    about: definition.about,
    fields: definition.fields,
    required: definition.required,
    aliases: (definition.aliases ?? {}) as Readonly<Record<string, readonly string[]>>,
    synonyms: (definition.synonyms ?? {}) as Tool['synonyms'],
    example: definition.example,
    mutating: definition.mutating ?? false,
    timeoutMs: definition.timeoutMs ?? 10_000,
    run: (input, run) => definition.run(input as InputOf<F, R>, run),
  };
}

/** The schema shown to the model: built from the very fields the input is checked against. */
export function schemaOf(tool: Tool): JsonSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(tool.fields).flatMap(([key, { holds: _holds, unoffered, ...shown }]) =>
        unoffered === true ? [] : [[key, shown]],
      ),
    ),
    required: tool.required,
    additionalProperties: false,
  };
}

export const done = (output: string, more: Omit<Observation, 'success' | 'output' | 'error'> = {}): Observation => ({
  success: true,
  output,
  ...more,
});

export const failed = (error: string, more: Omit<Observation, 'success' | 'error'> | null = null): Observation => ({
  success: false,
  output: '',
  touched: [],
  ...more,
  error,
});
