import { call, finish } from '#testing';
import { attempt, bySubtask, mode } from '../mode.js';

export default mode({
  id: 'RT37',
  title: 'right work: a crate begins with an empty file, and its tests stand in what they test',
  at: 'planner',
  goal: 'Write a Rust function that turns a number from 1 to 3999 into a Roman numeral, with tests. It should return None for other numbers.',
  before: {},
  plan: [
    { id: 'crate', description: 'Create the crate', expected_outputs: ['Cargo.toml'] },
    {
      id: 'function',
      description: 'Write the function to_roman in src/roman.rs',
      expected_outputs: ['src/roman.rs'],
      acceptance_criteria: 'Returns Option<String>',
      checks: ['cargo test'],
      depends_on: ['crate'],
    },
    {
      id: 'tests',
      description: 'Add tests in tests/roman_test.rs',
      expected_outputs: ['tests/roman_test.rs'],
      checks: ['cargo test'],
      depends_on: ['function'],
    },
  ],
  executor: [
    bySubtask({
      crate: attempt(
        call('write_file', {
          path: 'Cargo.toml',
          content: '[package]\nname = "roman"\nversion = "0.1.0"\nedition = "2021"\n',
        }),
        call('write_file', { path: 'src/lib.rs', content: '' }),
        finish('The crate is there.'),
      ),
      function: attempt(
        call('write_file', {
          path: 'src/lib.rs',
          content:
            'const DIGITS: [(u16, &str); 13] = [\n    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"),\n    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),\n    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),\n];\n\n/// The Roman numeral of `number`, `None` outside of 1 to 3999.\npub fn to_roman(mut number: u16) -> Option<String> {\n    if !(1..=3999).contains(&number) {\n        return None;\n    }\n    let mut text = String::new();\n    for (value, digit) in DIGITS {\n        while number >= value {\n            text.push_str(digit);\n            number -= value;\n        }\n    }\n    Some(text)\n}\n\n#[cfg(test)]\nmod tests {\n    use super::to_roman;\n\n    #[test]\n    fn turns_numbers() {\n        assert_eq!(to_roman(1994).as_deref(), Some("MCMXCIV"));\n        assert_eq!(to_roman(3999).as_deref(), Some("MMMCMXCIX"));\n    }\n\n    #[test]\n    fn none_outside() {\n        assert_eq!(to_roman(0), None);\n        assert_eq!(to_roman(4000), None);\n    }\n}\n',
        }),
        finish('src/lib.rs holds to_roman with its tests.'),
      ),
      tests: attempt(
        call('read_file', { path: 'src/lib.rs' }),
        finish('The tests are already in src/lib.rs, in the module tests, and cover both cases.'),
      ),
    }),
  ],
  after: {
    'Cargo.toml': '[package]\nname = "roman"\nversion = "0.1.0"\nedition = "2021"\n',
    'src/lib.rs':
      'const DIGITS: [(u16, &str); 13] = [\n    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"),\n    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),\n    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),\n];\n\n/// The Roman numeral of `number`, `None` outside of 1 to 3999.\npub fn to_roman(mut number: u16) -> Option<String> {\n    if !(1..=3999).contains(&number) {\n        return None;\n    }\n    let mut text = String::new();\n    for (value, digit) in DIGITS {\n        while number >= value {\n            text.push_str(digit);\n            number -= value;\n        }\n    }\n    Some(text)\n}\n\n#[cfg(test)]\nmod tests {\n    use super::to_roman;\n\n    #[test]\n    fn turns_numbers() {\n        assert_eq!(to_roman(1994).as_deref(), Some("MCMXCIV"));\n        assert_eq!(to_roman(3999).as_deref(), Some("MMMCMXCIX"));\n    }\n\n    #[test]\n    fn none_outside() {\n        assert_eq!(to_roman(0), None);\n        assert_eq!(to_roman(4000), None);\n    }\n}\n',
  },
  mostRequests: 120,
});
