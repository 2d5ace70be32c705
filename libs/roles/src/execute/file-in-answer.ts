import type { SubtaskSpec } from '#domain';
import { stated } from '../verify/stated/facts.js';

/** A file that a model has shown instead of writing it. */
export interface ShownFile {
  readonly path: string;
  readonly content: string;
}

/** Blocks that show what to type, not what a file holds. */
const COMMANDS = /^(?:bash|sh|shell|zsh|console|terminal|powershell|diff|patch)$/i;
/** What a block may call its language, by the type of the file. */
const LANGUAGES: Readonly<Record<string, RegExp>> = {
  py: /^(?:python3?|py)$/,
  js: /^(?:javascript|js|node|mjs|cjs|jsx)$/,
  mjs: /^(?:javascript|js|node|mjs)$/,
  cjs: /^(?:javascript|js|node|cjs)$/,
  jsx: /^(?:javascript|js|jsx|react)$/,
  ts: /^(?:typescript|ts)$/,
  tsx: /^(?:typescript|ts|tsx|react)$/,
  json: /^(?:jsonc?|json5)$/,
  yaml: /^ya?ml$/,
  yml: /^ya?ml$/,
  html: /^(?:html?5?|xml)$/,
  htm: /^(?:html?5?|xml)$/,
  svg: /^(?:svg|xml|html)$/,
  md: /^(?:markdown|md|text|txt|plain|plaintext)$/,
  txt: /^(?:text|txt|plain|plaintext)$/,
  csv: /^(?:csv|text|txt|plain|plaintext)$/,
  sh: /^(?:bash|sh|shell|zsh)$/,
  bash: /^(?:bash|sh|shell)$/,
  ps1: /^(?:powershell|ps1|pwsh)$/,
  go: /^(?:go|golang)$/,
  rs: /^(?:rust|rs)$/,
  rb: /^(?:ruby|rb)$/,
  kt: /^(?:kotlin|kt)$/,
  cs: /^(?:csharp|cs|c#)$/,
  c: /^(?:c|cpp)$/,
  h: /^(?:c|h|cpp|c\+\+)$/,
  cpp: /^(?:cpp|c\+\+|cc)$/,
  hpp: /^(?:cpp|c\+\+|hpp)$/,
  ini: /^(?:ini|toml|conf|properties|text)$/,
  cfg: /^(?:ini|cfg|conf|text)$/,
  env: /^(?:env|dotenv|ini|text|properties)$/,
  makefile: /^(?:make|makefile)$/,
};
/** Whether a block says nothing of its language, or that of the file. */
function fits(language: string, path: string): boolean {
  if (language === '' || language === path) return true;
  const type = path.slice(Math.max(path.lastIndexOf('.'), path.lastIndexOf('/')) + 1).toLowerCase();
  return language.toLowerCase() === type || LANGUAGES[type]?.test(language.toLowerCase()) === true;
}

/** Longer answers are not looked through. */
const LONGEST = 200_000;

/** Paths of the files that a subtask is to make, each once; none of scratch, and no patterns. Pure. */
export function filesWanted({ description, acceptanceCriteria, expectedOutputs }: SubtaskSpec): string[] {
  const { facts } = stated(`${description}\n${acceptanceCriteria}`);
  const made = facts.flatMap((fact) => (fact.kind === 'made' ? [fact.path] : []));
  const outputs = expectedOutputs.filter((path) => !path.startsWith('scratch://') && !/[*?[{]/.test(path));
  return [...new Set([...made, ...outputs].map((path) => path.replace(/^\.\//, '')))];
}

/**
 * The one file a subtask asks for, as it stands in an answer: only where exactly one new file is expected and exactly
 * one block can be it. Pure.
 */
export function fileInAnswer(answer: string, subtask: SubtaskSpec, there: ReadonlySet<string>): ShownFile | null {
  const [path, ...others] = filesWanted(subtask);
  if (path === undefined || others.length > 0 || there.has(path)) return null;
  const blocks = blocksIn(answer.slice(0, LONGEST));
  const [only, ...rest] = blocks;
  const typed = only === undefined || rest.length > 0 ? null : typedFile(only);
  if (typed !== null) return typed.path === path ? typed : null;
  const [block, ...more] = blocks.filter(
    ({ language, body }) => body.trim() !== '' && (!COMMANDS.test(language) || fits(language, path)),
  );
  if (block === undefined || more.length > 0 || !fits(block.language, path)) return null;
  return { path, content: `${block.body}\n` };
}

/** A block that is one command, by which the shell writes a file word for word; null when it is none. */
function typedFile({ language, body }: Block): ShownFile | null {
  if (language !== '' && !COMMANDS.test(language)) return null;
  const lines = body.trim().split('\n');
  const command = lines[0] ?? '';
  const [, before, quote = '', mark = '', behind] =
    /^(?:\$ )?cat\s+(?:>\s*([\w./-]{1,200})\s*)?<<\s*(['"]?)(\w{1,40})\2\s*(?:>\s*([\w./-]{1,200})\s*)?$/.exec(
      command,
    ) ?? [];
  const path = before ?? behind;
  if (path === undefined || (before !== undefined && behind !== undefined)) return null;
  const text = lines.slice(1, -1);
  if (lines.length < 3 || lines.at(-1) !== mark || text.includes(mark)) return null;
  // Without quotes the shell fills things in.
  if (quote === '' && /[$`\\]/.test(text.join(''))) return null;
  return { path: path.replace(/^(?:\.\/)+/, ''), content: `${text.join('\n')}\n` };
}

interface Block {
  readonly language: string;
  readonly body: string;
}

/** Fenced blocks that close; a fence closes with its own kind, at least as long. */
function blocksIn(text: string): Block[] {
  const blocks: Block[] = [];
  let open: { readonly fence: string; readonly language: string; readonly lines: string[] } | null = null;
  for (const line of text.split(/\r?\n/)) {
    const [, fence = '', info = ''] = /^ {0,3}(`{3,}|~{3,})[ \t]*([^`]*)$/.exec(line) ?? [];
    if (open === null) {
      if (fence !== '') open = { fence, language: info.trim().split(/\s/)[0] ?? '', lines: [] };
    } else if (fence.startsWith(open.fence) && info.trim() === '') {
      blocks.push({ language: open.language, body: open.lines.join('\n') });
      open = null;
    } else open.lines.push(line);
  }
  return blocks;
}
