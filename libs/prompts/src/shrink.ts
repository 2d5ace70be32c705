import type { ChatMessage, ToolSchema } from '#domain';
import { tokensOf, type Budget } from './tokens.js';

export interface Shrunk {
  readonly messages: readonly ChatMessage[];
  readonly fits: boolean;
  /** What was done, each a sentence; empty = nothing. */
  readonly notes: readonly string[];
}

/** Once it must be shortened, down to this share of the budget, so that the next turns extend it untouched. */
const AIM = 0.7;
/** Code units of an old result that stay. */
const KEPT = 240;
/** The latest turns are what the model works with. */
const WHOLE_TURNS = 2;

/**
 * Makes a conversation fit. Untouched when it fits. Otherwise thoughts of old turns go, and old tool results are
 * shortened, oldest first; if that is not enough, whole turns go, oldest first: a call and its results only together.
 * The opening (system and first user message), what the user said later, and the last turn stay.
 */
export function shrinkConversation(
  messages: readonly ChatMessage[],
  tools: readonly ToolSchema[],
  budget: Budget,
): Shrunk {
  const cost = (list: readonly ChatMessage[]) => tokensOf(list, tools, budget.tokensPerChar);
  if (cost(messages) <= budget.maxTokens) return { messages, fits: true, notes: [] };
  const aim = Math.floor(budget.maxTokens * AIM);
  const notes: string[] = [];

  let list = withoutOldThoughts(messages);
  let shortened = 0;
  for (const keepTurns of [WHOLE_TURNS, 1]) {
    const border = startOfTurn(list, keepTurns);
    // Counted down instead of measured anew each time: conversations are long and this runs before a request.
    let tokens = cost(list);
    for (let i = 0; i < border && tokens > aim; i++) {
      const message = list[i] as ChatMessage;
      if (message.role !== 'tool') continue;
      const content = shorten(message.content);
      if (content === message.content) continue;
      tokens -= (message.content.length - content.length) * budget.tokensPerChar;
      list[i] = { ...message, content };
      shortened++;
    }
  }
  if (shortened > 0) notes.push(`shortened ${shortened} old tool results`);

  let dropped = 0;
  // Turns are worth more than room to spare: they go only where shortening was not enough.
  if (cost(list) > budget.maxTokens) {
    for (let turn = oldestTurn(list); turn !== null && cost(list) > aim; turn = oldestTurn(list)) {
      list = [...list.slice(0, turn.from), ...list.slice(turn.to)];
      dropped++;
    }
  }
  if (dropped > 0) {
    notes.push(`left out the ${dropped} oldest turns`);
    list = joinUserMessages(list);
  }
  const over = cost(list) - budget.maxTokens;
  if (over > 0) {
    const cutShort = withShortResults(list, Math.ceil(over / budget.tokensPerChar));
    if (cutShort !== null) notes.push('shortened the results of the last turn, which alone are too long');
    list = cutShort ?? list;
  }
  return { messages: list, fits: cost(list) <= budget.maxTokens, notes };
}

/** The last turn with as many code units less, of its longest result first; null where there are none to take. */
function withShortResults(messages: readonly ChatMessage[], less: number): ChatMessage[] | null {
  const from = startOfTurn(messages, 1);
  const results = messages.flatMap((message, at) => (at >= from && message.role === 'tool' ? [{ message, at }] : []));
  const list = [...messages];
  let left = less;
  for (const { message, at } of results.sort((a, b) => b.message.content.length - a.message.content.length)) {
    if (left <= 0) break;
    const kept = Math.max(KEPT, message.content.length - left - NOTE);
    const content = shorten(message.content, kept, LATEST, TAIL);
    left -= message.content.length - content.length;
    list[at] = { ...message, content };
  }
  return left < less ? list : null;
}

/** Index at which the last `turns` turns begin; a turn begins with an assistant message. */
function startOfTurn(messages: readonly ChatMessage[], turns: number): number {
  let seen = 0;
  for (let i = messages.length - 1; i >= 0; i--) {
    if (messages[i]?.role === 'assistant' && ++seen === turns) return i;
  }
  return 0;
}

/** The oldest assistant message with the tool results that answer it; null when only the last turn is left. */
function oldestTurn(messages: readonly ChatMessage[]): { from: number; to: number } | null {
  const from = messages.findIndex((m) => m.role === 'assistant');
  if (from < 0) return null;
  let to = from + 1;
  while (messages[to]?.role === 'tool') to++;
  return messages.slice(to).some((m) => m.role === 'assistant') ? { from, to } : null;
}

function withoutOldThoughts(messages: readonly ChatMessage[]): ChatMessage[] {
  const border = startOfTurn(messages, 1);
  return messages.map((message, i) => {
    if (message.role !== 'assistant' || i >= border || message.thinking === undefined) return message;
    const { thinking: _thinking, ...rest } = message;
    return rest;
  });
}

/** Servers want user and assistant in turns. */
function joinUserMessages(messages: readonly ChatMessage[]): ChatMessage[] {
  const joined: ChatMessage[] = [];
  for (const message of messages) {
    const last = joined[joined.length - 1];
    if (message.role === 'user' && last?.role === 'user')
      joined[joined.length - 1] = { role: 'user', content: `${last.content}\n\n${message.content}` };
    else joined.push(message);
  }
  return joined;
}

const MARK = '[Loom] Shortened:';
/** Code units that the marks round a shortened result take. */
const NOTE = 300;
const OLD = 'of this old result. Call the tool again to see all of it.';
const LATEST = 'of this result do not fit. Ask for a part of it: some lines, or what a search finds.';

/** Of what stays of a result, the share from its end: a command says there how it went. */
const TAIL = 0.5;

/** Keeps the beginning, and of the end that share, inside a whole fence, so that what follows is not taken for data. */
function shorten(content: string, kept = KEPT, why = OLD, share = 0): string {
  if (content.length <= kept + KEPT) return content;
  const border = /^\[\[loom-data (\w+)\]\]\n/.exec(content);
  const behind = border === null ? -1 : content.lastIndexOf(`\n[[/loom-data ${border[1]}]]`);
  const body = content.slice(border?.[0].length ?? 0, behind < 0 ? undefined : behind);
  const tail = Math.floor(Math.min(kept, body.length) * share);
  const head = `${body.slice(0, kept - tail).replace(/[\ud800-\udbff]$/, '')}…`;
  const end = tail === 0 ? '' : body.slice(-tail).replace(/^[\udc00-\udfff]/, '');
  const note = `${MARK} ${content.length - kept} characters ${why}`;
  const shown = `${head}${end}`;
  return border === null ? `${shown}\n${note}` : `${border[0]}${shown}\n[[/loom-data ${border[1]}]]\n${note}`;
}
