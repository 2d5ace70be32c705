/* A diff as a judge is shown it: of long lines that changed, what changed and what stands round it. Pure, linear. */

/** UTF-16 units from which a line is long. */
const LONG = 2000;
/** Of what is the same on each side of a change. */
const ROUND = 200;
/** Of what changed within one line. */
const MOST = 20_000;

const LEFT_OUT = '…';
const NOTE = `# Of long lines only what changed is shown; ${LEFT_OUT} stands for the rest of them.`;

/** As it is where no line is long. */
export function narrowed(diff: string): string {
  const lines = diff.split('\n');
  if (!lines.some((line) => line.length > LONG)) return diff;
  const shown = [...lines];
  let [removed, added]: [number[], number[]] = [[], []];
  let isHead = true;
  const pairUp = (): void => {
    // As many on both sides: each has taken the place of one.
    if (removed.length === added.length)
      for (const [n, at] of removed.entries()) {
        const beside = added[n] ?? at;
        const [old = '', now = ''] = [lines[at], lines[beside]];
        if (Math.max(old.length, now.length) <= LONG) continue;
        [shown[at], shown[beside]] = changedPart(old, now);
      }
    [removed, added] = [[], []];
  };
  for (const [at, line] of lines.entries()) {
    if (line.startsWith('diff --git ')) isHead = true;
    else if (line.startsWith('@@')) isHead = false;
    if (isHead || line.startsWith('@@')) pairUp();
    else if (line.startsWith('+')) added.push(at);
    else if (line.startsWith('-')) {
      if (added.length > 0) pairUp();
      removed.push(at);
    } else if (!line.startsWith('\\')) {
      pairUp();
      if (line.length > LONG) shown[at] = `${headOf(line, ROUND)}${LEFT_OUT}`;
    }
  }
  pairUp();
  const isCut = shown.some((line, at) => line !== lines[at]);
  return isCut ? `${shown.join('\n').trimEnd()}\n${NOTE}\n` : diff;
}

/** Both lines without the beginning and the end they share, but for a piece of each; their signs stay. */
function changedPart(old: string, now: string): [string, string] {
  const shorter = Math.min(old.length, now.length);
  let head = 1;
  while (head < shorter && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const from = Math.max(1, head - ROUND);
  const behind = Math.max(0, tail - ROUND);
  const part = (line: string): string => {
    const kept = middleOf(line.slice(from, line.length - behind));
    return `${line[0] ?? ''}${from > 1 ? LEFT_OUT : ''}${kept}${behind > 0 ? LEFT_OUT : ''}`;
  };
  return [part(old), part(now)];
}

const middleOf = (text: string): string =>
  whole(text.length <= MOST ? text : `${headOf(text, MOST / 2)}${LEFT_OUT}${whole(text.slice(-MOST / 2))}`);
const headOf = (text: string, length: number): string => whole(text.slice(0, length));
/** Without the half of a character at either end. */
const whole = (text: string): string => text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
