import type { ChatMessage, ToolSchema } from '#domain';
import { cut, oneLine } from './cut.js';
import { fence } from './fence.js';
import { fill, SECTIONS, type Template } from './template.js';
import { tokensOf, type Budget } from './tokens.js';

/** Something the prompt tells, line by line; lines are left out from the end when room is short. */
export interface Block {
  readonly label: string;
  readonly lines: readonly string[];
}

export interface PromptParts {
  /**
   * Every placeholder but `memory`, `tools`, `nonce` and `wording`; what comes from outside is fenced by the caller.
   */
  readonly values: Readonly<Record<string, string>>;
  /** Most important first: trimmed from the end. Data, so it is fenced here. */
  readonly memory: readonly Block[];
  readonly tools: readonly ToolSchema[];
  readonly nonce: string;
  /** Which of the template's wordings; behind them come pairs, and then they are counted round. */
  readonly wording?: number;
}

export interface ComposedPrompt {
  /** One system message, one user message. */
  readonly messages: readonly ChatMessage[];
  /** What may be offered to the model beside them. */
  readonly tools: readonly ToolSchema[];
  readonly tokens: number;
  readonly fits: boolean;
  /** What was left out, each a sentence. */
  readonly trimmed: readonly string[];
}

/** Tools a small window can do without, the first to go first. The rest is always offered. */
const DISPENSABLE = ['memory_search', 'glob_find', 'move_file', 'delete_file', 'search_files', 'list_directory'];
const LONGEST_LINE = 2000;

/**
 * The seven sections in their order. Over budget, memory goes first, line by line, then the tools; role, task state,
 * subtask, output format and constraints are never touched.
 */
export function composePrompt(template: Template, parts: PromptParts, budget: Budget): ComposedPrompt {
  let blocks: readonly Block[] = parts.memory
    .filter((block) => block.lines.length > 0)
    .map((block) => ({ ...block, lines: block.lines.map((line) => cut(line, LONGEST_LINE)) }));
  let tools = parts.tools;
  let listing: 'described' | 'named' = 'described';
  const trimmed: string[] = [];
  const total = countLines(blocks);

  const compose = () => {
    const messages = render(template, parts, memoryText(blocks, total, parts.nonce), toolsText(tools, listing));
    return { messages, tokens: tokensOf(messages, tools, budget.tokensPerChar) };
  };
  let prompt = compose();
  const over = () => prompt.tokens - budget.maxTokens;
  // A dropped line may cost a note in its place, hence the repetition.
  while (over() > 0 && blocks.length > 0) {
    blocks = dropLines(blocks, Math.ceil(over() / budget.tokensPerChar));
    prompt = compose();
  }
  if (countLines(blocks) < total) trimmed.push(`left out ${total - countLines(blocks)} of ${total} lines of memory`);
  if (over() > 0 && tools.length > 0) {
    listing = 'named';
    prompt = compose();
    trimmed.push('left out the descriptions of the tools');
  }
  for (const name of DISPENSABLE) {
    if (over() <= 0 || !tools.some((tool) => tool.name === name)) continue;
    tools = tools.filter((tool) => tool.name !== name);
    trimmed.push(`left out the tool ${name}`);
    prompt = compose();
  }
  return { messages: prompt.messages, tools, tokens: prompt.tokens, fits: over() <= 0, trimmed };
}

function render(template: Template, parts: PromptParts, memory: string, tools: string): ChatMessage[] {
  const wording = wordingOf(template.wordings, parts.wording ?? 0);
  const values = { ...parts.values, memory, tools, nonce: parts.nonce, wording };
  const [role, ...rest] = SECTIONS.map((section) => fill(template.sections[section], values));
  return [
    { role: 'system', content: (role as string).trim() },
    { role: 'user', content: rest.map((section) => section.trim()).join('\n\n') },
  ];
}

/** The nth opening: each by itself first, then two of them in each order, so that few of them serve many voters. */
function wordingOf(wordings: readonly string[], n: number): string {
  const first = n % wordings.length;
  const second = (first + Math.floor(n / wordings.length)) % wordings.length;
  return [...new Set([first, second])].map((at) => wordings[at] ?? '').join(' ');
}

function memoryText(blocks: readonly Block[], total: number, nonce: string): string {
  const left = total - countLines(blocks);
  const note = left === 0 ? '' : `\n(${left} more lines do not fit here.)`;
  if (blocks.length === 0) return `(nothing)${note}`;
  return blocks.map(({ label, lines }) => `${label}:\n${fence(lines.join('\n'), nonce)}`).join('\n') + note;
}

/** Names and one line each: the schemas travel beside the messages. */
function toolsText(tools: readonly ToolSchema[], listing: 'described' | 'named'): string {
  if (tools.length === 0) return '(none)';
  if (listing === 'named') return tools.map((tool) => tool.name).join(', ');
  return tools.map((tool) => `- ${tool.name}: ${firstSentence(tool.description)}`).join('\n');
}

const firstSentence = (text: string): string => cut(/^.*?[.!?](?=\s|$)/.exec(oneLine(text))?.[0] ?? oneLine(text), 120);

const countLines = (blocks: readonly Block[]): number => blocks.reduce((sum, block) => sum + block.lines.length, 0);

/** Drops lines from the end of the last block until `chars` are saved; blocks without a line go too. */
function dropLines(blocks: readonly Block[], chars: number): Block[] {
  const kept = blocks.map((block) => ({ ...block, lines: [...block.lines] }));
  let saved = 0;
  while (saved < chars && kept.length > 0) {
    const last = kept[kept.length - 1] as { label: string; lines: string[] };
    saved += (last.lines.pop()?.length ?? 0) + 1;
    if (last.lines.length === 0) kept.pop();
  }
  return kept;
}
