import type { SubtaskSpec } from '#domain';

/* Steps that commit or push, which people do themselves, and for which an attempt has no remote. Pure. */

const HANDS_IN =
  /^(?:please\s+|then\s+|finally\s+)?(?:(?:(?:git\s+)?(?:stage|add)\b[^.;]{1,60}?\b(?:and|then)\s+)?(?:git\s+)?(?:commit|push)|(?:open|create|submit|raise|make)\s+(?:an?\s+)?(?:(?:pull|merge)\s+request|(?:git\s+)?commit))\b/i;
/** What is committed or pushed then is the work itself, not something that the program deals with. */
const OF_THE_WORK =
  /\b(?:(?:the|all|your|these)\s+(?:changes?|work|fix)(?!\s+(?:items?|logs?|lists?|orders?|events?|sets?)\b)|branch|remote|origin|upstream|repo(?:sitory)?|git(?:hub|lab)?|to\s+(?:main|master)(?!\s+\p{L})|(?:pull|merge)\s+request)\b/iu;
/** Another order behind it, or a file that something may be done with. */
const DOES_MORE =
  /(?:\b(?:and|then)|[,;])\s+(?:(?:and|then)\s+)?(?!(?:then|(?:git\s+)?(?:push|commit)|(?:open|create|submit|raise|make)\s+(?:an?\s+)?(?:pull|merge)\s+request)\b)\p{L}|\w\.[a-z]\w{0,6}\b/iu;
const SPEAKS_OF_IT =
  /(?<!\p{L})(?:commit|push|pull|merge|\bpr\b|\bmr\b|git|repos|branch|remote|upstream|check\s*in|ship|publish|release|deploy|einchecken|hochladen|veröffentlich|pouss|publi|déploy|desplieg|sub[ei]|enviar?\b|коммит|запуш|залей)|提交|推送|发布|コミット|プッシュ/iu;

/** Where no word of the user speaks of handing anything in. */
export function handsIn({ description, expectedOutputs, checks }: SubtaskSpec, told: string): string | null {
  if (expectedOutputs.length > 0 || checks.length > 0 || SPEAKS_OF_IT.test(told)) return null;
  const said = description.trim().replace(/^(?:finally|lastly),/i, 'finally');
  const isOnlyThat = HANDS_IN.test(said) && OF_THE_WORK.test(said) && !DOES_MORE.test(said);
  return isOnlyThat ? 'which hands the work in' : null;
}
