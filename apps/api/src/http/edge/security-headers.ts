/** Nothing an answer holds may be run, framed or guessed at by a browser. */
const ALWAYS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};
const NOTHING = "default-src 'none'; frame-ancestors 'none'";
/** The Swagger page: its own scripts, and the styles it writes into itself. */
const DOCS = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export function securityHeaders(path: string): Record<string, string> {
  const isDocs = path === '/docs' || path.startsWith('/docs/');
  return {
    ...ALWAYS,
    'content-security-policy': isDocs ? DOCS : NOTHING,
    ...(isDocs ? {} : { 'cache-control': 'no-store' }),
  };
}
