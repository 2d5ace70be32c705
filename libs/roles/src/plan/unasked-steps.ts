import type { SubtaskSpec } from '#domain';
import { asksSomebody } from './asks-somebody.js';
import { asksForFiles } from '../verify/reach/changed.js';
import { certaintyOf } from '../verify/doubt.js';
import { isCode } from '../verify/file-kinds.js';
import type { Stated } from '../verify/stated/fact.js';
import { stated } from '../verify/stated/facts.js';
import { handsIn } from './hands-in.js';
import { keepsInMemory } from './keeps-in-memory.js';
import { proseOf } from '../verify/stated/masked-text.js';

/** A step that begins so takes files away, whatever else it does. */
const CLEANS =
  /^(?:please\s+|finally,?\s+|then\s+)?(?:clean(?:ing)?[- ]?up|tidy(?:ing)?\s+up|cleanup|(?:delete|remove|erase|purge|wipe)\s+(?:(?:all|any|every|the|other|old|unused|unnecessary|temporary|remaining|leftover|existing|obsolete|extra)\s+){1,4}(?:\S+\s+)?(?:files?|folders?|director(?:y|ies)|artifacts?|data))\b/i;

/** A step that sets a project up, which pages and documents do without. */
const SETS_UP =
  /^(?:please\s+|first,?\s+)?(?:initiali[sz]e|init|set(?:ting)?\s+up|create|bootstrap|scaffold|install)\b.{0,60}\b(?:npm|node(?:\.?js)?|yarn|pnpm|git|repository|repo|virtual\s*env\w*|venv|project|dependencies|environment|boilerplate)\b/i;
const SPEAKS_OF_PROJECTS =
  /\b(?:npm|node|yarn|pnpm|packages?|git\w*|repo\w*|venv|virtual|projects?|dependenc\w*|environment|install\w*|boilerplate|set.?up|apps?|applications?|programs?|services?|servers?|librar\w*|frameworks?|modules?|tools?|build\w*|bundl\w*|react|vue|angular|svelte|vite|typescript|python)\b/i;

/**
 * Without steps that the user did not ask for: those that only ask the user, or commit and push; where every word of
 * the goal was understood, and each file it is about is named, those that take files away though no word of it does,
 * and those that only make other ones; where it lets no other file change, those that work on others. What a less
 * certain goal may have meant is seen when the step's work is verified. Pure.
 */
export function withoutUnasked(
  subtasks: readonly SubtaskSpec[],
  told: string,
): {
  readonly subtasks: readonly SubtaskSpec[];
  readonly repairs: readonly string[];
  /** Each step only asks, or makes what the goal does not speak of: nothing of the plan is for the goal. */
  readonly isForeign?: true;
} {
  const goal = stated(told);
  const needsNoProject = goal.files.length > 0 && !goal.files.some(isCode) && !SPEAKS_OF_PROJECTS.test(proseOf(told));
  const dropped = new Map<string, readonly string[]>();
  const repairs: string[] = [];
  for (const subtask of subtasks) {
    const because =
      (needsNoProject ? (setsUp(subtask, goal) ?? keepsInMemory(subtask, told)) : null) ??
      (goal.isOnly ? worksOnOthers(subtask, goal) : null) ??
      (asksSomebody(subtask, goal, told) ? 'which asks somebody' : null) ??
      handsIn(subtask, told) ??
      translatesUnasked(subtask, told) ??
      laysOutOthers(subtask, goal, told) ??
      deletesUnasked(
        subtask,
        subtasks.filter((one) => one !== subtask),
        goal,
        told,
      ) ??
      (goal.isWhole ? unasked(subtask, goal) : null);
    if (because === null) continue;
    dropped.set(subtask.id, subtask.dependsOn);
    repairs.push(`left out "${subtask.id}", ${because}, which the goal does not ask for`);
  }
  if (dropped.size === 0) return { subtasks, repairs: [] };
  if (dropped.size === subtasks.length) {
    const isForeign = subtasks.every(
      (subtask) => asksSomebody(subtask, goal, told) || unasked(subtask, goal)?.startsWith(MAKES_OTHERS) === true,
    );
    return { subtasks, repairs: [], ...(isForeign ? { isForeign } : {}) };
  }
  const kept = subtasks.filter(({ id }) => !dropped.has(id));
  return { subtasks: kept.map((subtask) => ({ ...subtask, dependsOn: past(subtask.dependsOn, dropped) })), repairs };
}

