import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { cutProblem } from './cut-off.js';

const problem = (path: string, text: string, before: string | null = null, asked = 'Create the file.') =>
  cutProblem(path, text, before, asked);

describe('a file that stops before its end', () => {
  it.each<[string, string, string]>([
    ['main.go', 'package main\n\nfunc main() {\n\tfor {\n\t\tfmt.Println("}")\n', '2 open braces'],
    ['App.java', "public class App {\n  // }\n  void f() {\n    char c = '}';\n  }\n", '1 open brace'],
    ['lib.rs', "fn f<'a>(x: &'a str) -> &'a str {\n    match x {\n", '2 open braces'],
    [
      'b.kt',
      'class A {\n    fun f(a: String?): String {\n        return "x ${g(a) ?: "}"} y"\n    }\n',
      '1 open brace',
    ],
    ['b.swift', 'struct A {\n  let s = "\\(f("}"))"\n', '1 open brace'],
    ['a.cs', 'class A {\n  string p = @"C:\\";\n  void F() {\n', '2 open braces'],
    ['style.css', 'body {\n  margin: 0;\n}\n\n.nav {\n  color: r', '1 open brace'],
    ['nginx.conf', 'http {\n  server {\n    listen 80;\n    # }\n', '2 open braces'],
    ['main.tf', 'resource "a" "b" {\n  tags = {\n    Name = "}', '2 open braces'],
    ['a.proto', 'message User {\n  string name = 1;\n', '1 open brace'],
    ['a.graphql', 'type A {\n  # }\n  id: ID!\n', '1 open brace'],
    ['index.php', "<?php\nfunction f() {\n  return '}';\n", '1 open brace'],
    ['App.vue', '<template>\n  <p/>\n</template>\n\n<script setup>\nconst n = re', '<script>'],
    ['seed.sql', "INSERT INTO users VALUES ('ann');\nINSERT INTO users VALUES ('bo", 'quotation marks'],
    ['config.xml', '<?xml version="1.0"?>\n<config>\n  <port>80</port>\n', '<config> is never closed'],
    ['pom.xml', '<project>\n  <a>\n    <b>1</b>\n</project>\n', 'closed where it is not open'],
    ['page.html', '<html><body>\n<table>\n<tr><td>Mon</td><td>9-', '<table>'],
    ['page.html', '<html><head><script>\nif (a < b) {', '<script>'],
  ])('%s is seen', (path, text, fault) => {
    expect(problem(path, text)).toContain(fault);
  });

  it.each<[string, string]>([
    ['main.go', "package main\n\nvar t = `{{ if }} {`\n\nfunc f() rune { return '{' }\n"],
    ['main.go', 'package main\n\n// { is opened in b.go\nfunc f() string { return "{" + `}` }\n'],
    ['App.java', 'class App {\n  String s = """\n    { "a": "{" }\n    """;\n  char q = \'"\';\n}\n'],
    ['lib.rs', '/* { /* nested */ { */\nfn f<\'a>(x: &\'a str) -> String { format!("{{{}", x) + r#"{"#  }\n'],
    ['lib.rs', "fn q() -> char { '\"' }\nfn o() -> char { '{' }\nfn u() -> char { '\\u{7b}' }\n"],
    ['a.c', '#ifdef A\nvoid f(int a) {\n#else\nvoid f() {\n#endif\n}\n'],
    ['a.cpp', 'auto n = 1\'000\'000;\nauto s = R"x({ " )x";\nint f() { return n; }\n'],
    ['a.cs', 'class A { string p = @"C:\\"; string q = $"{p}{{"; string r = "\\"{"; }\n'],
    ['a.kt', 'fun f(m: Map<String, String>) = "${m["a"]} {"\nclass A { val t = """{ " """ }\n'],
    ['a.swift', 'let s = "\\(f("a")) {"\nlet r = #"{ " "#\nstruct A { let q = "\'" }\n'],
    ['b.kt', 'fun f(a: String?): String {\n    return "x ${g(a) ?: "none {"} y"\n}\n'],
    ['b.kt', 'fun f(a: Int) = """\n  ${if (a > 1) "many {" else "one"}\n"""\n'],
    ['b.swift', 'func f(a: String?) -> String {\n    return "x \\(g(a) ?? "none {") y"\n}\n'],
    ['b.dart', "String f(String? a) {\n  return 'x ${g(a) ?? '{'} y';\n}\n"],
    ['b.scala', 'object A {\n  def f(m: Map[String, String]) = s"${m.getOrElse("a", "{")}"\n}\n'],
    ['a.dart', "var s = '${m['a']} {';\nvar t = '''{ ' ''';\nclass A { }\n"],
    ['a.scss', '@import url(http://a.b/{);\n// {\n.a { &:hover { color: red; } }\n'.replace('{);', ');')],
    ['a.css', '.a::before { content: "{"; }\n/* { */\n'],
    ['a.css', '.a { color: {{ color }}; }\n{% if x %}\n.b {\n'],
    ['nginx.conf', 'events {}\nhttp {\n  # {\n  log_format m "{";\n  server { listen 80; }\n}\n'],
    ['app.conf', '[a]\nb = {\n'],
    ['main.tf', 'a "b" {\n  c = "${d}{"\n  /* { */\n  # {\n}\n'],
    ['main.tf', 'a "b" {\n  c = <<EOT\n{\nEOT\n}\n'],
    ['a.proto', '// {\nmessage A { oneof b { int32 c = 1; } }\n'],
    ['a.graphql', '"""\nIt is {\n"""\ntype A { b(c: String = "{"): Int }\n'],
    ['a.php', "<?php\n# {\n$a = 'it\\'s {';\n$b = \"{$a}{\";\nfunction f() { return [1]; }\n"],
    ['page.php', '<?php if ($a) { ?>\n<b>{</b>\n<?php } ?>\n'],
    ['App.vue', '<template>\n  <p>{{ a }}</p>\n</template>\n<script src="a.js" />\n<style>\n.a {}\n</style>\n'],
    ['seed.sql', "-- don't\nINSERT INTO t VALUES ('it''s', 'a\\\\');\n"],
    ['seed.sql', "INSERT INTO t VALUES ('it\\'s')\n"],
    ['fn.sql', "CREATE FUNCTION f() RETURNS text AS $$ it's $$ LANGUAGE sql\n"],
    ['dump.sql', "COPY t (name) FROM stdin;\nO'Brien\n\\.\n"],
    ['q.sql', 'SELECT "a b" FROM `t` WHERE x = 1\n'],
    ['a.xml', '<?xml version="1.0"?>\n<!-- <a> -->\n<r a=">" b=\'<\'>\n<![CDATA[<x>]]><br/></r>\n'],
    ['a.xml', '<a:r xmlns:a="x"><a:b/></a:r>\n'],
    ['a.svg', '<svg viewBox="0 0 1 1"><path d="M0 0"/><g><text>1 &lt; 2</text></g></svg>\n'],
    ['a.csproj', '<Project Sdk="x">\n  <PropertyGroup><A>1</A></PropertyGroup>\n</Project>\n'],
    ['feed.xml', '<feed>{% for x in y %}<item>{% endfor %}</feed>\n'],
    ['page.html', '<!DOCTYPE html>\n<html>\n<body>\n<p>One\n<ul><li>a<li>b</ul>\n'],
    ['page.html', '<html><body><script>document.write("<div>");</script><br></body>\n'],
    ['part.html', '<div class="row">\n<table>\n'],
    ['page.html', '<div>\n{{ content }}\n'],
    ['src/header.html', '<html><body><main>\n'],
    ['templates/top.html', '<html><body><div>\n'],
    ['page.html', '<html><body><table><!-- </table> --></table></body></html>\n'],
  ])('%s is whole: %j', (path, text) => {
    expect(problem(path, text)).toBeNull();
  });

  it('is let be where it was so before, or where pieces are spoken of', () => {
    expect(problem('main.go', 'package a\nfunc f() {\n', 'package a\nfunc g() {\n')).toBeNull();
    expect(problem('main.go', 'package a\nfunc f() {\n', 'package a\n')).not.toBeNull();
    expect(problem('a.xml', '<a>', null, 'Write a malformed XML file for the tests.')).toBeNull();
    expect(problem('fixtures/a.xml', '<a>')).toBeNull();
  });

  it('is looked for in linear time, whatever the text is', () => {
    const types = ['go', 'rs', 'cpp', 'cs', 'swift', 'scss', 'sql', 'xml', 'html'];
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), fc.constantFrom(...types), (text, type) => {
        problem(`a.${type}`, text);
      }),
    );
    const units = [
      '/*',
      '"',
      "'",
      '`',
      '<a "',
      '<a ',
      '<!--',
      'R"(',
      'r#"',
      '{',
      '<script>',
      '<html><table>',
      '--',
      "'\\",
      '#"',
    ];
    for (const type of types)
      for (const unit of units) assertLinear((text) => problem(`a.${type}`, text), unit, 30_000 / unit.length);
  });
});

describe('ends that only look open', () => {
  it.each([
    ['a.kt', 'val a = "${x("{")} {"\n'],
    ['a.swift', 'let a = "\\(b("{")) {"\n'],
    ['a.dart', "var a = '${b['{']} {';\n"],
    ['a.cs', 'class A { string a = $"{b["{"]} {"; }\n'],
    ['a.css', 'b { background: url(data:image/svg+xml;utf8,<svg>{</svg>) }\n'],
    ['a.conf', "server {\n  location ~ ^/\\{ { return 200 '{'; }\n}\n"],
    ['a.html', '<html><head><title>x</title><body><p>a'],
  ])('%s', (path, text) => {
    expect(cutProblem(path, text, null, 'Write it')).toBeNull();
  });

  it.each(['It must not compile', 'A compile-fail test', 'A test for a missing closing brace'])(
    'asked: %s',
    (asked) => {
      expect(cutProblem('a.rs', 'fn main() {\n', null, asked)).toBeNull();
      expect(cutProblem('a.rs', 'fn main() {\n', null, 'Write it')).not.toBeNull();
    },
  );
});
