import { LatePattern } from '../stated/late-pattern.js';

/* By which words a step is only to look at what is there, and a goal only asks. Pure. */

type Words = Pick<RegExp, 'test'>;
const start = (forms: string): Words => new LatePattern(`^(?:${forms})(?!\\p{L})`, 'iu');
const anywhere = (forms: string): Words => new LatePattern(`(?<![\\p{L}\\p{M}])(?:${forms})(?!\\p{L})`, 'iu');

/** What comes before the verb. */
const OPENING =
  /^(?:(?:please|first|then|now|finally|next|bitte|zuerst|dann|zunächst|d'abord|ensuite|primero|luego|prima|poi|eerst|najpierw|först|сначала|затем|затім|önce|首先|然后|最后|まず|次に|최종적으로|먼저)[\s,、，]*)+/iu;

/** One row a language. */
const LOOKS: readonly Words[] = [
  start(
    'inspect|read|re-?read|review|verify|check|validate|run|test|try|analy[sz]e|explore|confirm|look|examine|understand|investigate|study|scan|compare|evaluate|assess|audit|survey|debug|diagnose|trace|profile|benchmark|reproduce|proofread|(?:figure|find)\\s+out|(?:compile|build)(?=(?:\\s[^.;]{1,60})?\\sand\\s+(?:run|try|test)\\b)',
  ),
  start(
    '(?:durch|nach)?les(?:en?|t)|lies|(?:über)?prüf\\p{L}*|kontrollier\\p{L}*|analysier\\p{L}*|untersuch\\p{L}*|sicht\\p{L}*|vergleich\\p{L}*|schau\\p{L}*|betracht\\p{L}*|teste?n?',
  ),
  start(
    'lire|lis|lisez|vérifi\\p{L}*|analys\\p{L}*|examin\\p{L}*|compar\\p{L}*|regard\\p{L}*|parcour\\p{L}*|contrôl\\p{L}*|tester',
  ),
  start(
    'leer|lee|lea|revis\\p{L}*|analiz\\p{L}*|examin\\p{L}*|compar\\p{L}*|verific\\p{L}*|comprob\\p{L}*|comprueb\\p{L}*',
  ),
  start('ler|leia|lê|verific\\p{L}*|analis\\p{L}*|examin\\p{L}*|compar\\p{L}*|rever|revis\\p{L}*'),
  start('leggi|leggere|controll\\p{L}*|verific\\p{L}*|analizz\\p{L}*|esamin\\p{L}*|confront\\p{L}*'),
  start('lees|lezen|controleer|controleren|bekijk\\p{L}*|analyseer|analyseren|vergelijk\\p{L}*|onderzoek\\p{L}*|test'),
  start(
    'przeczyta\\p{L}*|czyta\\p{L}*|sprawd\\p{L}*|przeanaliz\\p{L}*|analiz\\p{L}*|porówna\\p{L}*|przejrz\\p{L}*|zbada\\p{L}*',
  ),
  start('läs|läsa|granska|kontrollera|analysera|jämför|jämföra|undersök\\p{L}*|læs|les'),
  start(
    'прочита\\p{L}*|прочесть|прочти|чита\\p{L}*|изучи\\p{L}*|провер\\p{L}*|перевір\\p{L}*|проанализ\\p{L}*|сравни\\p{L}*|посмотр\\p{L}*|просмотр\\p{L}*',
  ),
  anywhere('oku|okuyun|kontrol\\s+et\\p{L}*|incele\\p{L}*|karşılaştır\\p{L}*'),
  /^(?:读取|阅读|讀取|閱讀|查看|检查|檢查|分析|比较|比較|审查|确认|確認|浏览|核对)/u,
  /読む|読み|読ん|調べ|確認|分析|比較/u,
  /읽|확인|분석|비교|검토|조사/u,
];
/** What is looked for goes into what others make. */
const GATHERS: readonly Words[] = [
  start(
    'count|measure|list|find|search|identify|determine|locate|collect|gather|extract|discover|research|filter|select|choose|decide|pick|think|consider|clarify|(?:design|plan|outline)(?=\\s(?:out\\s)?(?:the\\s|a\\s|how\\s|what\\s)?(?:[\\w-]+\\s)?(?:script|program|code|structure|implementation|approach|steps|architecture|algorithm|data\\s+model|schema|api|cli|interface|functions?|modules?|class(?:es)?)\\b)',
  ),
  start(
    'zähl\\p{L}*|such\\p{L}*|durchsuch\\p{L}*|finde?n?|ermittl\\p{L}*|ermittel\\p{L}*|samm(?:le|el)\\p{L}*|identifizier\\p{L}*|liste\\p{L}*|erfass\\p{L}*|bestimm\\p{L}*',
  ),
  start(
    'compt\\p{L}*|cherch\\p{L}*|recherch\\p{L}*|trouv\\p{L}*|identifi\\p{L}*|relev\\p{L}*|list\\p{L}*|recens\\p{L}*|extrai\\p{L}*',
  ),
  start(
    'contar|cuenta|busc\\p{L}*|encontr\\p{L}*|identific\\p{L}*|list\\p{L}*|extra\\p{L}*|reun\\p{L}*|contar|conte|procur\\p{L}*|filtr\\p{L}*|recolh\\p{L}*',
  ),
  start(
    'conta(?:re)?|cerc\\p{L}*|trov\\p{L}*|elenc\\p{L}*|individu\\p{L}*|identific\\p{L}*|raccogli\\p{L}*|estra\\p{L}*',
  ),
  start('tel|tellen|zoek\\p{L}*|vind\\p{L}*|inventariseer|verzamel\\p{L}*|bepaal'),
  start('policz\\p{L}*|znajd\\p{L}*|wyszuk\\p{L}*|zbierz|wybierz|ustal'),
  start('räkna|hitta|sök|söka|samla|lista|finn'),
  start('посчита\\p{L}*|найди\\p{L}*|найти|поищи|искать|собра\\p{L}*|собер\\p{L}*|определи\\p{L}*|знайди|зібрати'),
  anywhere('bul|bulun|ara|topla'),
  /^(?:统计|統計|查找|寻找|尋找|收集|搜索|提取|找出|列出)/u,
  /数え|探す|探し|検索|見つけ|抽出|集め|考え/u,
  /찾|수집|추출/u,
];
/** Behind them something is made after all. */
const MAKES: readonly Words[] = [
  /(?:^|[,;:.]\s*|(?<!\p{L})(?:and|then|to|also|or)\s+)(?:then\s+|also\s+)?(?:write|creat|generat|produc|sav(?:e|ing)|stor(?:e|ing)|export|draft|implement|add|fix|mend|repair|correct|updat|document|make(?!\s+sure)|put|build(?!(?:\s[^.;]{1,60})?\sand\s+(?:run|try|test)\b)|chang|edit|remov|delet|renam|mov(?:e|ing)|replac|convert|summari[sz]|translat|set\s+up|prepar|compil(?!e(?:\s[^.;]{1,60})?\sand\s+(?:run|try|test)\b)|format|sort|merg)/iu,
  anywhere(
    'schreib\\p{L}*|erstell\\p{L}*|erzeug\\p{L}*|speicher\\p{L}*|mach\\p{L}*|bau(?:e|t|en)?|füge?\\p{L}*|änder\\p{L}*|ergänz\\p{L}*|notier\\p{L}*|dokumentier\\p{L}*|generier\\p{L}*|korrigier\\p{L}*|übersetz\\p{L}*|fass\\p{L}*',
  ),
  anywhere(
    'écri\\p{L}*|rédig\\p{L}*|cré\\p{L}*|génér\\p{L}*|enregistr\\p{L}*|ajout\\p{L}*|fai(?:s|t|re|tes)|produi\\p{L}*|corrig\\p{L}*|tradui\\p{L}*|résum\\p{L}*',
  ),
  anywhere(
    'escrib\\p{L}*|escrev\\p{L}*|redact\\p{L}*|redig\\p{L}*|cre[ae]\\p{L}*|cri(?:ar|e|a)|ger(?:ar|e|a)|gener\\p{L}*|guard\\p{L}*|salv\\p{L}*|añad\\p{L}*|agreg\\p{L}*|adicion\\p{L}*|haz|hacer|faz\\p{L}*|corrig\\p{L}*|corrij\\p{L}*|tradu\\p{L}*|resum\\p{L}*',
  ),
  anywhere(
    'scriv\\p{L}*|crea\\p{L}*|aggiung\\p{L}*|fai|fare|correg\\p{L}*|riassum\\p{L}*|schrijf\\p{L}*|maak|maken|genereer|bewaar|voeg\\p{L}*|verbeter|vertaal',
  ),
  anywhere(
    'napisz\\p{L}*|utw[oó]rz\\p{L}*|stw[oó]rz\\p{L}*|zapisz\\p{L}*|dodaj|wygeneruj|zrób|sporząd\\p{L}*|popraw\\p{L}*|skriv\\p{L}*|skapa|gör|spara|lägg|rätta',
  ),
  anywhere(
    'напи[сш]\\p{L}*|созда\\p{L}*|запи[сш]\\p{L}*|сохран\\p{L}*|добав\\p{L}*|сдела\\p{L}*|состав\\p{L}*|исправ\\p{L}*|перевед\\p{L}*|yaz\\p{L}*|oluştur\\p{L}*|kaydet\\p{L}*|ekle\\p{L}*|düzelt\\p{L}*|çıkar',
  ),
  /写(?!的)|寫|创建|創建|生成|保存|制作|製作|添加|编写|輸出|输出|修改|翻译|書[いくけこき]|作成|作る|作り|作って|追加|まとめ|直[しす]|작성|만들|생성|저장|추가|수정/u,
];

/** A program that is only written to see something for oneself. */
const REPRODUCES =
  /^(?:write|create|add|make|build)\s+(?:an?|the)\s+(?:(?:small|short|simple|minimal|quick|tiny|temporary)\s+){0,2}(?:[\w.#+]{1,20}\s+)?(?:(?:script|program|snippet)\s+(?:that|which|to)\s+(?:reproduces?|demonstrates?|triggers?|shows?)|repro(?:duction)?\s+(?:of|for))\s+(?:the|this)\s+(?:reported\s+)?(?:bug|error|issue|problem|crash|failure|defect)(?![\p{L}\p{N}_-]|\s+(?:page|message|code|dialog|handl\p{L}*|report\p{L}*|track\p{L}*|screen|log)(?!\p{L}))/iu;
/** Whether what a step writes is only to show what is amiss. */
export const onlyReproduces = (text: string): boolean => REPRODUCES.test(withoutOpening(text));

const withoutOpening = (text: string): string => text.trim().replace(OPENING, '');

/** `closely`: at what is there, and not for something that is then to be kept. */
export function looks(text: string, closely: boolean): boolean {
  const said = withoutOpening(text).replace(REPRODUCES, 'reproduce');
  const verbs = closely ? LOOKS : [...LOOKS, ...GATHERS];
  return verbs.some((words) => words.test(said)) && !MAKES.some((words) => words.test(said));
}

const ASKS =
  /^[¿\s]*(?:(?:and|und|et|y|e|i|en|och|а|и|ve)\s+)?(?:what|which|who|whose|where|when|why|how|does|do|did|is|are|was|were|has|have|wer|was|wo|wann|warum|wieso|weshalb|wie|wie\s?viele?|welche[rsmn]?|woher|wohin|ist|sind|gibt|hat|haben|stimmt|qui|que|quoi|où|quand|pourquoi|comment|combien|quel(?:le)?s?|est-ce|y\s+a-t-il|quién(?:es)?|qué|dónde|cuándo|por\s+qué|cómo|cuánt[oa]s?|cuál(?:es)?|hay|quem|qual|quais|onde|quando|por\s+que|como|quant[oa]s?|há|chi|che|cosa|dove|perché|come|quali|c'è|wie|waar|wanneer|waarom|hoe(?:veel)?|welke?|is\s+er|kto|co|gdzie|kiedy|dlaczego|jak|ile|który|która|które|czy(?!\s+możesz)|vem|vad|var|när|varför|hur|vilken|vilka|finns|кто|что|где|когда|почему|как|какой|какая|какие|сколько|есть\s+ли|хто|що|де|коли|чому|як|скільки|kim|ne(?:rede|den)?|nasıl|kaç|hangi)(?!\p{L})/iu;
const ASKS_WITHIN =
  /什么|甚麼|哪|谁|誰|为什么|怎么|多少|几|吗|何|どこ|いつ|なぜ|どう|どの|いくら|いくつ|ですか|ますか|무엇|어디|누구|언제|왜|어떻게|얼마/u;
const ORDERS_WITHIN = /请|請|ください|くれます|もらえます|いただけ|주세요|줄\s?수/u;

/** Whether all that a goal says is a question: an answer is wanted, and no file. */
export function isQuestion(goal: string): boolean {
  const sentences = goal
    .trim()
    .split(/(?<=[.!?？。！])\s+|\n+/)
    .filter((one) => one.trim() !== '');
  return (
    sentences.length > 0 &&
    sentences.every(
      (one) =>
        /[?？]["”»)]?$/.test(one.trim()) &&
        (ASKS.test(one.trim()) || (ASKS_WITHIN.test(one) && !ORDERS_WITHIN.test(one))),
    )
  );
}
