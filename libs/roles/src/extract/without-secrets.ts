/* What is remembered goes into later prompts, of other tasks too: keys stay where they are kept. Pure, linear. */

/** Forms that services give their keys. */
const KEYS = [
  /\b(?:sk|pk|rk)[-_](?:live|test|proj|ant|or)?[-_]?[A-Za-z0-9_-]{16,200}/g,
  /\b(?:gh[pousr]_|github_pat_|glpat-|hf_|npm_|xox[abprs]-|AIza|AKIA|ASIA)[A-Za-z0-9_-]{12,200}/g,
  /\beyJ[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{10,4000}(?:\.[A-Za-z0-9_-]{10,2000})?/g,
  /-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----[^-]{0,8000}(?:-----END [A-Z ]{0,20}PRIVATE KEY-----)?/g,
];
/** A value behind a name of one; words and calls are none. */
const NAMED =
  /\b((?:[A-Za-z0-9]{1,40}[_-]){0,4}(?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key)["']?\s{0,2}(?:[:=]|\bis\b)\s{0,2}["']?)([^\s"',;()<>{}$]{8,400})/gi;
const ADDRESS = /\b([a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@]{1,80}:)[^\s:/@]{3,200}(?=@)/gi;

const hasBoth = (value: string): boolean => /\d/.test(value) && /[A-Za-z]/.test(value);

export function withoutSecrets(text: string): string {
  const named = text.replace(NAMED, (whole, name: string, value: string) => (hasBoth(value) ? `${name}***` : whole));
  return KEYS.reduce((rest, key) => rest.replace(key, '***'), named).replace(ADDRESS, '$1***');
}
