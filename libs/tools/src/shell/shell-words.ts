/** One simple command of a script: its words, and how its output goes on. */
export interface SimpleCommand {
  readonly words: readonly Word[];
  /** Targets of `>` and `>>`. */
  readonly writes: readonly string[];
  /** Its output is piped into the next command. */
  readonly piped: boolean;
}

export interface Word {
  /** Quotes taken off, variables left as written. */
  readonly text: string;
  /** Commands inside `$( )`, backquotes or `<( )`. */
  readonly inner: readonly string[];
}

const MAX_SCRIPT = 100_000;

/**
 * Reads a script roughly as a shell does: quotes, separators, pipes, redirections and command substitutions. Good
 * enough to see what a model is about to do; not a wall, since a shell has endless ways to say the same. Pure.
 */
export function splitScript(script: string): SimpleCommand[] {
  const text = withoutHeredocs(script.slice(0, MAX_SCRIPT)).replace(/\\\n/g, ' ');
  const commands: SimpleCommand[] = [];
  let words: Word[] = [];
  let writes: string[] = [];
  let word = '';
  let inner: string[] = [];
  let hasWord = false;
  let redirect = false;

  const endWord = (): void => {
    if (!hasWord) return;
    if (redirect) writes.push(word);
    else words.push({ text: word, inner });
    [word, inner, hasWord, redirect] = ['', [], false, false];
  };
  const endCommand = (piped: boolean): void => {
    endWord();
    redirect = false;
    if (words.length > 0 || writes.length > 0) commands.push({ words, writes, piped });
    [words, writes] = [[], []];
  };

  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    const next = text[i + 1] ?? '';
    if (c === '\\') {
      word += next;
      hasWord = true;
      i++;
    } else if (c === "'") {
      const end = text.indexOf("'", i + 1);
      word += text.slice(i + 1, end === -1 ? undefined : end);
      hasWord = true;
      i = end === -1 ? text.length : end;
    } else if (c === '"') {
      const { end, content, commands: nested } = doubleQuoted(text, i + 1);
      word += content;
      inner.push(...nested);
      hasWord = true;
      i = end;
    } else if ((c === '$' || c === '<' || c === '>') && next === '(') {
      const end = closing(text, i + 1);
      inner.push(text.slice(i + 2, end));
      word += '$()';
      hasWord = true;
      i = end;
    } else if (c === '`') {
      const end = text.indexOf('`', i + 1);
      inner.push(text.slice(i + 1, end === -1 ? undefined : end));
      word += '$()';
      hasWord = true;
      i = end === -1 ? text.length : end;
    } else if (c === '#' && !hasWord) {
      const end = text.indexOf('\n', i);
      i = end === -1 ? text.length : end - 1;
    } else if (c === '>' || c === '<') {
      // A number right before belongs to the redirection: 2>/dev/null.
      if (hasWord && /^\d+$/.test(word)) [word, hasWord] = ['', false];
      endWord();
      if (next === c || next === '|') i++;
      if (text[i + 1] === '&') i++;
      redirect = c === '>';
    } else if (c === '&' && next === '>') {
      endWord();
      redirect = true;
      i += text[i + 2] === '>' ? 2 : 1;
    } else if (c === ' ' || c === '\t') {
      endWord();
    } else if (c === '|' && next !== '|') {
      endCommand(true);
      if (next === '&') i++;
    } else if (c === '\n' || c === ';' || c === '&' || c === '|' || c === '(' || c === ')') {
      endCommand(false);
      if (next === c) i++;
    } else {
      word += c;
      hasWord = true;
    }
  }
  endCommand(false);
  return commands;
}

/** The command's words without what only wraps it: assignments, sudo, env, time and the like. */
export function argv({ words }: SimpleCommand): string[] {
  const texts = words.map((word) => word.text);
  for (;;) {
    const [first] = texts;
    if (first === undefined) return texts;
    if (/^[A-Za-z_]\w*=/.test(first)) texts.shift();
    else if (
      /^(?:sudo|doas|env|command|builtin|exec|nohup|time|nice|ionice|then|do|else|if|while|until|!|\{)$/.test(first)
    ) {
      texts.shift();
      while (texts[0]?.startsWith('-') === true) texts.shift();
    } else return [first.replace(/^.*\//, ''), ...texts.slice(1)];
  }
}

/** The text of a heredoc is data, mostly of a file that is being written. */
function withoutHeredocs(script: string): string {
  if (!script.includes('<<')) return script;
  const kept: string[] = [];
  let until: string | null = null;
  for (const line of script.split('\n')) {
    if (until !== null) {
      if (line.trim() === until) until = null;
      continue;
    }
    kept.push(line);
    until = /(?<!<)<<-?\s*(?:"(\w+)"|'(\w+)'|\\?(\w+))/.exec(line)?.slice(1).find(Boolean) ?? null;
  }
  return kept.join('\n');
}

function doubleQuoted(text: string, start: number): { end: number; content: string; commands: string[] } {
  let content = '';
  const commands: string[] = [];
  let i = start;
  for (; i < text.length && text[i] !== '"'; i++) {
    if (text[i] === '\\') {
      content += text[++i] ?? '';
    } else if (text[i] === '$' && text[i + 1] === '(') {
      const end = closing(text, i + 1);
      commands.push(text.slice(i + 2, end));
      content += '$()';
      i = end;
    } else if (text[i] === '`') {
      const end = text.indexOf('`', i + 1);
      commands.push(text.slice(i + 1, end === -1 ? undefined : end));
      content += '$()';
      i = end === -1 ? text.length : end;
    } else {
      content += text[i];
    }
  }
  return { end: i, content, commands };
}

/** Index of the bracket that closes the one at `open`, or the end. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === "'") {
      const end = text.indexOf("'", i + 1);
      if (end === -1) return text.length;
      i = end;
    } else if (text[i] === '(') depth++;
    else if (text[i] === ')' && --depth === 0) return i;
  }
  return text.length;
}
