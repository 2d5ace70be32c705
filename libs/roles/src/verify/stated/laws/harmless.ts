import type { Step } from './step.js';
import { bare } from './words.js';

/* What takes nothing out of an order to transform lines, and adds nothing to it. Pure. */

const THE_REST =
  '(?:everything\\s+else|(?:all\\s+)?the\\s+(?:rest|others?|other\\s+\\p{L}+)|all\\s+(?:the\\s+)?others?(?:\\s+\\p{L}+)?|anything\\s+else)';
const LINES =
  '(?:the\\s+|all\\s+|its\\s+)?(?:(?:remaining|other|unique|rest\\s+of\\s+the|left)\\s+)?(?:lines?|entries|items|ones|file|list)';
const ORDER = `(?:(?:the|their|its)\\s+)?(?:(?:original|line|existing|current|initial|given|relative|same)\\s+){0,2}(?:order(?:ing)?|sequence)(?:\\s+(?:of\\s+${LINES}|(?:of|by)\\s+(?:their\\s+|the\\s+)?(?:first\\s+)?(?:appearances?|occurrences?)|(?:in\\s+which\\s+)?they\\s+(?:first\\s+)?(?:appear|occur|are\\s+in|were\\s+in|stand|stood)(?:ed)?(?:\\s+in)?))?`;
const AS_IT_IS =
  '(?:as\\s+(?:it|they)\\s+(?:is|are|was|were)|as[- ]is|unchanged|untouched|alone|intact|stable|the\\s+same)';
const ONE_OF_EACH =
  '(?:only\\s+)?(?:the\\s+)?first\\s+(?:(?:occurrence|appearance|instance|one|copy)s?)?(?:\\s*of\\s+(?:each|every)(?:\\s+(?:line|entry|item|duplicate|one))?)?';
/** What leaves lines where they are. */
const IN_ORDER = [
  `(?:keep|leav|preserv|retain|maintain|respect)(?:e|ing|s)?\\s+${ORDER}(?:\\s+${AS_IT_IS})?`,
  `(?:keep|leav|preserv|retain)(?:e|ing)?\\s+${ONE_OF_EACH}(?:\\s+and\\s+${ORDER})?`,
  `(?:the\\s+)?first\\s+(?:occurrence|appearance|instance|one|copy)(?:\\s+of\\s+(?:each|every)(?:\\s+(?:line|entry|item|one))?)?\\s+(?:(?:should|must)\\s+)?(?:stays?|remains?|(?:is|be)\\s+kept)`,
  `(?:keep|leav)(?:e|ing)?\\s+${LINES}\\s+in\\s+${ORDER}`,
  `(?:with\\s+)?${ORDER}\\s+(?:kept|preserved|maintained|retained|${AS_IT_IS})`,
  `${ORDER}\\s+(?:(?:must|should|shall|may|has\\s+to|is\\s+to|needs\\s+to)\\s+)?(?:(?:stays?|remains?|be\\s+(?:kept|left|preserved|maintained|retained))(?:\\s+${AS_IT_IS})?|not\\s+(?:change|be\\s+changed)|be\\s+${AS_IT_IS}|is\\s+important|matters)`,
  `in\\s+(?:the|their|its)\\s+(?:original|same|existing|current|initial)\\s+order(?:\\s+as\\s+(?:now|before))?`,
  `(?:without|(?:do\\s+not|don['’]t|never))\\s+(?:sort|reorder|re-order|rearrang)(?:e|ing)?(?:\\s+(?:${LINES}|it|them|anything))?`,
  `(?:without|(?:do\\s+not|don['’]t|never))\\s+(?:chang|alter|los|affect|disturb|touch|modify)(?:e|ing|ying)?\\s+${ORDER}`,
].join('|');
const HARMLESS_PART = [
  IN_ORDER,
  `(?:keep|leav|preserv|retain)(?:e|ing)?\\s+(?:${THE_REST}|(?:only\\s+)?one\\s+(?:copy\\s+)?of\\s+each|the\\s+(?:line\\s+)?content)(?:\\s+(?:of\\s+(?:the\\s+file|it)|exactly|just))*(?:\\s+${AS_IT_IS})?`,
  `(?:without|(?:do\\s+not|don['’]t|never))\\s+(?:chang|touch|modify|los|alter|remov|delet)(?:e|ing|ying)?\\s+(?:${THE_REST}|any\\s+(?:other\\s+)?(?:lines?|data|text|content|rows?|words?)|the\\s+(?:wording|text|content)(?:\\s+of\\s+the\\s+lines)?|a\\s+(?:single\\s+)?line)(?:\\s+(?:in\\s+(?:the|it)(?:\\s+file)?|of\\s+it))?`,
  'nothing\\s+else(?:\\s+(?:should|may|must)\\s+(?:change|be\\s+changed))?',
  `overwrit(?:e|ing)\\s+(?:it|the\\s+(?:original|file|original\\s+file))|work\\s+in\\s+place|no\\s+line\\s+(?:may|should|must)\\s+(?:get\\s+lost|be\\s+lost|be\\s+removed)`,
].join('|');
const JOINED = '(?:(?:and|but|while|so\\s+that)\\s+)?(?:please\\s+)?';
const AT_END = new RegExp(`(?:\\s*[,:]\\s*|\\s+[-–—]\\s+|\\s+)${JOINED}(?:${HARMLESS_PART})$`, 'iu');
const AT_START = new RegExp(`^(?:${HARMLESS_PART})\\s*,\\s*`, 'iu');
const IN_BRACKETS = new RegExp(
  `\\s*\\(\\s*((?:${HARMLESS_PART})(?:\\s*(?:[,;]|\\band\\b)\\s*(?:${HARMLESS_PART})){0,2})\\s*\\)`,
  'iu',
);
const HARMLESS = new RegExp(`^(?:please\\s+|but\\s+|and\\s+)?(?:${HARMLESS_PART})$`, 'iu');
const STAY_IN_ORDER = new RegExp(`(?<!\\p{L})(?:${IN_ORDER})(?!\\p{L})`, 'iu');
/**
 * None of the phrases above is without one of these: the large patterns take long to compile, and few orders need them.
 */
const HINT =
  /order|sequence|keep|leav|preserv|retain|maintain|respect|first|without|not|don['’]t|never|overwrit|in\s+place|no\s+line/iu;

/** Whether a sentence leaves all orders beside it as they are. */
export const isHarmless = (sentence: string): boolean => HINT.test(sentence) && HARMLESS.test(bare(sentence));
/** Whether lines are to stay in the order they are in. */
export const staysInOrder = (said: string): boolean => HINT.test(said) && STAY_IN_ORDER.test(said);
/** Of what takes some lines away, the others stay where they are. */
export const inOrder = (step: Step): Step => (step.of === 'unique' ? { ...step, ordered: true } : step);

/** An order without such words at its start and its end. `isNothing`: whether what is left would be none any more. */
export function withoutHarmless(
  given: string,
  isNothing: (left: string) => boolean,
): { readonly order: string; readonly keepsOrder: boolean } {
  let order = given;
  let keepsOrder = false;
  const places = [given.includes('(') ? [IN_BRACKETS] : [], given.includes(',') ? [AT_START] : [], [AT_END]].flat();
  for (const place of HINT.test(given) ? places : [])
    for (let found = place.exec(order); found !== null; found = place.exec(order)) {
      const left = order.slice(0, found.index) + order.slice(found.index + found[0].length);
      if (isNothing(left)) break;
      keepsOrder ||= staysInOrder(found[0]);
      order = left;
    }
  return { order, keepsOrder };
}
