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
): string | null {
  if (isCode(path) || MADE_BY_TOOLS.test(path) || REPEATS.test(proseOf(asked))) return null;
  const [were, had, are] = [start ?? '', before, now].map(timesIn) as [Times, Times, Times];
  const more = [...are].filter(([line, times]) => times > (had.get(line) ?? 0)).map(([line]) => line);
  const isAgain = more.every((line) => (had.get(line) ?? 0) > (were.get(line) ?? 0));
  return isAgain && more.length > 0 ? (more[0] ?? null) : null;
}

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
