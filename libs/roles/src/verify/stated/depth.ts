/* How deep into folders a demand on all files of a kind goes. Pure. */

/** `all`: subfolders too; `top`: none of them, and they stay as they are; `direct`: nobody said. */
export type Depth = 'all' | 'top' | 'direct';

const BELOW = '(?:sub-?\\s?(?:folders?|director(?:y|ies)|dirs?)|nested\\s+(?:folders?|director(?:y|ies)))';
const THOSE = '(?:(?:those|the\\s+ones|files|all|any|its|their|the|of|in|inside|within|every|each)\\s+){0,5}';
const DEEP = `\\brecursively\\b|\\beverywhere\\b|\\b(?:in|from|across|throughout)\\s+(?:all|every|each|any)\\s+(?:of\\s+the\\s+)?(?:sub-?)?(?:folders?|director(?:y|ies))\\b|(?:\\bincluding|\\bas\\s+well\\s+as|\\balso|\\band(?:\\s+also)?|\\bor)\\s+${THOSE}${BELOW}\\b(?:\\s+(?:as\\s+well|too))?|\\balso\\s+in\\s+(?:all\\s+)?(?:its|their|the)\\s+(?:own\\s+)?folders\\b|\\band\\s+(?:everything\\s+)?below(?:\\s+(?:it|that))?\\b`;
const SHALLOW = `\\bnon-?recursively\\b|(?:\\bbut\\s+|,\\s*)?(?:\\bnot|\\bdo\\s+not\\s+(?:touch|change|delete|remove)|\\bwithout|\\bexcluding|\\bexcept|\\bignor\\w+|\\bskip\\w*)\\s+(?:(?:to|touch|touching)\\s+)?${THOSE}${BELOW}\\b|(?:\\bbut\\s+|,\\s*)?\\b(?:leav|keep)\\w*\\s+${THOSE}${BELOW}\\s+(?:alone|as\\s+(?:it|they)\\s+(?:is|are)|untouched|unchanged)\\b|\\b(?:only|directly|right)\\s+(?=(?:in|under|inside|at)\\b)|(?<=\\b(?:folder|directory|level|root)\\s)only\\b`;
/** Where a whole project has its topmost files. */
export const ROOT =
  "(?:the\\s+|this\\s+)?(?:(?:current|root|top|top-level|topmost|working)\\s+(?:folder|directory|level)|(?:project|repo(?:sitory)?|workspace)(?:['’]s)?\\s+root(?:\\s+(?:folder|directory))?|root(?:\\s+of\\s+the\\s+(?:project|repo(?:sitory)?|workspace))?)";

/** What may stand behind the files to say how deep they lie. */
export const DEPTH_SAID = `(?:\\s*,?\\s*(?:${DEEP}|${SHALLOW})){0,3}`;
export const depthSaid = (text: string): Depth =>
  new RegExp(SHALLOW, 'i').test(text) ? 'top' : new RegExp(DEEP, 'i').test(text) ? 'all' : 'direct';
/** A text without the words for it. */
export const withoutDepth = (text: string): string =>
  text.replace(new RegExp(SHALLOW, 'gi'), ' ').replace(new RegExp(DEEP, 'gi'), ' ');

/** Whether a path lies in a folder, as deep as that goes. `folder`: '' = the topmost one. */
export function liesIn(path: string, folder: string, depth: Depth): boolean {
  if (folder !== '' && !path.startsWith(`${folder}/`)) return false;
  return depth === 'all' || !path.slice(folder === '' ? 0 : folder.length + 1).includes('/');
}
