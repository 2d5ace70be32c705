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

/** What makes something, as the first word of an order. */
const MAKES =
  /^(?:schreib|erstell|erzeug|generier|implementier|füg|trag|setz|leg|écri(?!s-moi)|cré[eé]|génér|génèr|mets|mett|implément|escrib(?!e?me)|cre[ae]|gener|impl?ement|pon|escrev(?!a-me)|crie|gere|coloque|scriv(?!imi)|inserisc|schrijf|maak|genereer|zet|napisz|utwórz|stwórz|napiš|vytvoř|напиш|созда|сдела|помест)/iu;
const MAKES_AT_ONCE = /^(?:创建|新建|编写|撰写|写|創建|在\s*⟦F\d+⟧)/u;
/** Verbs of Japanese and Korean end their sentence. */
const MAKES_LAST = /(?:作成|生成|書い|保存|만들|작성|생성)\p{L}{0,10}[。.!]?$/u;
const POLITELY =
  /^(?:(?:bitte|veuillez|merci de|s['’]il (?:te|vous) plaît|por favor|per favore|per piacere|alsjeblieft|proszę|prosím|пожалуйста|请|請|jetzt|nun|dann|ahora|agora|ora)[\s,]*)+/iu;
/** "Write me": said, not written. */
const TO_SOMEBODY =
  /^\p{L}+(?:\s+(?:mir|uns|auf|me|moi|mi|mij|ons|mi|mně|мне|给我)(?![\p{L}])|[-](?:moi|me|nous)(?!\p{L}))/iu;
const PERHAPS =
  /(?<!\p{L})(?:nicht|nichts|kein\p{L}*|falls|wenn|sofern|ob|ne|n['’]|pas|rien|si|sin|nada|não|se|non|niente|niet|geen|als\s+(?:er|het|de|dat|je)|indien|nie|nic|jeśli|jestli|pokud|не|если|ничего|ли)(?!\p{L})|[?？]|如果|不要|もし|ない|만약|지 마/iu;
/** A file, or a folder as the place of one: an empty folder is no change that anybody sees. */
const PLACE =
  /⟦F\d+⟧|(?<!\p{L})(?:in|im|ins|dans|en|na|no|nella|nel|w|do|v|в)\s+(?:(?:den|dem|das|einem|einen|le|la|un|une|el|una|uma|um|de|het|een)\s+)?(?:neuen?\s+)?(?:ordner|verzeichnis|dossier|répertoire|carpeta|directorio|pasta|diretório|cartella|map|katalog\p{L}*|folder\p{L}*|složk\p{L}*|папк\p{L}*|каталог\p{L}*)(?!\p{L})/iu;

/** Where it is to be done, before what is to be done. */
const IN_A_FILE =
  /^(?:in|im|dans|en|na|no|em|nel|w|v|ve|в)\s+(?:(?:der|dem|die|le|la|el|il|o|a|de|het)\s+)?(?:(?:datei|fichier|archivo|arquivo|ficheiro|file|bestand|plik\p{L}{0,3}|soubor\p{L}{0,3}|файл\p{L}{0,3})\s+)?⟦F\d+⟧\s*,?\s+(?!\p{L}{1,20}\s+(?:sich|se|si|zich|się)(?!\p{L}))/iu;

/** Words without which hardly a sentence is English; those have rules of their own. */
const ENGLISH = /(?:^|\s)(?:the|and|of|with|to|that|this|in a|add|append|insert|include)(?=\s|$)/i;

export const addsInTongues = (prose: string): boolean => !ENGLISH.test(prose) && ADDS.test(prose);
/** As `takesAway` of a text in English. */
export const takesInTongues = (prose: string): boolean => !ENGLISH.test(prose) && TAKES.test(prose);
/** A sentence that begins with an order to make or change something in a file. `sentence`: its files are masked. */
export function changesInTongues(sentence: string): boolean {
  const order = sentence.trim().replace(POLITELY, '');
  if (ENGLISH.test(order) || PERHAPS.test(order) || TO_SOMEBODY.test(order) || !PLACE.test(order)) return false;
  if (MAKES_AT_ONCE.test(order) || MAKES_LAST.test(order)) return true;
  const [verb = ''] = order.replace(IN_A_FILE, '').split(/\s/, 1);
  return MAKES.test(verb) || addsInTongues(verb) || takesInTongues(verb);
}
/** In one sentence of those. */
export const takesInASentence = (prose: string): boolean => prose.split(/\n|(?<=[.!?])\s|(?<=。)/).some(takesInTongues);
