import type { CheckResult } from '#domain';
import type { FilesView } from '../stated/files-view.js';
import { FILE, mask, QUOTE, standingFor } from '../stated/masked-text.js';

/* "package.json with a test script that runs "node test.js"": that command has that name. */

const NAME = `(?:${QUOTE}|[a-z][\\w:-]{0,40})`;
const SAYS = [
  `\\b(?:a|an|the)\\s+(${NAME})\\s+script\\s+(?:that|which)\\s+(?:runs?|executes?|calls?)\\s+(?:the\\s+command\\s+)?(${QUOTE})`,
  `\\b(?:an?|the)\\s+(?:npm\\s+)?script\\s+(?:called\\s+|named\\s+)?(${QUOTE})\\s+(?:that|which)\\s+(?:runs?|executes?|calls?)\\s+(?:the\\s+command\\s+)?(${QUOTE})`,
].map((words) => new RegExp(words, 'gi'));
/** No names of scripts. */
const WORDS =
  /^(?:npm|new|small|short|shell|bash|python|node|simple|single|second|first|following|same|package|js|javascript|typescript)$/i;

export interface ScriptSaid {
  readonly name: string;
  readonly command: string;
}

/** Only where package.json is the file that is spoken of. Pure. */
export function scriptsSaid(told: string): ScriptSaid[] {
  const masked = mask(told);
  const named = standingFor(masked.text, masked, 'F');
  if (!named.some((path) => /(?:^|\/)package\.json$/.test(path)) || !new RegExp(FILE).test(masked.text)) return [];
  const bare = (token: string): string => standingFor(token, masked, 'Q')[0] ?? token;
  return SAYS.flatMap((pattern) =>
    [...masked.text.matchAll(pattern)].flatMap(([, name = '', command = '']) =>
      WORDS.test(name) ? [] : [{ name: bare(name), command: bare(command).trim() }],
    ),
  );
}

/** Pure. */
export function scriptProblem(said: readonly ScriptSaid[], text: string): string | null {
  let scripts: unknown;
  try {
    scripts = (JSON.parse(text) as { readonly scripts?: unknown } | null)?.scripts;
  } catch {
    return null;
  }
  const there = new Map(typeof scripts === 'object' && scripts !== null ? Object.entries(scripts) : []);
  const wrong = said.find(({ name, command }) => {
    const is: unknown = there.get(name);
    // It may be one of several.
    return typeof is !== 'string' || !is.replace(/\s+/g, ' ').includes(command.replace(/\s+/g, ' '));
  });
  if (wrong === undefined) return null;
  const is: unknown = there.get(wrong.name);
  const now = typeof is === 'string' ? `runs ${JSON.stringify(is.slice(0, 100))}` : 'is not there';
  return `the script ${JSON.stringify(wrong.name)} ${now}, and is to run ${JSON.stringify(wrong.command)}`;
}

/** `told`: the user's words. */
export async function asScriptsSaid(files: FilesView, told: string): Promise<CheckResult[]> {
  const said = scriptsSaid(told);
  const [path, ...others] = said.length === 0 ? [] : files.meant('package.json');
  if (path === undefined || others.length > 0 || !files.isChanged(path)) return [];
  const text = await files.text(path);
  const problem = text === null ? null : scriptProblem(said, text);
  return problem === null ? [] : [{ name: 'scripts_said', passed: false, detail: `${path}: ${problem}` }];
}
