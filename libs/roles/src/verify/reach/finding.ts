import { isOnlyAnswered } from '../../unchanged.js';
import { isDocument, nameOf } from '../file-kinds.js';
import { mayAskForText } from '../report-words.js';
import { proseOf } from '../stated/masked-text.js';
import type { Step } from '../subject.js';
import { isQuestion, looks, onlyReproduces } from './looking-words.js';

/*
 * Plans give files to steps that only look. What such a step finds is its summary, which later steps and the user are
 * told: a judge says whether it will do. Pure.
 */

type Looked = Pick<Step, 'changes' | 'subtask' | 'work' | 'told' | 'landed' | 'isSteered'>;

/** Whether what a step was to bring is what it says. */
export function isFinding({ changes, subtask, work, told, landed, isSteered }: Looked): boolean {
  const { summary, unchangedBecause, awaited = [], others } = work;
  const { description, expectedOutputs } = subtask;
  if (changes.length > 0 || isSteered || others === undefined) return false;
  const isForItself = onlyReproduces(description) && !WANTS_REPRODUCTION.test(told);
  if (!isForItself && !expectedOutputs.every(isOfWords)) return false;
  // What others go on from has to be more than that it was looked for.
  const tellsMore = saysSomething(summary, description);
  if (isQuestion(told)) return tellsMore && (unchangedBecause === undefined || mayHaveBeenTold(work));
  if (unchangedBecause !== undefined) return false;
  // A text that the user wants is to be made by somebody.
  const isText = asksForText(told);
  if (awaited.length > 0) {
    // What is gathered goes into a file.
    const isTaken = looks(description, true) || awaited.some((path) => nameOf(path).includes('.'));
    return tellsMore && isTaken && looks(description, false) && (!isText || awaited.some(isDocument));
  }
  const made = landed.filter(({ operation }) => operation !== 'delete');
  if (made.length === 0 || !saysSomething(summary, '') || !looks(description, true)) return false;
  return !isText || made.some(({ path, operation }) => operation === 'create' && isDocument(path));
}

/** Who speaks of one may want to have it. */
const WANTS_REPRODUCTION =
  /\b(?:reproduc\w*|repro|demonstrat\w*|script|program|snippet)\b|skript|programm|reproduzier|reprodui|guion|プログラム|スクリプト|脚本|скрипт/iu;

/** Whoever has looked at nothing may answer out of what earlier steps have found. */
const mayHaveBeenTold = ({ plan, unchangedBecause = '' }: Looked['work']): boolean =>
  isOnlyAnswered(unchangedBecause) && plan?.subtasks.some(({ summary }) => summary !== null) === true;

/** What can be said as well as written down. */
const isOfWords = (path: string): boolean =>
  /(?:^|\/)[^./]+\/?$|\.(?:md|markdown|txt|rst|adoc|org|csv|tsv|json|ya?ml|log|xml|html?|xlsx?|docx?|pdf)$/i.test(path);

const TEXT =
  /\b(?:reports?|summar\w+|lists?|overview|inventory|findings|results?|logs?|notes?|document\w*|changelog|write[- ]?up|tables?|analysis|sav(?:e|ed|ing)|store|export|record)\b|\b(?:put|bring)\b[^.;]{0,60}\btogether\b|\b(?:in(?:to)?|as|to)\s+(?:(?:an?|one|another|its|their|separate|new|own|different|text)\s+){1,3}files?\b/i;
const FILE =
  /(?<!\p{L})(?:datei|fichier|archivo|fichero|arquivo|ficheiro|bestand|plik|fil)(?:en|s|u|y|er|et)?(?!\p{L})|файл|\bstell\p{L}{0,20}\s[^.;]{0,80}\szusammen|dosya|文件|ファイル|파일/iu;
function asksForText(told: string): boolean {
  const prose = proseOf(told);
  return TEXT.test(prose) || FILE.test(prose) || mayAskForText(prose);
}

/** Words that only say that something was done. */
const EMPTY = new Set(
  'a an all and any are as been change changed changes complete completed done everything file files finished found has have i in is it its made no no_change not nothing now of ok on ready result results step subtask successfully task that the there this to was were with work'.split(
    ' ',
  ),
);
const LEAST_WORDS = 3;
const LEAST_SIGNS = 8;

/** Whether a summary tells more than that the work was done, and more than a description of it. */
export function saysSomething(summary: string, description: string): boolean {
  const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
  const said = new Set(wordsOf(description));
  const own = new Set(wordsOf(summary).filter((word) => !EMPTY.has(word) && !said.has(word)));
  const signs = [...own].join('').match(/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/gu) ?? [];
  return own.size >= LEAST_WORDS || signs.length >= LEAST_SIGNS;
}
