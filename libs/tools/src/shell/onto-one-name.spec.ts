import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { commandRisk } from './command-risk.js';
import { destructiveReason } from './destructive.js';

describe('files that are moved onto one name', () => {
  it.each([
    'for f in *.htm; do mv "$f" index.html; done',
    'for f in *.htm; do mv -f -- "$f" index.html; done',
    'cd site && for f in *.htm\ndo\n  echo "$f"\n  mv ${f} pages/index.html\ndone',
    'for f in a.htm b.htm; do mv $f index.html; done',
    'for f in $(ls *.htm); do mv "$f" "index.html"; done',
    'ls *.htm | while read -r f; do mv "$f" index.html; done',
    "find . -name '*.htm' -exec mv {} index.html \\;",
    'ls *.htm | xargs -I{} mv {} index.html',
    `bash -c 'for f in *.htm; do mv "$f" index.html; done'`,
  ])('would be lost: %s', (command) => {
    expect(destructiveReason(command)).toContain('onto the one name');
    expect(commandRisk(command)?.reach).toBe('beyond');
  });

  it.each([
    'for f in *.htm; do mv "$f" "${f%.htm}.html"; done',
    'for f in *.htm; do mv "$f" old; done',
    'for f in *.htm; do mv "$f" old/; done',
    'for f in *.htm; do mv "$f" conf.d; done',
    'for f in *.htm; do mv -n "$f" index.html; done',
    'for f in *.htm; do mv "$f" index.html; break; done',
    'for f in page.htm; do mv "$f" index.html; done',
    'for f in *.htm; do if [ "$f" = a.htm ]; then mv "$f" index.html; fi; done',
    'for f in *.htm; do grep -q Home "$f" && mv "$f" index.html; done',
    'for d in a b; do mv "$d/x.htm" "$d/index.html"; done',
    'for d in a b; do mv page.htm index.html; done',
    'for f in *.htm; do i=$((i+1)); mv "$f" "page$i.html"; done',
    'mv page.htm index.html',
    'find . -name page.htm -exec mv {} index.html \\;',
    "find . -name '*.htm' -execdir mv {} index.html \\;",
    'ls *.htm | xargs -I{} mv {} old/',
    "find . -name '*.htm' -exec mv {} old/ \\;",
    'for f in *.htm; do echo "$f"; done; mv a.htm index.html',
    'cat > move.sh <<\'EOF\'\nfor f in *.htm; do mv "$f" index.html; done\nEOF',
  ])('are not: %s', (command) => {
    expect(destructiveReason(command)).toBeNull();
  });

  it('are looked for in linear time', () => {
    for (const unit of ['for f in *; do ', 'mv $f a.b; ', 'find -exec mv {} a.b ', 'while read f; '])
      assertLinear(destructiveReason, unit, 12_000 / unit.length);
  });
});
