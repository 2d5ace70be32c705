import { closedUp } from '../closed-up.js';
import { nameOf } from '../file-kinds.js';

/* Tests that show how they went and look at nothing. Pure. */

/** Tests are asked for, not a file that only bears the name. */
const WANTS_TESTS =
  /(?<![\w./-])(?:tests|(?:unit|three|two|some|an?|each)\s+tests?|test\s+(?:cases?|for|of))(?![\w/-]|\.\w)/i;
const WANTS_SHOWN = /\b(?:print|output|display|log|show|echo|demo)/i;
const NAMED_FOR_ANOTHER = /^(?:test_\w+|\w[\w.-]*[._-](?:test|spec))\.(?:py|[cm]?[jt]sx?)$/i;

const LONGEST_LINE = 1_000;
const COMMENT = /^(?:#|\/\/|\*|\/\*)/;
const FRAME =
  /^(?:[})\];,\s]*|(?:it|test|describe|suite)\(.{0,300}(?:=>\s?\{|\) ?\{)|(?:async )?(?:def|function) \w{0,80}\([^()]{0,80}\).{0,40}[:{]|if __name__.{0,40}:|['"]use strict['"];?)$/;
const SHOWS = /^(?:console\.(?:log|info)|print|process\.stdout\.write)\((['"`])[^'"`$]*\1\);?$/;
const CALL = /^(\w{1,80})\(\);?$/;

/** Every line of it says a text, or frames those that do: nothing is taken from anywhere, and nothing compared. */
export function onlyShows(path: string, text: string, asked: string): boolean {
  if (!NAMED_FOR_ANOTHER.test(nameOf(path)) || !WANTS_TESTS.test(asked) || WANTS_SHOWN.test(asked)) return false;
  const lines = text.split('\n').map((line) => closedUp(line.trim()));
  const own = new Set(lines.flatMap((line) => /^(?:async )?(?:def|function) (\w{1,80})/.exec(line)?.[1] ?? []));
  const code = lines.filter((line) => !COMMENT.test(line) && (line.length > LONGEST_LINE || !FRAME.test(line)));
  const said = code.filter((line) => !own.has(CALL.exec(line)?.[1] ?? ''));
  return said.length > 0 && said.every((line) => line.length <= LONGEST_LINE && SHOWS.test(line));
}