/** Another language than any the user has named. */
const TRANSLATES = /\b(?:translat(?:e|es|ing|ion)|render|rewrite)\b[^.;]{0,80}\b(?:in)?to\s+(\p{L}{4,12})\b/iu;
const SPEAKS_OF_TRANSLATION =
  /translat|übersetz|tradu[cizo]|vertaal|vertaling|przetłum|přelož|перев[еo]|翻译|翻譯|翻訳|번역|languages?\b|sprache|langue|idioma|lingua|taal|язык|语言|言語|locali[sz]|i18n/iu;
const CALLED: Readonly<Record<string, RegExp>> = {
  english: /engl|anglais|ingl[eéê]s|angiel|англ|英/iu,
  german: /german|deutsch|allemand|alem[aáã]n|tedesc|duits|niemiec|немец|德|ドイツ/iu,
  french: /french|französ|franç|franc[eé]s|frances|frans|francus|франц|法|フランス/iu,
  spanish: /spanish|spanisch|espa[nñg]|spagn|spaans|hiszpań|испан|西班牙|スペイン/iu,
  italian: /ital|итал|意大利|イタリア/iu,
  portuguese: /portug|португ|葡|ポルトガル/iu,
};
function translatesUnasked({ description }: SubtaskSpec, told: string): string | null {
  const tongue = TRANSLATES.exec(proseOf(description))?.[1]?.toLowerCase() ?? '';
  const called = CALLED[tongue];
  if (called === undefined || called.test(told) || SPEAKS_OF_TRANSLATION.test(told)) return null;
  return `which translates into ${tongue[0]?.toUpperCase()}${tongue.slice(1)}`;
}

const LAYS_OUT =
  /\b(?:re)?format\w*|\blint\w*|\bstyl\w*|\btid(?:y|ies|ying)\b|\bwhitespace\b|\bindent\w*|\bbeautif\w*/i;
const OF_OTHERS = /\b(?:other|remaining|rest\s+of\s+the|all|every)\b[^.]{0,40}\bfiles?\b/i;
/** Other files than those named are laid out anew, where the goal only adds something to those. */
function laysOutOthers({ description }: SubtaskSpec, goal: Stated, told: string): string | null {
  const isElsewhere = !stated(description).files.some((path) => speaksOf(goal, path));
  const isAsked =
    LAYS_OUT.test(proseOf(told)) || goal.files.length === 0 || certaintyOf(told, goal, 'files') !== 'certain';
  return isElsewhere && !isAsked && LAYS_OUT.test(description) && OF_OTHERS.test(description)
    ? 'which lays other files out anew'
    : null;
}

/** Words by which what is there may go, in any language; what is moved or replaced goes from where it was. */
const MAY_GO =
  /\b(?:delet|remov|eras|drop|clean|tid[yi]|get\s+rid|mov|renam|replac|migrat|archiv|instead|in\s+place|merg|combin|port\b|prun|purg|no\s+longer|only|uninstall|overwrit|clear|empt|wip)\w*|(?<!\p{L})(?:lösch|entfern|aufräum|bereinig|verschieb|umbenenn|benenn|ersetz|statt|zusammenf|nur|supprim|effac|enlev|enlèv|retir|déplac|renomm|remplac|nettoy|rang|fusion|seul|borr|elimin|quit|suprim|muev|mover|renombr|reemplaz|sustit|limpi|fusion|sol[oa]|apag|remov|exclu|substitu|limp|junt|cancell|rimuov|spost|rinomin|sostitu|puli|uni|verwijder|verplaats|hernoem|vervang|opruim|usuń|przenieś|zamień|удал|убер|перемест|переимен|замен|очист)\p{L}*|删|刪|移|清|替|合并|整理|削除|移動|置き|消/iu;
