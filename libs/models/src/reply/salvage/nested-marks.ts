/* Files that speak of tool calls hold the marks that calls are written in: which of them belong to the call. Pure. */

/** What begins and ends a call or an argument. */
export interface Marks {
  readonly open: string;
  readonly close: string;
}

/** Marks looked at for one call: what holds more of them is read as if none were nested. */
const MOST_MARKS = 20_000;

/**
 * Index of the mark that closes the call which is open at `from`, or -1: the first one behind which nothing is closed
 * that was not opened there.
 */
export function closeOf(text: string, from: number, call: Marks, argument: Marks): number {
  const first = text.indexOf(call.close, from);
  let looks = 0;
  for (let close = first; close >= 0; close = text.indexOf(call.close, close + 1)) {
    let calls = 0;
    let args = 0;
    let isInside = false;
    for (const mark of marksIn(text, close + call.close.length, [call, argument])) {
      if (++looks > MOST_MARKS) return first;
      if (mark === call.open) calls++;
      else if (mark === call.close) isInside = --calls < 0;
      // Within another call it is for that one to tell.
      else if (calls === 0) args += mark === argument.open ? 1 : -1;
      isInside ||= args < 0;
      if (isInside) break;
    }
    if (!isInside) return close;
  }
  return first;
}

/**
 * Whether a value has run over its end: it was not closed although something in it is, or an argument is closed in it
 * that it did not open, and another one begins.
 */
export function ranOver(whole: string, value: string, argument: Marks): boolean {
  if (whole.endsWith(value) && value.includes(argument.close)) return true;
  let depth = 0;
  for (const mark of marksIn(value, 0, [argument])) {
    if (mark === argument.close) depth--;
    else if (depth < 0) return true;
    else depth++;
  }
  return false;
}

/** Whether as many arguments are opened as closed. */
export function isBalanced(text: string, argument: Marks): boolean {
  let depth = 0;
  for (const mark of marksIn(text, 0, [argument])) depth += mark === argument.open ? 1 : -1;
  return depth === 0;
}

function* marksIn(text: string, from: number, pairs: readonly Marks[]): Generator<string> {
  const words = pairs.flatMap(({ open, close }) => [open, close]);
  const next = words.map((word) => text.indexOf(word, from));
  for (;;) {
    let which = -1;
    for (const [at, index] of next.entries()) if (index >= 0 && (which < 0 || index < (next[which] ?? 0))) which = at;
    const word = words[which];
    if (word === undefined) return;
    yield word;
    next[which] = text.indexOf(word, (next[which] ?? 0) + word.length);
  }
}
