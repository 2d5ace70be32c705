/* Orders to look whether something is amiss, and to mend what is: nobody can know beforehand whether a file has to change. Pure. */

const LOOKS =
  /^(?:(?:please|bitte|prosím|s'il te plaît|por favor|per favore|пожалуйста|请|請)[\s,]*)?(?:(?:check|verify|validate|test|review|inspect|look|see)(?!\p{L})|(?:über)?prüf|kontrolli?er|teste|schau|vérifi|contrôl|regarde|comprueb|comprob|revis(?!(?:e|ed|ing)(?!\p{L}))|verific|mira|controlla|confere|confira|controleer|kijk|sprawd|zkontrol|ověř|провер|посмотр|检查|檢查|核对|確認|チェック|확인|점검)/iu;
/** What is mended, and behind it or before it words for what need not be there. */
const MENDS =
  /(?<![\p{L}\p{M}])(?:fix|correct|repair|mend|replace|korrigier|reparier|behebe?|berichtig|verbesser|ersetz|corrig|répar|remplac|arregl|corrij|correg|repar|ripar|sostitu|consert|arrum|herstel|repareer|verbeter|popraw|napraw|oprav|исправ|поправ|почин)\p{L}*|修复|修復|修正|改正|直し|고치|고쳐|수정/giu;
const AMISS =
  /(?<![\p{L}\p{M}])(?:broken|wrong|bad|dead|faulty|invalid|outdated|incorrect|any|errors?|mistakes?|typos?|problems?|issues?|what(?:ever)?\s+is(?:n['’]t|\s+not)|those\s+that|kaputt|defekt|tot|falsch|fehler|cass|mort|erron|faux|fauss|erreurs?|fautes?|rot[oa]s?|errore?s?|errat|rotti|rotte|quebrad|errad|erros?|kapot|fout|dood|zepsut|błędn|błęd|niedział|nefunkčn|rozbit|chyb|битые|сломан|неправильн|неверн|ошибк|нерабоч)\p{L}*|坏|壞|失效|错|錯|無効|壊れ|切れ|誤り|間違|깨진|잘못|틀린|오류/iu;
/** Behind this another order may begin. */
const ANOTHER = /[.;!?]\s+\S|[。！？\n]\s*\S/;

/** Whether that is all a text asks for. */
export function mayFindNothing(text: string): boolean {
  const said = text.trim().slice(0, 500);
  const order = [...said.matchAll(MENDS)].at(-1);
  if (text.length > 500 || order === undefined || !LOOKS.test(said) || ANOTHER.test(said)) return false;
  const behind = said.slice(order.index + order[0].length);
  // In some tongues the verb comes last, and what it mends before it.
  const clause =
    said
      .slice(0, order.index)
      .split(/[,，、]/)
      .at(-1) ?? '';
  const isShort = behind.split(/\s+/).length <= 6 && !/[,，、]/.test(behind);
  return isShort && (AMISS.test(behind) || (behind.trim().length <= 6 && AMISS.test(clause)));
}

/** What may join another order to the first. */
const JOINS = /[,，、;]|(?<![\p{L}\p{M}])(?:and|und|et|y|e|i|en|a|и|then|dann|puis|luego|poi)(?![\p{L}\p{M}])|并|和/iu;
const LOOKS_LAST = /(?:prüfen|kontrollieren|testen|確認|チェック|확인|점검)(?:する|하기)?\s*$/iu;

/** Whether a step in a few words is only to look at what is there. */
export function onlyLooks(text: string): boolean {
  const said = text.trim().replace(/[.!。]$/, '');
  if (said.length > 80 || ANOTHER.test(said) || JOINS.test(said) || said.match(MENDS) !== null) return false;
  return LOOKS.test(said) || LOOKS_LAST.test(said);
}
