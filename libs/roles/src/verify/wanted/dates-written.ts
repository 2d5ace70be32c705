import type { CheckResult } from '#domain';
import type { FilesView } from '../stated/files-view.js';
import { FILE, mask, standingFor } from '../stated/masked-text.js';

/* "Change all dates in events.txt from DD.MM.YYYY to YYYY-MM-DD.": each of them, day and month where they belong. */

const FORM = '((?:(?:DD|MM|YYYY)[./-]){2}(?:DD|MM|YYYY))';
const CHANGES = new RegExp(
  `^(?:please\\s+)?(?:change|convert|rewrite|reformat|turn|bring)\\s+(?:(?:all|every|each)\\s+)?(?:of\\s+)?(?:the\\s+)?dates?\\s+in\\s+(?:the\\s+)?(?:file\\s+)?(${FILE})\\s+from\\s+(?:the\\s+)?(?:format\\s+)?${FORM}(?:\\s+format)?\\s+(?:in)?to\\s+(?:the\\s+)?(?:format\\s+)?${FORM}(?:\\s+format)?[.!]?$`,
  'i',
);

export interface Dates {
  readonly path: string;
  readonly from: string;
  readonly to: string;
}

/** Only where it is all that is asked for. Pure. */
export function datesIn(told: string): Dates | null {
  const masked = mask(told);
  const [, file = '', from = '', to = ''] = CHANGES.exec(masked.text.trim()) ?? [];
  const [path] = standingFor(file, masked, 'F');
  const forms = [from, to].map((form) => form.toUpperCase());
  const areWhole = forms.every((form) => new Set(form.split(/[./-]/)).size === 3);
  return path === undefined || !areWhole || forms[0] === forms[1]
    ? null
    : { path, from: forms[0] ?? '', to: forms[1] ?? '' };
}

const partsOf = (form: string): string[] => form.split(/[./-]/);

/** Dates of a text in that form, each written in the other. */
function rewritten(text: string, from: string, to: string): { readonly was: string; readonly is: string }[] {
  const pattern = from
    .replaceAll('.', '\\.')
    .replace('DD', '\\d{1,2}')
    .replace('MM', '\\d{1,2}')
    .replace('YYYY', '\\d{4}');
  return [...text.matchAll(new RegExp(`(?<![\\d./-])${pattern}(?![\\d/-]|\\.\\d)`, 'g'))].flatMap(([was]) => {
    const values = new Map(was.split(/[./-]/).map((value, at) => [partsOf(from)[at] ?? '', value]));
    const [day, month] = [Number(values.get('DD')), Number(values.get('MM'))];
    if (day < 1 || day > 31 || month < 1 || month > 12) return [];
    const is = to.replace(/DD|MM|YYYY/g, (part) => (values.get(part) ?? '').padStart(2, '0'));
    return [{ was, is }];
  });
}

/** Pure. */
export function wrongDate({ from, to }: Dates, text: string, before: string): string | null {
  const wrong = rewritten(before, from, to).find(({ is }) => !text.includes(is));
  return wrong === undefined ? null : `${wrong.was} is to be ${wrong.is}, which is not there`;
}

/** `told`: the user's words. */
export async function datesWritten(files: FilesView, told: string): Promise<CheckResult[]> {
  const dates = datesIn(told);
  const [path, ...more] = dates === null ? [] : files.meant(dates.path);
  if (dates === null || path === undefined || more.length > 0 || !files.isChanged(path)) return [];
  const [text, before] = [await files.text(path), await files.before(path)];
  const problem = typeof text === 'string' && typeof before === 'string' ? wrongDate(dates, text, before) : null;
  return problem === null ? [] : [{ name: 'dates_written', passed: false, detail: `${path}: ${problem}` }];
}
