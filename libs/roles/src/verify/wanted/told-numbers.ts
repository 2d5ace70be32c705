import type { CheckResult } from '#domain';
import { listed } from '../doubt.js';
import { hasWord } from '../has-word.js';
import type { FilesView } from '../stated/files-view.js';
import { mask, sentencesOf } from '../stated/masked-text.js';
import { isConditional } from '../stated/sentence.js';

/*
 * "Update serde to 1.0.200 and tokio to 1.37", "Cambia el puerto a 9090": each number that something was to become is
 * there.
 */

const NUMBER = '(\\d{1,6}(?:\\.\\d{1,6}){1,4}|\\d{2,9})';
/** A unit behind it may make another number of it. */
const ENDS = (joins: string): string => `(?=\\s*(?:[,;!)]|\\.?\\s*$)|\\s+(?:${joins})(?!\\p{L}))`;
interface Tongue {
  readonly begins: RegExp;
  readonly becomes: RegExp;
}
const tongue = (verbs: string, to: string, joins: string): Tongue => ({
  begins: new RegExp(
    `^\\s*(?:(?:please|bitte|por\\s+favor|per\\s+favore),?\\s+)?(?:in\\s+⟦F\\d+⟧,?\\s+)?(?:${verbs})(?!\\p{L})`,
    'iu',
  ),
  becomes: new RegExp(
    `(?<!\\p{L})(?:${to})\\s+(?:version\\s+|v)?(?:[A-Z][\\w.]{0,30}\\s+)?${NUMBER}${ENDS(joins)}`,
    'gu',
  ),
});
const TONGUES: readonly Tongue[] = [
  tongue(
    'set|change|raise|lower|bump|update|upgrade|increase|decrease|reduce|switch|move',
    'to',
    'and|but|in|on|for|everywhere',
  ),
  tongue('give|set|change|add|use', 'default(?:\\s+value)?(?:\\s+of|\\s+to)?', 'and|but|in|on|for'),
  tongue('ändere|setze?|stelle?|erhöhe|senke|hebe|aktualisiere', 'auf', 'und|aber|in|an'),
  tongue(
    'cambia|cambie|pon|ponga|sube|baja|actualiza|mude|altere|atualize|imposta|modifica|porta|aggiorna',
    'a|para',
    'y|e|en|em|in|ma|pero',
  ),
  tongue('passe|mets|change|règle|fixe|modifie', 'à', 'et|mais|dans|en'),
  tongue('измени|поменяй|установи|поставь|обнови', 'на', 'и|а|но|в'),
];
/** A number that is only near, one of several, or the end of a way. */
const OTHERWISE =
  /\b(?:or|around|about|roughly|approximately|e\.g|example|between|range|from\s+\d+\s+to|percent|each|per|every|all|by|up\s+to|not|never|instead|rounded?|script|function|servings?|multipl\w*|scal\w*|converts?)\b|[%×*]/i;

/** Pure, linear. */
export function numbersTold(told: string): string[] {
  return sentencesOf(mask(told)).flatMap((given) => {
    // What is to stay is told behind.
    const sentence = given.split(/,?\s(?:but|aber|pero|mais|ma|но)\s/i, 1)[0] ?? '';
    if (isConditional(sentence) || OTHERWISE.test(sentence)) return [];
    return TONGUES.flatMap(({ begins, becomes }) =>
      begins.test(sentence) ? [...sentence.matchAll(becomes)].flatMap(([, number]) => number ?? []) : [],
    );
  });
}

const FACTORS = [60, 1000, 1024, 3600, 60_000, 1_000_000, 1_048_576, 0.01];
/** Whether a text has a number, be it in another unit. */
function holdsNumber(text: string, number: string): boolean {
  if (hasWord(text, number, /[\d.]/, /^\d/)) return true;
  if (number.includes('.')) return false;
  const values = new Set((text.match(/\d[\d_,.]{0,20}/g) ?? []).map((one) => Number(one.replaceAll(/[_,]|\.$/g, ''))));
  return [1, ...FACTORS].some((factor) => values.has(Number(number) * factor));
}

/** `told`: the user's words. */
export async function numbersThere(files: FilesView, told: string): Promise<CheckResult[]> {
  const numbers = numbersTold(told);
  if (numbers.length === 0 || files.changes.length === 0) return [];
  const named = mask(told).files.flatMap((name) => files.meant(name));
  const paths = new Set([
    ...named,
    ...files.changes.flatMap(({ path, operation }) => (operation === 'delete' ? [] : [path])),
  ]);
  const texts: string[] = [];
  for (const path of paths) {
    const text = await files.text(path);
    // What cannot be read may hold anything.
    if (text === null) return [];
    texts.push(text);
  }
  const missing = numbers.filter((number) => !texts.some((text) => holdsNumber(text, number)));
  return missing.length === 0
    ? []
    : [
        {
          name: 'numbers_there',
          passed: false,
          detail: `no changed file holds what the goal sets: ${listed(missing)}`,
        },
      ];
}
