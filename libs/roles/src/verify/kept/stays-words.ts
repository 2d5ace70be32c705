/* Words by which something is to stay as it is, for patterns. Pure. */

export const LEAVE = '\\b(?:leave|leaving|keep|keeping)';
export const AS_IT_IS =
  '(?:(?:exactly|just)\\s+)?(?:as\\s+(?:(?:it|they)\\s+)?(?:is|are)|unchanged|untouched|unmodified|alone|intact|the\\s+same)\\b';
export const DO_NOT_CHANGE = "\\b(?:do\\s+not|don['’]t|never|without|not)\\s+(?:chang|touch|modif|alter|edit)\\w*";
