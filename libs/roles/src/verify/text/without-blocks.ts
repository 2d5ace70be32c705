/** A text without what stands between such marks, those included; what is never ended goes to the end. Pure, linear. */
export function withoutBlocks(text: string, marks: readonly (readonly [string, string])[]): string {
  let rest = text;
  for (const [opens, closes] of marks) {
    const kept: string[] = [];
    let at = 0;
    for (let from = rest.indexOf(opens); from >= 0; from = rest.indexOf(opens, at)) {
      kept.push(rest.slice(at, from), ' ');
      const to = rest.indexOf(closes, from + opens.length);
      at = to < 0 ? rest.length : to + closes.length;
    }
    rest = kept.join('') + rest.slice(at);
  }
  return rest;
}
