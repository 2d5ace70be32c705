import { isCode } from '../file-kinds.js';
import { proseOf } from '../stated/masked-text.js';

/* What an earlier step has added already, and a later one adds once more. Pure, linear. */

/** Words by which the same may stand there twice. */
const REPEATS =
  /\b(?:twice|again|repeat\w*|cop(?:y|ies)|duplicat\w*|(?:to|in|under|after|before|for)\s+(?:each|every)|times|another|both|double|nochmal\w*|zweimal|doppelt|erneut|jede\w*|deux\s+fois|chaque|encore|dos\s+veces|cada|otra|due\s+volte|ogni|duas\s+vezes|outra)\b|每|再|两次|各|毎|もう一度/i;
const MADE_BY_TOOLS = /\.(?:min\.\w+|map|snap|svg|log|lock|ipynb|json|ya?ml|toml|html?|xml|css|scss|tex)$/i;
const LEAST_LETTERS = 3;

/** The first such line, where a step adds nothing that is new; null where it does. */
export function addedAgain(
  path: string,
  { start, before, now }: { readonly start: string | null; readonly before: string; readonly now: string },
  asked: string,
  told = '',
): string | null {
  if (isCode(path) || MADE_BY_TOOLS.test(path) || REPEATS.test(proseOf(asked))) return null;
  const [were, had, are] = [start ?? '', before, now].map(timesIn) as [Times, Times, Times];
  const more = [...are].filter(([line, times]) => times > (had.get(line) ?? 0)).map(([line]) => line);
  const isAgain = more.every((line) => (had.get(line) ?? 0) > (were.get(line) ?? 0));
  const [first] = more;
  return first === undefined || !isAgain || isApart(first, now) || isSaidTwice(first, told) ? null : first;
}

/** Of two lists, each below a line of its own. */
function isApart(line: string, text: string): boolean {
  const above = new Set<string>();
  let [head, times] = ['', 0];
  for (const one of text.split('\n').map((given) => given.trim())) {
    if (one === line) times++;
    if (one === line) above.add(head);
    else if (one !== '' && !ITEM.test(one)) head = one;
  }
  return ITEM.test(line) && above.size === times;
}
const ITEM = /^(?:[-*+•]|\d{1,3}[.)])\s/;

/** The user names each word of it twice. */
function isSaidTwice(line: string, told: string): boolean {
  const said = told.toLowerCase().match(WORD) ?? [];
  const words = line.toLowerCase().match(WORD) ?? [];
  return words.length > 0 && words.every((word) => said.filter((one) => one === word).length > 1);
}
const WORD = /[\p{L}\p{N}]+/gu;

type Times = ReadonlyMap<string, number>;
function timesIn(text: string): Times {
  const times = new Map<string, number>();
  for (const given of text.split('\n')) {
    const line = given.trim();
    if ((line.match(/[\p{L}\p{N}]/gu)?.length ?? 0) < LEAST_LETTERS) continue;
    times.set(line, (times.get(line) ?? 0) + 1);
  }
  return times;
}
