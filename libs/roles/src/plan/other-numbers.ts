import type { SubtaskSpec } from '#domain';

/* Numbers of the goal that a plan says otherwise: a small model copies them wrongly. Pure, linear. */

export interface OtherNumber {
  readonly of: SubtaskSpec;
  /** With the word that it is a number of. */
  readonly goal: string;
  readonly plan: string;
}

interface Told {
  readonly value: string;
  /** The word before it that it is a number of. */
  readonly key: string;
  /** The word behind it; '' where it ends the sentence or another kind of word follows. */
  readonly unit: string;
}

const TOKEN = /\d+(?:[.,:]\d+)*|[\p{L}_](?:[\p{L}\p{N}_.-]{0,80}[\p{L}\p{N}_])?/gu;
/** They name nothing that could have a number. */
const LINKS =
  /^(?:the|an?|to|of|in|at|on|by|from|with|for|is|are|be|has|have|its?|and|or|as|that|than|least|most|exactly|value|number|set|change[ds]?|update[ds]?|make|says?|now|new|into|file|line|auf|von|der|die|das|in|ist|zu|à|de|la|le|est|a|el|en|es)$/i;
const FILE = /\.[a-z][a-z0-9]{0,7}$/i;
const MOST_BETWEEN = 6;
const LONGEST = 20_000;

function numbersIn(text: string): Told[] {
  return text
    .slice(0, LONGEST)
    .split(/(?<=[.;!?])\s+|\n+/)
    .flatMap((sentence) => {
      const tokens = sentence.match(TOKEN) ?? [];
      return tokens.flatMap((token, at) => {
        if (!/^\d/.test(token)) return [];
        const key = tokens
          .slice(Math.max(0, at - MOST_BETWEEN), at)
          .reverse()
          .find((word) => !LINKS.test(word) && !FILE.test(word));
        const next = tokens[at + 1] ?? '';
        const unit = /^\p{L}+$/u.test(next) && !LINKS.test(next) ? singular(next) : '';
        return key === undefined || /^\d/.test(key) ? [] : [{ value: plain(token), key: singular(key), unit }];
      });
    });
}

const singular = (word: string): string => word.toLowerCase().replace(/(?<=\p{L}{2})s$/u, '');
const plain = (number: string): string => number.replace(/,(?=\d{3}(?!\d))/g, '');
const valuesIn = (text: string): ReadonlySet<string> =>
  new Set((text.slice(0, LONGEST).match(/\d+(?:[.,:]\d+)*/g) ?? []).map(plain));

const textOf = ({ description, acceptanceCriteria, expectedOutputs, checks }: SubtaskSpec): string =>
  [description, acceptanceCriteria, ...expectedOutputs, ...checks].join('\n');

/** What the goal gives a number that no step speaks of, and a step another one that the goal does not know. */
export function otherNumbers(subtasks: readonly SubtaskSpec[], told: string): OtherNumber[] {
  const known = valuesIn(told);
  const planned = valuesIn(subtasks.map(textOf).join('\n'));
  const missed = numbersIn(told).filter(({ value }) => !planned.has(value));
  if (missed.length === 0) return [];
  const found = subtasks.flatMap((of) =>
    numbersIn(textOf(of)).flatMap((one): OtherNumber[] => {
      if (known.has(one.value)) return [];
      const meant = missed.filter(({ key, unit }) => key === one.key && (unit === one.unit || !unit || !one.unit));
      const [first] = meant;
      // Of two numbers of the same thing nobody knows which was meant.
      if (first === undefined || new Set(meant.map(({ value }) => value)).size > 1) return [];
      return [{ of, goal: `${first.key} ${first.value}`, plan: `${one.key} ${one.value}` }];
    }),
  );
  return found.filter(({ of, plan }, at) => found.findIndex((one) => one.of === of && one.plan === plan) === at);
}

/** For the planner, who may have worked the number out. */
export function otherNumbersText(others: readonly OtherNumber[]): string {
  const said = others.slice(0, 12).map(({ of, goal, plan }) => `- "${of.id}" says ${plan}, and the goal ${goal}`);
  return `Your plan says other numbers than the goal:\n${said.join('\n')}\nGive the whole plan again with the numbers of the goal. What you have worked out from them, keep. Answer with the JSON object only.`;
}
