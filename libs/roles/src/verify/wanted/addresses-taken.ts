import type { CheckResult } from '#domain';
import { listed } from '../doubt.js';
import type { FilesView } from '../stated/files-view.js';
import { FILE, mask, standingFor } from '../stated/masked-text.js';

/* "Write all e-mail addresses in mails.txt to emails.txt.": each of them is there. */

const MAILS =
  '(?:(?:all|every|each)\\s+)(?:of\\s+)?(?:the\\s+)?(?:unique\\s+|distinct\\s+)?e-?mail(?:s|\\s+address(?:es)?)?';
const FROM = `(?:(?:found|contained|mentioned)\\s+|that\\s+(?:appear|occur|are)\\s+)?(?:in|from|of)\\s+(?:the\\s+)?(?:file\\s+)?(${FILE})`;
const INTO = `(?:to|into|in)\\s+(?:an?\\s+|the\\s+)?(?:new\\s+)?(?:file\\s+)?(?:called\\s+|named\\s+)?(${FILE})`;
const SAVED = '(?:,?\\s*(?:and|then)\\s+(?:write|save|put|store)\\s+(?:them|the\\s+(?:result|list))\\s+|\\s+)';
const TAKES = new RegExp(
  `^(?:please\\s+)?(?:write|extract|copy|collect|put|save|list|get)\\s+${MAILS}\\s+${FROM}${SAVED}${INTO}`,
  'i',
);
/** Some of them, or in another form. */
const NOT_ALL =
  /\b(?:except|only|valid|domains?|ending|not|no|unless|if|whose|where|mask\w*|redact\w*|hash\w*|anonym\w*|replac\w*|obfuscat\w*|exclud\w*|ignor\w*|skip\w*|first|last)\b/i;
const ADDRESS = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/g;
const addressesIn = (text: string): Set<string> =>
  new Set(text.match(ADDRESS)?.map((address) => address.toLowerCase().replace(/^\.+|[.-]+$/g, '')));

/** Pure. */
export function addressesWanted(told: string): { readonly from: string; readonly to: string } | null {
  const masked = mask(told);
  const match = TAKES.exec(masked.text.trim());
  if (match === null || NOT_ALL.test(masked.text)) return null;
  const [[from], [to]] = [standingFor(match[1] ?? '', masked, 'F'), standingFor(match[2] ?? '', masked, 'F')];
  return from === undefined || to === undefined || from === to ? null : { from, to };
}

/** `told`: the user's words. */
export async function addressesTaken(files: FilesView, told: string): Promise<CheckResult[]> {
  const wanted = addressesWanted(told);
  if (wanted === null) return [];
  const [from, ...sources] = files.meant(wanted.from);
  const [to, ...more] = files.meant(wanted.to);
  if (from === undefined || to === undefined || sources.length + more.length > 0) return [];
  if (files.isChanged(from) || !files.isChanged(to)) return [];
  const there = addressesIn((await files.text(to)) ?? '');
  const missing = [...addressesIn((await files.text(from)) ?? '')].filter((address) => !there.has(address));
  return missing.length === 0
    ? []
    : [{ name: 'addresses_taken', passed: false, detail: `${to} lacks ${listed(missing)}, which ${from} holds` }];
}
