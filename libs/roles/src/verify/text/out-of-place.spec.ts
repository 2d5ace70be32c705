import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { outOfPlace } from './out-of-place.js';

const PAGE = '<html><body><ul>\n<li>a</li>\n</ul></body></html>\n';
const POM = '<project><dependencies><dependency><id>a</id></dependency></dependencies></project>';
const CARGO =
  '[package]\nname = "a"\nversion = "0.1.0"\nedition = "2021"\n\n[dependencies]\n\n[profile.release]\nopt-level = "3"\nlto = true\n';
const COMPOSE = 'services:\n  web:\n    image: a:1\n    build: .\n';

describe('pieces of a list', () => {
  it.each<[string, string, string | null, string]>([
    ['a.html', `${PAGE}<tr><td>1</td></tr>\n`, PAGE, '<tr> stands outside of every table'],
    ['Cargo.toml', `${CARGO}serde = "1.0"\n`, CARGO, 'serde stands in [profile.release]'],
    ['Cargo.toml', `${CARGO}serde = { version = "1", features = ["derive"] }\n`, CARGO, 'serde'],
    ['a.html', PAGE.replace('</ul>', '</ul>\n<li>b</li>'), PAGE, '<li>'],
    [
      'pom.xml',
      POM.replace('</dependencies>', '</dependencies><dependency><id>b</id></dependency>'),
      POM,
      'beside <dependencies>',
    ],
    ['docker-compose.yml', `${COMPOSE}    redis:\n      image: redis:7\n`, COMPOSE, 'within the service web'],
    ['compose.yaml', `${COMPOSE}redis:\n  image: redis:7\n`, null, 'beside services'],
  ])('%s %#', (path, text, before, fault) => {
    expect(outOfPlace(path, text, before)).toContain(fault);
  });

  it.each<[string, string, (string | null)?]>([
    ['a.html', PAGE],
    [
      'a.html',
      '<html><body><table><tr><th>a</th></tr></table><select><option>1</option></select><dl><dt>a</dt></dl></body></html>',
    ],
    ['Cargo.toml', CARGO],
    ['Cargo.toml', CARGO.replace('[profile', 'serde = "1.0"\n\n[profile')],
    ['item.html', '<li>b</li>\n'],
    ['a.html', `<html><body>{% include "list" %}<li>b</li></body></html>`],
    ['a.html', '<html><body><!-- <li>b</li> --><menu><li>a<ol><li>b</li></ol></li></menu></body></html>'],
    ['a.html', '<html><body><li>a</li><li>b</li></body></html>', '<html><body><li>a</li></body></html>'],
    ['pom.xml', POM],
    ['a.xml', '<a><version>1</version><versions><x/></versions></a>'],
    ['compose.yml', `${COMPOSE}  redis:\n    image: redis:7\nx-base:\n  image: a\nvolumes:\n  data: {}\n`],
    ['compose.yml', 'services:\n  web:\n    build:\n      context: .\n    volumes:\n      - type: image\n'],
    ['other.yml', 'services:\n  web:\n    redis:\n      image: redis:7\n'],
  ])('takes %s %#', (path, text, before = null) => {
    expect(outOfPlace(path, text, before)).toBeNull();
  });

  it('takes linear time', () => {
    assertLinear((text) => outOfPlace('a.html', text, null), '<html><li', 8_000);
    assertLinear((text) => outOfPlace('a.html', text, null), '<!-- <script>', 8_000);
    assertLinear((text) => outOfPlace('a.xml', text, null), '<b><c/></b>', 8_000, { start: '<a>', end: '</a>' });
  });
});