const DELETES =
  /^(?:[^:]{1,24}:\s*)?(?:please\s+|then\s+|finally,?\s+)?(?:delete|remove|erase|purge|lösche?n?|entfernen?|supprimer|effacer|borrar|eliminar|suprimir|apagar|excluir|remover|cancellare|eliminare|rimuovere|verwijder|usuń|удалить)\s|^(?:删除|刪除|清理)|を?削除(?:する)?$/iu;
/** Another form of documents, which leaves the first as it is. */
const DERIVES =
  /(?<!\p{L})(?:convert|konvert|umwandl|transform|übersetz|translat|tradui|traduc|traduz|summari[sz]|zusammenfass|résum|resum|riassum|export|divi[ds]|split|extract|extrai|extra[ey]|sort(?:e|ed|ing|ier\p{L}*)?(?!\p{L})|trie|orden|ordin)\p{L}*|转换|转为|转成|翻译|总结|排序|拆分|変換|翻訳|要約|分割/iu;
/** Where the user has not a word for it, documents are not deleted when another form of them is there. */
function deletesUnasked(
  subtask: SubtaskSpec,
  others: readonly SubtaskSpec[],
  goal: Stated,
  told: string,
): string | null {
  const prose = proseOf(told);
  if (!DELETES.test(subtask.description.trim()) || !DERIVES.test(prose) || MAY_GO.test(prose)) return null;
  if ([...goal.files, ...stated(subtask.description).files].some(isCode) || SPEAKS_OF_PROJECTS.test(prose)) return null;
  const made = others.flatMap(({ description, expectedOutputs }) => [
    ...stated(description).files.filter((path) => !speaksOf(goal, path)),
    ...expectedOutputs.filter((path) => !speaksOf(goal, path)),
  ]);
  // What another step has only made for the way may go again.
  return stated(subtask.description).files.some((path) => made.includes(path)) ? null : 'which takes files away';
}

const MAKES_OTHERS = 'which only makes';
function setsUp({ description, expectedOutputs }: SubtaskSpec, goal: Stated): string | null {
  const isOfTheGoal = [...stated(description).files, ...expectedOutputs].some((path) => speaksOf(goal, path));
  return SETS_UP.test(description.trim()) && !isOfTheGoal ? 'which sets a project up' : null;
}

/** Where no other file may change. */
function worksOnOthers(subtask: SubtaskSpec, goal: Stated): string | null {
  const { files } = stated(subtask.description);
  const isOther = files.length > 0 && asksForFiles(subtask) && !files.some((path) => speaksOf(goal, path));
  return isOther ? `which works on ${files.slice(0, 3).join(', ')}` : null;
}

const speaksOf = (goal: Stated, path: string): boolean =>
  goal.files.some((name) => path === name || path.endsWith(`/${name}`) || name.endsWith(`/${path}`));

function unasked({ description }: SubtaskSpec, goal: Stated): string | null {
  const own = stated(description);
  const removes = CLEANS.test(description.trim()) || own.facts.some(({ kind }) => kind === 'gone');
  if (removes && !goal.facts.some(({ kind }) => kind === 'gone' || kind === 'moved')) return 'which takes files away';
  const makes = own.facts.flatMap((fact) => (fact.kind === 'made' ? [fact.path] : []));
  const isBeside = makes.length > 0 && !own.files.some((path) => speaksOf(goal, path));
  return isBeside ? `${MAKES_OTHERS} ${makes.slice(0, 3).join(', ')}` : null;
}

/** Dependencies with what was left out replaced by what it waited for. */
function past(ids: readonly string[], dropped: ReadonlyMap<string, readonly string[]>, depth = 0): string[] {
  if (depth > 64) return [];
  return [...new Set(ids.flatMap((id) => (dropped.has(id) ? past(dropped.get(id) ?? [], dropped, depth + 1) : [id])))];
}
