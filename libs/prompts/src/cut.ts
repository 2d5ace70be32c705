/** At most `most` code points, with an ellipsis where something was cut off. Never splits a character. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const points = Array.from(text);
  return points.length <= most ? text : `${points.slice(0, Math.max(0, most - 1)).join('')}…`;
}

/** One line: control characters and runs of white space become one blank. */
export const oneLine = (text: string): string => text.replace(/[\s\u0000-\u001f\u007f]+/g, ' ').trim();

/** Lone halves of a surrogate pair, which no server takes, become U+FFFD. */
export const wellFormed = (text: string): string =>
  text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
