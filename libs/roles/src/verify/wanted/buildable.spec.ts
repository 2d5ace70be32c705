import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { removePlayed, viewOf } from '../stated/played.fixture.js';
import { buildable, unbuildable } from './buildable.js';

const GO = 'package main\n\nimport (\n\t"fmt"\n\t"os"\n)\n\nfunc main() {\n\tfmt.Println(os.Args)\n}\n';
const YAML = 'package a\n\nimport y "x.org/yaml"\n\nvar A = y.B\n';

describe('what Java and Go do not compile', () => {
  it.each<[string, string, string | null, string]>([
    ['src/Foo.java', 'public class Bar {\n}\n', 'public class Foo {\n}\n', 'Bar.java'],
    ['Foo.java', 'final class A {}\npublic final class B {}\n', null, 'B.java'],
    ['main.go', GO.replace('os.Args', '1'), GO, '"os"'],
    ['main.go', GO.replace('os.Args', '"os.Args"'), null, '"os"'],
    ['main.go', YAML.replace('y.B', '1'), YAML, 'yaml'],
  ])('%s %#', (path, text, before, fault) => {
    expect(unbuildable(path, text, before)).toContain(fault);
  });

  it.each<[string, string, (string | null)?]>([
    ['src/Bar.java', 'public class Bar {\n  public static class Foo {}\n}\n'],
    ['Foo.java', '// public class Bar\nclass A {}\npublic class Foo {}\n'],
    ['Foo.java', 'public class Bar {}\n', 'public class Bar {}\n'],
    ['src/test/resources/Foo.java', 'public class Bar {}\n'],
    ['main.go', GO],
    ['main.go', 'package a\n\nimport (\n\t_ "embed"\n\tlog "x.org/zap"\n\t"math/rand/v2"\n)\n\nvar A = rand.Int()\n'],
    ['main.go', 'package a\n\nimport "x.org/go-yaml"\n\nvar A = yaml.B\n'],
    ['main.kt', 'public class Bar {}\n'],
  ])('takes %s %#', (path, text, before = null) => {
    expect(unbuildable(path, text, before)).toBeNull();
  });

  it('is looked for in what earlier steps have changed, too', async () => {
    const files = { 'main.go': GO.replace('os.Args', '1') };
    const landed = [{ path: 'main.go', operation: 'modify' as const, additions: 1, deletions: 0, binary: false }];
    expect(await buildable(await viewOf(files, files), [])).toEqual([]);
    expect(await buildable(await viewOf(files, files), landed)).toMatchObject([{ passed: false }]);
    await removePlayed();
  });

  it('takes linear time', () => {
    assertLinear((text) => unbuildable('a.java', text, null), 'public class A { ', 8_000);
    assertLinear((text) => unbuildable('a.go', text, null), '"fmt"\n', 8_000);
  });
});
