import type { SubtaskSpec } from '#domain';
import { stated } from '../verify/stated/facts.js';

/** A file that a model has shown instead of writing it. */
export interface ShownFile {
  readonly path: string;
  readonly content: string;
}

/** Blocks that show what to type, not what a file holds. */
const COMMANDS = /^(?:bash|sh|shell|zsh|console|terminal|powershell|diff|patch)$/i;
const SCRIPT = /\.(?:sh|bash|zsh|ps1|diff|patch)$/i;
/** Longer answers are not looked through. */
const LONGEST = 200_000;

/**
 * The one file a subtask asks for, as it stands in an answer: only where exactly one new file is expected and exactly one
 * block can be it. Pure.
 */
export function fileInAnswer(answer: string, subtask: SubtaskSpec, there: ReadonlySet<string>): ShownFile | null {
  const asked = stated(`${subtask.description}\n${subtask.acceptanceCriteria}`);
  const outputs = subtask.expectedOutputs.filter((path) => !path.startsWith('scratch://') && !/[*?[{]/.test(path));
  const wanted = new Set([...asked.facts.flatMap((fact) => (fact.kind === 'made' ? [fact.path] : [])), ...outputs]);
  const [path, ...others] = wanted;
  if (path === undefined || others.length > 0 || there.has(path)) return null;
  const [block, ...more] = blocksIn(answer.slice(0, LONGEST)).filter(
    ({ language, body }) => body.trim() !== '' && (!COMMANDS.test(language) || SCRIPT.test(path)),
  );
  if (block === undefined || more.length > 0) return null;
  return { path, content: `${block.body}\n` };
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
