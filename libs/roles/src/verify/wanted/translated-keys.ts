import type { CheckResult } from '#domain';
import { listed } from '../doubt.js';
import { plainValues } from '../kept/values-kept.js';
import type { FilesView } from '../stated/files-view.js';
import { mask } from '../stated/masked-text.js';

/* A translation of a file of texts, in whatever language it was asked for, has all of their names. */

const TRANSLATES =
  /\btranslat|übersetz|\btradui|\btraduc|\btraduz|\btradurr|\bvertaal|przetłumacz|перевед|перевес|翻译|翻譯|翻訳|번역/iu;
const NOT_ALL =
  /\b(?:only|except|but|without|first|some|missing|nur|ohne|außer|seulement|sauf|solo|sólo|excepto|salvo|tranne|apenas|exceto)\b|только|кроме|只|だけ/iu;
const OF_NUMBER = /[._-](?:zero|one|two|few|many|other|plural)$/;
const TEXTS = /\.(?:json|ya?ml)$/i;

/** `told`: the user's words. */
export async function keysTranslated(files: FilesView, told: string): Promise<CheckResult[]> {
  const { files: named, text } = mask(told);
  if (!TRANSLATES.test(text) || NOT_ALL.test(text)) return [];
  const paths = [...new Set(named)].filter((name) => TEXTS.test(name)).flatMap((name) => files.meant(name));
  const [source, ...more] = paths.filter((path) => !files.isChanged(path));
  const [target, ...others] = paths.filter((path) => files.isChanged(path));
  if (source === undefined || target === undefined || more.length + others.length > 0) return [];
  const [from, to] = [await files.text(source), await files.text(target)];
  const [were, are] = [plainValues(source, from ?? ''), plainValues(target, to ?? '')];
  if (were === null || are === null) return [];
  const forms = new Set([...are.keys()].map((key) => key.replace(OF_NUMBER, '')));
  // Each language has numbers of its own.
  const isForm = (key: string): boolean => OF_NUMBER.test(key) && forms.has(key.replace(OF_NUMBER, ''));
  const missing = [...were.keys()].filter((key) => !are.has(key) && !isForm(key));
  // What has hardly a name in common is laid out otherwise.
  if (missing.length === 0 || missing.length * 2 > were.size + 1) return [];
  return [{ name: 'translated_keys', passed: false, detail: `${target} lacks ${listed(missing)} of ${source}` }];
}
