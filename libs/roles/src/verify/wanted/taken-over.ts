import type { CheckResult } from '#domain';
import type { FilesView } from '../stated/files-view.js';
import { FILE, mask, sentencesOf } from '../stated/masked-text.js';

/* A value that was to be taken out of one file into another: something of what the first holds is in the second. */

/** What is no value, or a value of another text. */
const OTHERWISE =
  /\b(?:names|keys|number\s+of|count|sum|total|average|size|length|structure|layout|format(?:ted|ting)?|styles?|schema|design|pattern|idea|logic|functions?|class(?:es)?|methods?|templates?|transl\w*|encod\w*|decod\w*|encrypt\w*|hash\w*|mask\w*|redact\w*|anonymi\w*|convert\w*|round\w*|doubl\w*|plus|minus|times|increment\w*|increas\w*|decreas\w*|summar\w*|placeholders?|dummy|examples?|instead|except|without)\b/i;
const WHAT = '(?:the\\s+)?[^.;:,⟦\\n]{1,50}?';
const THE_FILE = '(?:the\\s+)?(?:file\\s+)?';
const ORDERS = [
  `\\bcopy\\s+${WHAT}\\s+(?:from|out\\s+of|of|in)\\s+${THE_FILE}(${FILE})\\s+(?:in)?to\\s+${THE_FILE}(${FILE})`,
  `\\bread\\s+${THE_FILE}(${FILE})\\s*,?\\s+(?:and|then)\\s+(?:then\\s+)?(?:write|put|save|store)\\s+${WHAT}\\s+(?:it|the\\s+file|that\\s+file)\\s+(?:holds|contains|has|gives|sets|names)\\s+(?:in)?to\\s+${THE_FILE}(${FILE})`,
].map((pattern) => new RegExp(pattern, 'iu'));

/** The two files of such an order; null where there is none, or the value may change on its way. */
export function takenOver(told: string): { readonly from: string; readonly to: string } | null {
  const masked = mask(told);
  for (const sentence of sentencesOf(masked)) {
    const match = ORDERS.map((order) => order.exec(sentence)).find((found) => found !== null);
    const [from, to] = [match?.[1], match?.[2]].map((token) => masked.files[Number(/\d+/.exec(token ?? '')?.[0])]);
    if (from !== undefined && to !== undefined && from !== to) return OTHERWISE.test(sentence) ? null : { from, to };
  }
  return null;
}

/** `told`: the user's words. */
export async function valueTakenOver(files: FilesView, told: string): Promise<CheckResult[]> {
  const order = takenOver(told);
  if (order === null) return [];
  const [[source, ...others], [target, ...more]] = [files.meant(order.from), files.meant(order.to)];
  if (source === undefined || target === undefined || others.length + more.length > 0) return [];
  const [held, now, before] = [await files.text(source), await files.text(target), await files.before(target)];
  if (held === null || now === null || files.isChanged(source)) return [];
  const values = valuesIn(held);
  const old = wordsIn(typeof before === 'string' ? before : '');
  const isThere = wordsIn(now).some((word) => values.has(word)) || old.some((word) => values.has(word));
  if (values.size === 0 || isThere) return [];
  return [{ name: 'taken_over', passed: false, detail: `${target} holds nothing of what ${source} holds` }];
}

const LONGEST = 200_000;
const wordsIn = (text: string): string[] =>
  text
    .slice(0, LONGEST)
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** Words of what stands behind keys; of the whole text where it has none. */
function valuesIn(text: string): Set<string> {
  const lines = text.slice(0, LONGEST).split('\n');
  const values = lines.flatMap((line) => /^[^:=]{1,200}[:=](.*)$/.exec(line)?.[1] ?? []);
  const words = new Set(wordsIn(values.join('\n')));
  return words.size === 0 || values.length < lines.filter((line) => /[\p{L}\p{N}]/u.test(line)).length
    ? new Set(wordsIn(text))
    : words;
}
