import { call, finish } from '#testing';
import { attempt, bySubtask, mode } from '../mode.js';

export default mode({
  id: 'PL59',
  title: 'a file of tests is planned, and the tests stand in what they test',
  at: 'planner',
  goal: 'The crate can encode a string as run lengths (aaabb becomes 3a2b). Give it the way back as well, with tests.',
  before: {
    'Cargo.toml': '[package]\nname = "rle"\nversion = "0.1.0"\nedition = "2021"\n',
    'src/lib.rs':
      'pub fn encode(text: &str) -> String {\n    let mut out = String::new();\n    let mut chars = text.chars().peekable();\n    while let Some(c) = chars.next() {\n        let mut n = 1;\n        while chars.peek() == Some(&c) {\n            chars.next();\n            n += 1;\n        }\n        out.push_str(&format!("{n}{c}"));\n    }\n    out\n}\n',
  },
  plan: [
    {
      id: 'decode',
      description: 'Implement the decoder.',
      acceptance_criteria: 'decode("3a2b") gives aaabb.',
      expected_outputs: ['src/decode.rs'],
    },
    {
      id: 'tests',
      description: 'Add tests of the decoder.',
      expected_outputs: ['tests/decode_tests.rs'],
      depends_on: ['decode'],
    },
  ],
  executor: [
    bySubtask({
      decode: attempt(
        call('read_file', { path: 'src/lib.rs' }),
        call('write_file', {
          path: 'src/lib.rs',
          content:
            'pub fn encode(text: &str) -> String {\n    let mut out = String::new();\n    let mut chars = text.chars().peekable();\n    while let Some(c) = chars.next() {\n        let mut n = 1;\n        while chars.peek() == Some(&c) {\n            chars.next();\n            n += 1;\n        }\n        out.push_str(&format!("{n}{c}"));\n    }\n    out\n}\n\npub fn decode(text: &str) -> Option<String> {\n    let mut out = String::new();\n    let mut digits = String::new();\n    for c in text.chars() {\n        if c.is_ascii_digit() {\n            digits.push(c);\n        } else {\n            let n: usize = digits.parse().ok()?;\n            out.extend(std::iter::repeat(c).take(n));\n            digits.clear();\n        }\n    }\n    digits.is_empty().then_some(out)\n}\n',
        }),
        finish('src/lib.rs has decode.'),
      ),
      tests: attempt(
        call('read_file', { path: 'src/lib.rs' }),
        call('write_file', {
          path: 'src/lib.rs',
          content:
            'pub fn encode(text: &str) -> String {\n    let mut out = String::new();\n    let mut chars = text.chars().peekable();\n    while let Some(c) = chars.next() {\n        let mut n = 1;\n        while chars.peek() == Some(&c) {\n            chars.next();\n            n += 1;\n        }\n        out.push_str(&format!("{n}{c}"));\n    }\n    out\n}\n\npub fn decode(text: &str) -> Option<String> {\n    let mut out = String::new();\n    let mut digits = String::new();\n    for c in text.chars() {\n        if c.is_ascii_digit() {\n            digits.push(c);\n        } else {\n            let n: usize = digits.parse().ok()?;\n            out.extend(std::iter::repeat(c).take(n));\n            digits.clear();\n        }\n    }\n    digits.is_empty().then_some(out)\n}\n\n#[cfg(test)]\nmod tests {\n    use super::*;\n\n    #[test]\n    fn decodes_what_encode_made() {\n        assert_eq!(decode(&encode("aaabb")), Some("aaabb".to_string()));\n    }\n\n    #[test]\n    fn refuses_a_count_without_a_letter() {\n        assert_eq!(decode("3"), None);\n    }\n}\n',
        }),
        finish('src/lib.rs has a module of tests, two of them.'),
      ),
    }),
  ],
  after: {
    'src/lib.rs':
      'pub fn encode(text: &str) -> String {\n    let mut out = String::new();\n    let mut chars = text.chars().peekable();\n    while let Some(c) = chars.next() {\n        let mut n = 1;\n        while chars.peek() == Some(&c) {\n            chars.next();\n            n += 1;\n        }\n        out.push_str(&format!("{n}{c}"));\n    }\n    out\n}\n\npub fn decode(text: &str) -> Option<String> {\n    let mut out = String::new();\n    let mut digits = String::new();\n    for c in text.chars() {\n        if c.is_ascii_digit() {\n            digits.push(c);\n        } else {\n            let n: usize = digits.parse().ok()?;\n            out.extend(std::iter::repeat(c).take(n));\n            digits.clear();\n        }\n    }\n    digits.is_empty().then_some(out)\n}\n\n#[cfg(test)]\nmod tests {\n    use super::*;\n\n    #[test]\n    fn decodes_what_encode_made() {\n        assert_eq!(decode(&encode("aaabb")), Some("aaabb".to_string()));\n    }\n\n    #[test]\n    fn refuses_a_count_without_a_letter() {\n        assert_eq!(decode("3"), None);\n    }\n}\n',
  },
  mostRequests: 60,
});
