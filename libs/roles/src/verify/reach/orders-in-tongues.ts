/* Orders of other languages than English, by the stems of their verbs. Pure, linear. */

const START = '(?<![\\p{L}\\p{M}])';
/** What is put to a file that is there. */
const ADDS = new RegExp(
  `${START}(?:hinzu|ergänz|(?:ein|an)(?:ge)?füg|(?:ein|nach)(?:ge)?trag|aufnehm|ajout|insér|complét|añad|agreg|incorpor|adicion|acrescent|inclu[aiy]|aggiung|inseri|toevoeg|voeg|opnem|dopisz|dodaj|přid|doplň|добав|допиш|внес)|追加|加入|加上|添加|新增|補充|补充|추가`,
  'iu',
);
/** What lets something go, writes it anew, or gives it another form. */
const TAKES = new RegExp(
  `${START}(?:lösch|entfern|streich|ersetz|überschreib|umbenenn|benenn|verschieb|aufräum|bereinig|kürz|umschreib|überarbeit|übersetz|umwandel|konvertier|sortier|ordne|zusammenf|verkürz|umform|mach\\p{L}*\\s+aus|réduis|réduir|résum|resum|riassum|änder|aktualisier|anpass|korrigier|verbesser|behebe?|reparier|supprim|effac|enlev|enlèv|retir|remplac|renomm|déplac|nettoy|raccourc|réécri|réécr|tradui|convert|trie|tri[eé]r|modifi|chang|mets? à jour|corrig|amélior|répar|borr|elimin|quit|reemplaz|sustit|renombr|muev|mover|limpi|acort|reescri|traduc|orden|cambi|actualiz|mejor|arregl|apag|remov|exclu|substitu|renome|limp|encurt|reescrev|traduz|atualiz|melhor|consert|cancell|rimuov|togli|sostitu|rinomin|spost|puli|accorci|riscriv|tradurr|aggiorn|miglior|ripar|verwijder|vervang|hernoem|verplaats|herschrij|vertaal|sorteer|wijzig|verbeter|usuń|zamień|przetłumacz|popraw|odstran|nahraď|přelož|oprav|удал|убер|замен|переимен|перемест|перепис|перевед|перевес|сократ|исправ|обнов|измен|сорт)|缩短|縮短|精简|概括|总结|改写|短く|要約|縮め|删除|刪除|移除|去掉|去除|清理|替换|替換|重命名|移动|移動|重写|翻译|翻譯|转换|排序|修改|更新|修复|修正|削除|消[しす]|置き?換え|書き?直|名前を変|翻訳|変換|並べ替え|変更|修正|삭제|제거|교체|바꾸|번역|변환|정렬|수정`,
  'iu',
);

/** Words without which hardly a sentence is English; those have rules of their own. */
const ENGLISH = /(?:^|\s)(?:the|and|of|with|to|that|this|in a|add|append|insert|include)(?=\s|$)/i;

export const addsInTongues = (prose: string): boolean => !ENGLISH.test(prose) && ADDS.test(prose);
/** As `takesAway` of a text in English. */
export const takesInTongues = (prose: string): boolean => !ENGLISH.test(prose) && TAKES.test(prose);
/** In one sentence of those. */
export const takesInASentence = (prose: string): boolean => prose.split(/\n|(?<=[.!?])\s|(?<=。)/).some(takesInTongues);
