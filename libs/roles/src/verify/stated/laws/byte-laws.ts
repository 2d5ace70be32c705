import type { Encoding, Law, StepOf } from './step.js';

/* Transformations of how a text is written down. Pure. */

export const ENDINGS_LAW: Law<StepOf<'endings'>> = {
  forms: [
    'change(?: text| line)?(?: ending)?(?: (?:crlf|lf))?(?: ending)?(?: to| use)? (crlf|lf)(?: (?:ending|format))?',
    '(?:use|normali[sz]e|ensure)(?: line| text)?(?: ending)?(?: to)? (crlf|lf)(?: ending)?',
    'replace crlf(?: ending)? (?:with|by) (lf)(?: ending)?',
    'replace lf(?: ending)? (?:with|by) (crlf)(?: ending)?',
  ],
  read: ([, as = '']) => ({ of: 'endings', as: /crlf/i.test(as) ? 'CRLF' : 'LF' }),
  effect: ({ as }, { path, text }) => {
    const [all, crlf] = [text.split('\n').length - 1, text.split('\r\n').length - 1];
    return all === 0 || (as === 'CRLF' ? crlf === all : crlf === 0)
      ? null
      : `the lines of ${path} do not end with ${as}`;
  },
};

const ENCODING = '(utf8|latin1|utf16)';
export const ENCODING_LAW: Law<StepOf<'encoding'>> = {
  forms: [
    `change(?: text)?(?: (?:encoding|encoded))?(?: ${ENCODING})?(?: (?:encoding|encoded))? to ${ENCODING}(?: encoding)?`,
    `(?:save|encode|store)()(?: text)?(?: to)? ${ENCODING}(?: encoding)?`,
  ],
  read: ([, from, to = '']) => ({
    of: 'encoding',
    from: from === undefined || from === '' ? null : (from.toLowerCase() as Encoding),
    to: to.toLowerCase() as Encoding,
  }),
  effect: () => null,
};

const LABELS: Readonly<Record<Encoding, readonly string[]>> = {
  utf8: ['utf-8'],
  latin1: ['windows-1252', 'iso-8859-15'],
  utf16: ['utf-16le', 'utf-16be'],
};

/**
 * What bytes say, by each way of reading them; none where they cannot be read so. `of`: null = by any that may be
 * meant.
 */
export function decoded(bytes: Uint8Array, of: Encoding | null): string[] {
  const isWide = bytes.subarray(0, 2000).includes(0);
  const labels = of === null ? (isWide ? LABELS.utf16 : [...LABELS.utf8, ...LABELS.latin1]) : LABELS[of];
  const texts = labels.flatMap((label) => {
    try {
      return [new TextDecoder(label, { fatal: true }).decode(bytes)];
    } catch {
      return [];
    }
  });
  return [...new Set(texts)];
}
