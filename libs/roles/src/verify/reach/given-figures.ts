import { proseOf } from '../stated/masked-text.js';

/* Figures that the user has given: a later step does not put others in their place. Pure, linear. */

const FIGURE = /(?<![\p{L}\p{N}])\p{N}+(?:[.:,/-]\p{N}+)*(?![\p{L}\p{N}])/gu;
/** Words by which a figure may become another one. */
const MOVES =
  /\b(?:bump\w*|increment\w*|increas\w*|decreas\w*|rais\w*|lower\w*|doubl\w*|halv\w*|multipl\w*|convert\w*|round\w*|shift\w*|renumber\w*|updat\w*|chang\w*|replac\w*|next|sort\w*|add(?:s|ing)?\s+\d|plus|minus|times|total\w*|sums?|recalculat\w*|recomput\w*|comput\w*|calculat\w*|discount\w*|per\s?cent|adjust\w*|scal\w*|normali[sz]\w*|format\w*|random\w*|simulat\w*|reduc\w*|deduct\w*|cut\w*|drop\w*|half|third|quarter|fifth|tenth|later|earlier|postpon\w*)\b|(?<!\p{L})(?:(?:ge)?s[ei]nk|erhöh|verdopp|halbier|umrechn|rechne|rund|später|früher|verschieb|\p{L}*tel(?!\p{L})|hälfte|rabatt|nachlass|prozent|änder|aktualisier|augment|rédui|rédu[cs]|diminu|doubl|arrond|pourcent|moitié|dixième|remise|chang|aument|reduc|reduz|sub[ae]|baj[ae]|dismin|dobl|mitad|décim|descuent|cambi|sconto|ridu)\p{L}*|[増减減涨升降倍割半翻折改变変更]|%/iu;
const LONGEST = 200_000;

/** Where a figure of the goal gives way to one that nobody has named, a sentence; null where none does. */
export function figureLost(
  { start, before, now }: { readonly start: string | null; readonly before: string; readonly now: string },
  told: string,
  asked: string,
): string | null {
  if (now.length > LONGEST || MOVES.test(proseOf(asked)) || MOVES.test(proseOf(told))) return null;
  const [given, said, were, had, are] = [told, asked, start ?? '', before, now].map(figuresIn) as [
    Set<string>,
    Set<string>,
    Set<string>,
    Set<string>,
    Set<string>,
  ];
  const fresh = [...are].filter((figure) => !had.has(figure) && !given.has(figure) && !said.has(figure));
  for (const figure of had) {
    if (were.has(figure) || are.has(figure) || !given.has(figure) || said.has(figure)) continue;
    if (!isOfTheGoal(figure, before, told)) continue;
    const other = fresh.find((one) => shapeOf(one) === shapeOf(figure));
    if (other !== undefined) return `${other} is in the place of ${figure}, which the user has given`;
  }
  return null;
}

/** One with many digits is hardly there by chance; of others, the goal speaks beside a word of the same line. */
function isOfTheGoal(figure: string, before: string, told: string): boolean {
  if ((figure.match(/\p{N}/gu)?.length ?? 0) >= LEAST_DIGITS) return true;
  const lines = before.split('\n').filter((line) => figuresIn(line).has(figure));
  const words = new Set(lines.flatMap((line) => line.toLowerCase().match(WORD) ?? []));
  return [...told.matchAll(FIGURE)].some(({ 0: one, index }) => {
    const round = told.slice(Math.max(0, index - NEAR), index + one.length + NEAR).toLowerCase();
    return one === figure && (round.match(WORD) ?? []).some((word) => words.has(word));
  });
}

const WORD = /\p{L}{3,}/gu;
const NEAR = 40;
const LEAST_DIGITS = 4;
const figuresIn = (text: string): Set<string> => new Set(text.slice(0, LONGEST).match(FIGURE));
const shapeOf = (figure: string): string => figure.replace(/\p{N}/gu, '9');
