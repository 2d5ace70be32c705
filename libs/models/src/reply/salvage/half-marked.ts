import type { Dialect } from './dialect.js';
import { afterOpener, isIllustration, jsonRow, named } from './piece-readers.js';
import { afterBlanks, toolInMarkup } from './written-call.js';

/* Calls of which a server, or the model itself, has lost some of the marks. */

export const HALF_MARKED: readonly Dialect[] = [
  {
    name: '<tool> tags',
    opener:
      /<tool>(?=\s{0,80}\{\s{0,20}"name"\s{0,8}:\s{0,8}"[\w.:-]{1,80}"\s{0,8},\s{0,20}"(?:arguments|parameters)"\s{0,8}:)/g,
    read: (text, opener, tools) =>
      isIllustration(text, opener.index)
        ? 'prose'
        : jsonRow(text, afterBlanks(text, afterOpener(opener)), /(?:<\/parameter>\s{0,8})?<\/tool>/, tools),
  },
  {
    // The header of a call whose marks a server has swallowed.
    name: 'to=functions.…',
    opener:
      /(?:^|(?<=[\s>]))(?:assistant)?(?:(?:commentary|analysis|final)\s{1,4})?to=functions\.([\w.-]{1,80})(?:\s{1,4}(?:commentary|analysis))?\s{0,4}(?:json|code)?\s{0,4}(?=\{)/g,
    read: (text, opener, tools) =>
      isIllustration(text, opener.index) || toolInMarkup(opener[1] ?? '', tools) === null
        ? 'prose'
        : named(text, opener[1] ?? '', afterOpener(opener), null, tools),
  },
];
