import { scan } from './read-arguments.js';

const TAGS = 'think|thinking|thought|thoughts|reasoning|reflection|scratchpad|seed:think';
/** Marks of other families for the same. */
const OTHER_MARKS: readonly (readonly [RegExp, string])[] = [
  [/\[THINK\]|◁think▷|<\|begin_of_thought\|>|<\|START_THINKING\|>|\[Start thinking\]|<\|channel>thought\b/g, '<think>'],
  [/\[\/THINK\]|◁\/think▷|<\|end_of_thought\|>|<\|END_THINKING\|>|\[End thinking\]|<channel\|>/g, '</think>'],
];
const OPEN_AT_START = new RegExp(`^\\s*<(${TAGS})>`, 'i');
const CLOSE = new RegExp(`</(?:${TAGS})>`, 'gi');
const ANY_TAG = new RegExp(`</?(?:${TAGS})>`, 'gi');

export interface Split {
  readonly text: string;
  readonly thinking: string;
  readonly notes: readonly string[];
}

/**
 * Takes written-out reasoning from an answer: everything up to the last closing tag, with or without an opening one,
 * and all of an answer whose reasoning was opened and never closed.
 */
export function splitReasoning(answer: string): Split {
  const text = stripHarmony(inTags(answer));
  const opened = OPEN_AT_START.exec(text.body);
  const close = lastClose(text.body);
  // A closing tag deep in an answer that opened no reasoning may be part of a file the model writes about.
  if (close !== null && (opened || !insideCode(text.body, close.start))) {
    const thought = text.body.slice(0, close.start).replace(ANY_TAG, '').trim();
    return {
      text: text.body.slice(close.end).trimStart(),
      thinking: join(text.thought, thought),
      notes: opened ? text.notes : [...text.notes, 'reasoning was closed without having been opened'],
    };
  }
  if (opened) {
    return {
      text: '',
      thinking: join(text.thought, text.body.slice(opened[0].length).trim()),
      notes: [...text.notes, 'the reasoning was never closed, so no answer was given'],
    };
  }
  return { text: text.body, thinking: text.thought, notes: text.notes };
}

/** Granite's sentences round its reasoning. */
const IN_SENTENCES = /^\s*Here(?: is|['’]s) my thought process:([^]*?)(?:^|\n)[^\S\n]*Here(?: is|['’]s) my response:/;

/** An answer that opens with a mark of its own for reasoning, in the usual tags; the marks mean nothing elsewhere. */
function inTags(answer: string): string {
  const sentences = IN_SENTENCES.exec(answer);
  if (sentences !== null)
    return `<think>${(sentences[1] ?? '').replace(ANY_TAG, '')}</think>${answer.slice(sentences[0].length)}`;
  if (
    !/^\s*(?:\[THINK\]|◁think▷|<\|begin_of_thought\|>|<\|START_THINKING\|>|\[Start thinking\]|<\|channel>thought\b)/.test(
      answer,
    )
  )
    return answer;
  return OTHER_MARKS.reduce((text, [mark, tag]) => text.replace(mark, tag), answer);
}

function lastClose(text: string): { start: number; end: number } | null {
  let last: { start: number; end: number } | null = null;
  for (const found of text.matchAll(CLOSE)) last = { start: found.index, end: found.index + found[0].length };
  return last;
}

/** Within a code fence, a quoted string on its line, or an argument of a call written as text. */
function insideCode(text: string, at: number): boolean {
  const before = text.slice(0, at);
  if (before.lastIndexOf('<parameter') > before.lastIndexOf('</parameter>')) return true;
  if (before.lastIndexOf('<arg_value>') > before.lastIndexOf('</arg_value>')) return true;
  const json = /^\s*(?:```\w*\s*)?(?:<\w+>\s*)?(?=[{[])/.exec(before);
  if (json !== null && scan(before.slice(json[0].length)).inString) return true;
  const fences = before.match(/```/g)?.length ?? 0;
  const line = before.slice(before.lastIndexOf('\n') + 1);
  // No apostrophes: prose is full of them.
  return fences % 2 === 1 || ['`', '"'].some((quote) => line.split(quote).length % 2 === 0);
}

/** OpenAI's harmony markup: the `final` channel is the answer, all else is reasoning. */
function stripHarmony(text: string): { body: string; thought: string; notes: string[] } {
  if (!/<\|(?:channel|message)\|>/.test(text)) return stripBareHarmony(text) ?? { body: text, thought: '', notes: [] };
  const body: string[] = [];
  const thought: string[] = [];
  for (const piece of text.split(/<\|(?:end|return|call)\|>/)) {
    const header =
      /^(.*?)(?:<\|start\|>[^<]*)?(?:<\|channel\|>\s*([a-z]+)\b[^<]*)?(?:<\|constrain\|>[^<]*)?<\|message\|>/s.exec(
        piece,
      );
    const content = header ? piece.slice(header[0].length) : piece;
    const before = header?.[1] ?? '';
    const recipient = header === null ? undefined : /\bto=([\w.:-]{1,80})/.exec(header[0])?.[1];
    if (recipient !== undefined && content.trim() !== '') {
      // A message to a tool is a call: brought into the form that calls in text are read from.
      body.push(`${before.replace(/<\|start\|>.*$/s, '')}<tool_call>${callText(recipient, content)}</tool_call>`);
      continue;
    }
    if (before.trim() !== '') body.push(before);
    // What is told beside a call may be the arguments of one that lacks its name.
    const isThought =
      header?.[2] === 'analysis' || (header?.[2] === 'commentary' && !content.trimStart().startsWith('{'));
    if (isThought) thought.push(content);
    else body.push(content);
  }
  const clean = (parts: string[]): string =>
    parts
      .join('\n')
      .replace(/<\|[a-z_]+\|>/g, '')
      .trim();
  return { body: clean(body), thought: clean(thought), notes: ['channel markup was stripped from the answer'] };
}

const BARE_CHANNEL = /^(analysis|commentary|final)(?:\s{0,3}to=([\w.:-]{1,80}))?\s{0,3}(?:(?:code|json)(?=\s{0,3}\{))?/;

/** The same after a server has taken its special tokens out: "analysis…assistantfinal…". Null when it is none. */
function stripBareHarmony(text: string): { body: string; thought: string; notes: string[] } | null {
  if (!/^\s*(?:analysis|commentary)/.test(text) || !/assistant(?:final|commentary)/.test(text)) return null;
  const body: string[] = [];
  const thought: string[] = [];
  for (const piece of text.trimStart().split(/assistant(?=final|commentary|analysis)/)) {
    const [header = '', channel, recipient] = BARE_CHANNEL.exec(piece) ?? [];
    const content = piece.slice(header.length);
    if (recipient !== undefined) body.push(`<tool_call>${callText(recipient, content)}</tool_call>`);
    else (channel === 'final' ? body : thought).push(content);
  }
  return {
    body: body.join('\n').trim(),
    thought: thought.join('\n').trim(),
    notes: ['channel names were stripped from the answer'],
  };
}

const callText = (name: string, content: string): string =>
  `{"name":${JSON.stringify(name)},"arguments":${content.trim()}}`;

const join = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n');
