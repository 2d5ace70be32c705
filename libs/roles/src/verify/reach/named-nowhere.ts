import type { CheckResult, FileChange } from '#domain';
import { listed } from '../doubt.js';
import { isCode, isIgnoreList, stemOf } from '../file-kinds.js';
import { isVariant } from '../stated/files-view.js';
import { mask, sentencesOf, standingFor } from '../stated/masked-text.js';
import { isConditional, mayBeWrittenLater } from '../stated/sentence.js';
import { ALL } from './words-for-all.js';

/*
 * Files that a short goal names, in any language, and that no file is: neither was there one of the name before the
 * work, nor is there one after it.
 */

const WORD_ENDS = '(?![\\p{L}\\p{M}])';
/** By these a name is a choice, an example, what shall not be, or what somebody complains of. */
const PERHAPS = new RegExp(
  `(?<![\\p{L}\\p{M}])(?:if|unless|whether|when|where|or|like|similar|such|e\\.g|example|instance|instead|without|not|no|never|cannot|can|could|would|may|might|should|optional\\p{L}*|perhaps|maybe|ideally|delet\\p{L}*|remov\\p{L}*|missing|bug|errors?|fail\\p{L}*|crash\\p{L}*|broken|wrong|fix\\p{L}*|ignor\\p{L}*|import\\p{L}*|support\\p{L}*|links?|linked|linking|href|url|falls|wenn|ob|sofern|oder|wie|z\\.\\s?b|beispiel\\p{L}*|ähnlich\\p{L}*|statt|anstatt|ohne|nicht|kein\\p{L}*|lösch\\p{L}*|entfern\\p{L}*|fehl\\p{L}*|verlink\\p{L}*|si|ou|comme|exemple|sans|pas|ne|lieu|supprim\\p{L}*|manqu\\p{L}*|erreur\\p{L}*|liens?|o|como|ejemplo|sin|ni|elimin\\p{L}*|borr\\p{L}*|falta\\p{L}*|fall\\p{L}*|enlace\\p{L}*|enlaz\\p{L}*|se|caso|exemplo|sem|não|nem|apag\\p{L}*|remov\\p{L}*|oppure|come|esempio|senza|non|né|cancell\\p{L}*|manc\\p{L}*|of|als|zoals|bijv|voorbeeld|zonder|niet|geen|verwijder\\p{L}*|lub|jak|jeśli|bez|nie|usuń\\p{L}*|nebo|pokud|или|если|как|без|не|нет|например|удал\\p{L}*)${WORD_ENDS}|n['’]t${WORD_ENDS}|如果|若|或|例如|比如|像|不|没|沒|勿|删|刪|缺|もし|または|例え|ような|ない|ずに|削除|消し|만약|또는|예를|같은|없|않|삭제|\\?`,
  'iu',
);
/** What is named may be made another day. */
const LATER =
  /(?<!\p{L})(?:later|später|plus tard|más tarde|mais tarde|più tardi|później|позже)(?!\p{L})|以后|稍后|後で|나중에/iu;
/** What writes files when it runs. */
const PROGRAM =
  /(?<!\p{L})(?:s[kc]ript|program|tool|app|werkzeug|funktion|fonction|funci|funz|funç|outil|herramient|klasse|dienst|server|test)\p{L}*|脚本|程序|函数|スクリプト|プログラム|関数|스크립트|프로그램/iu;
/** Lists what may be there one day. */
/** What a text is to say, and not what is to be made. */
const IS_SAID = /(?<![\p{L}\p{M}])(?:that|dass|daß|que|che|dat|że|что)(?![\p{L}\p{M}])|说明|說明|という/iu;
const LONGEST = 800;
/** A name that stands for many: "cities/NAME.txt" for each of them, "YYYY-MM.md". */
const STANDS_FOR_MANY = /^(?:[\p{Lu}_-]{2,40}|x{2,}|n{2,})$/u;

/** Pure. */
export function namedForSure(told: string): string[] {
  if (told.length > LONGEST) return [];
  const masked = mask(told);
  if (masked.files.some(isIgnoreList)) return [];
  if (masked.blocks.length > 0 || masked.files.some(isCode) || PROGRAM.test(masked.text)) return [];
  if (LATER.test(masked.text)) return [];
  const sentences = sentencesOf(masked);
  const isUnsure = (text: string): boolean => isConditional(text) || PERHAPS.test(text) || IS_SAID.test(text);
  // What is unsure where one sentence names it is so everywhere.
  const unsure = new Set(sentences.filter(isUnsure).flatMap((text) => standingFor(text, masked, 'F').map(stemOf)));
  const sure = sentences.flatMap((text) => {
    if (isUnsure(text)) return [];
    const files = standingFor(text, masked, 'F');
    const isOfMany = (path: string): boolean => STANDS_FOR_MANY.test(stemOf(path)) && ALL.test(text);
    return files.filter(
      (path) =>
        !unsure.has(stemOf(path)) && !isOfMany(path) && !mayBeWrittenLater(path, { text, masked, files, before: null }),
    );
  });
  return [...new Set(sure)];
}

/** A host may be called as a file of an outline is, too. */
const isHost = (name: string): boolean => /^[\w.-]+\.org$/i.test(name);

/** `changes`: all of the task's; `there`: what there is after them. */
export function namedSomewhere(told: string, changes: readonly FileChange[], there: readonly string[]): CheckResult[] {
  if (changes.length === 0) return [];
  const went = changes.flatMap(({ operation, path, oldPath }) =>
    operation === 'delete' ? [path] : oldPath === undefined ? [] : [oldPath],
  );
  const known = [...there, ...went];
  const stems = new Set(known.map((path) => stemOf(path).normalize().toLowerCase()));
  const nowhere = namedForSure(told).filter(
    (name) =>
      !(isHost(name) && !known.some(isHost)) &&
      !stems.has(stemOf(name).normalize().toLowerCase()) &&
      !known.some((path) => path === name || path.endsWith(`/${name}`) || isVariant(path, name)),
  );
  if (nowhere.length === 0) return [];
  return [{ name: 'named_files', passed: false, detail: `named by the goal, and nowhere: ${listed(nowhere)}` }];
}
