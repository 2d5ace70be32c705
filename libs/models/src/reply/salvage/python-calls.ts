import type { ToolSchema } from '#domain';
import {
  afterBlanks,
  callFrom,
  define,
  endOfJson,
  objectIn,
  type Arguments,
  type Certainty,
  type WrittenCall,
} from './written-call.js';

/** Deeper values are no arguments of a tool. */
const DEEPEST = 8;

export interface ReadCalls {
  readonly calls: WrittenCall[];
  /** Index after the last of them. */
  readonly end: number;
}

/**
 * `name(key=value, …)`, one after the other or in a list, each perhaps within `print(…)`; null when anything else
 * comes.
 */
export function pythonCalls(
  text: string,
  from: number,
  tools: readonly ToolSchema[],
  certainty: Certainty,
): ReadCalls | null {
  const reader = new Reader(text, afterBlanks(text, from));
  const isList = reader.take('[');
  const calls: WrittenCall[] = [];
  let end = from;
  for (;;) {
    const read = reader.call();
    if (read === null) return isList || calls.length === 0 ? null : { calls, end };
    const call = callFrom(read.name, read.args, tools, certainty);
    if (call === null) return null;
    calls.push(call);
    end = reader.at;
    reader.blanks();
    if (isList && reader.take(']')) return { calls, end: reader.at };
    if (!reader.take(',') && !reader.take(';') && isList) return null;
    reader.blanks();
    if (!isList && reader.at >= text.length) return { calls, end: reader.at };
  }
}

const FAILED = Symbol('no value');

class Reader {
  constructor(
    private readonly text: string,
    public at: number,
  ) {}

  take(piece: string): boolean {
    if (!this.text.startsWith(piece, this.at)) return false;
    this.at += piece.length;
    return true;
  }

  blanks(): void {
    this.at = afterBlanks(this.text, this.at);
  }

  call(): { name: string; args: Arguments } | null {
    this.blanks();
    const printed = this.take('print(');
    this.blanks();
    // What becomes of the result is nobody's business.
    this.word(/(?:(?:const|let|var)\s{1,8})?[A-Za-z_]\w{0,40}\s{0,8}=(?!=)\s{0,8}|return\s{1,8}/y);
    this.word(/await\s{1,8}/y);
    const name = this.word(/[\w.]{1,80}/y)?.replace(/\.call$/, '');
    if (name === undefined || !this.take('(')) return null;
    this.blanks();
    if (this.text[this.at] === '{') return this.callOfObject(name, printed);
    const args: Record<string, unknown> = {};
    for (this.blanks(); !this.take(')'); this.blanks()) {
      const key = this.word(/[A-Za-z_]\w{0,60}/y);
      this.blanks();
      if (key === undefined || !this.take('=')) return null;
      const value = this.value(0);
      if (value === FAILED) return null;
      define(args, key, value);
      this.blanks();
      if (this.take(',')) continue;
      if (this.text[this.at] !== ')') return null;
    }
    this.blanks();
    if (printed && !this.take(')')) return null;
    return { name, args };
  }

  /**
   * `name({key: value})`: code calls many things so, and only the tool's own name, or that behind a word for tools, is
   * it.
   */
  private callOfObject(name: string, printed: boolean): { name: string; args: Arguments } | null {
    const end = endOfJson(this.text, this.at);
    const json = end < 0 ? null : objectIn(this.text.slice(this.at, end));
    if (json !== null) this.at = end;
    const args = json ?? this.value(0);
    this.blanks();
    if (typeof args !== 'object' || args === null || !this.take(')')) return null;
    this.blanks();
    if (printed && !this.take(')')) return null;
    const bare = name.replace(/^(?:tools?|functions?|default_api|api)\./, '');
    return /^[a-z_]+$/.test(bare) ? { name: bare, args: args as Arguments } : null;
  }

  private word(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    this.at += found?.length ?? 0;
    return found;
  }

  private value(depth: number): unknown {
    this.blanks();
    if (depth > DEEPEST) return FAILED;
    const quote = ['"""', "'''", '"', "'", '`'].find((mark) => this.text.startsWith(mark, this.at));
    if (quote !== undefined) return this.string(quote);
    if (this.take('[')) return this.list(depth);
    if (this.take('{')) return this.dict(depth);
    const word = this.word(/[A-Za-z]+|[+-]?\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
    switch (word) {
      case undefined:
        return FAILED;
      case 'True':
      case 'true':
        return true;
      case 'False':
      case 'false':
        return false;
      case 'None':
      case 'null':
        return null;
      default: {
        const number = Number(word.replaceAll('_', ''));
        return Number.isFinite(number) ? number : FAILED;
      }
    }
  }

  private list(depth: number): unknown {
    const items: unknown[] = [];
    for (this.blanks(); !this.take(']'); this.blanks()) {
      const item = this.value(depth + 1);
      if (item === FAILED) return FAILED;
      items.push(item);
      this.blanks();
      if (!this.take(',') && this.text[this.at] !== ']') return FAILED;
    }
    return items;
  }

  private dict(depth: number): unknown {
    const entries: Record<string, unknown> = {};
    for (this.blanks(); !this.take('}'); this.blanks()) {
      const key = this.word(/[A-Za-z_]\w{0,60}(?=\s{0,8}:)/y) ?? this.value(depth + 1);
      this.blanks();
      if (typeof key !== 'string' || !this.take(':')) return FAILED;
      const value = this.value(depth + 1);
      if (value === FAILED) return FAILED;
      define(entries, key, value);
      this.blanks();
      if (!this.take(',') && this.text[this.at] !== '}') return FAILED;
    }
    return entries;
  }

  private string(quote: string): unknown {
    this.at += quote.length;
    let value = '';
    while (this.at < this.text.length) {
      if (this.take(quote)) return value;
      const c = this.text[this.at++] as string;
      // What would be put in, nobody knows.
      if (quote === '`' && c === '$' && this.text[this.at] === '{') return FAILED;
      if (c !== '\\') {
        value += c;
        continue;
      }
      const escaped = this.text[this.at++];
      if (escaped === undefined) return FAILED;
      const hex = escaped === 'x' ? /[0-9a-fA-F]{2}/y : escaped === 'u' ? /[0-9a-fA-F]{4}/y : null;
      if (hex !== null) {
        const digits = this.word(hex);
        if (digits === undefined) return FAILED;
        value += String.fromCharCode(Number.parseInt(digits, 16));
      } else
        value += ESCAPES[escaped] ?? ((quote === '`' ? '`$\\' : `"'\\`).includes(escaped) ? escaped : `\\${escaped}`);
    }
    return FAILED;
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0', '\n': '' };
