/** Takes the output of a program, each line of which ends with a line break, as it comes; each is given as Latin-1. */
export function lines(take: (line: string) => void): (chunk: Buffer) => void {
  let rest = '';
  return (chunk) => {
    const text = rest + chunk.toString('latin1');
    let at = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', at)) {
      take(text.slice(at, end));
      at = end + 1;
    }
    rest = text.slice(at);
  };
}
