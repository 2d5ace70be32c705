import { afterEach } from 'vitest';
import { removePlayed } from '../played.fixture.js';
import { playCases } from './played-cases.fixture.js';

afterEach(removePlayed);

playCases({
  'upper case': {
    goals: [
      'Convert the text in a.txt to uppercase.',
      'Make everything in a.txt upper case.',
      'Please rewrite a.txt in capital letters.',
      'a.txt should be all uppercase.',
    ],
    before: 'Straße one\n\n  two 2\nthree\n',
    right: [
      'STRASSE ONE\n\n  TWO 2\nTHREE\n',
      'STRAßE ONE\n\n  TWO 2\nTHREE',
      'STRASSE ONE\r\n\r\n  TWO 2\r\nTHREE\r\n',
    ],
    wrong: [
      'Straße one\n\n  two 2\nthree\n',
      'STRASSE ONE\n\n  TWO 2\nthree\n',
      'STRASSE ONE\n\n  TWO 2\n',
      'STRASSE ONE\n\n  TWO 3\nTHREE\n',
      'THREE\n\n  TWO 2\nSTRASSE ONE\n',
    ],
  },
  'lower case': {
    goals: [
      'Convert all text in a.txt to lower case.',
      'Lowercase a.txt.',
      'Turn the letters of a.txt into small letters.',
    ],
    before: 'One TWO\nNASA\n',
    right: ['one two\nnasa\n'],
    wrong: ['One TWO\nNASA\n', 'one two\nNASA\n', 'one two\n', 'one two\nnasa\nnasa\n'],
  },
  'title case': {
    goals: [
      'Convert a.txt to title case.',
      'Change the text in a.txt to Title Case.',
      'Put every line of a.txt in title case.',
    ],
    before: "the lord of the rings\nit's a NASA story\n",
    right: [
      "The Lord of the Rings\nIt's a NASA Story\n",
      "The Lord Of The Rings\nIt's A Nasa Story\n",
      "The Lord Of The Rings\nIt'S A Nasa Story\n",
    ],
    wrong: [
      "the lord of the rings\nit's a NASA story\n",
      "The Lord of the Rings\nit's a NASA story\n",
      "The lord of the rings\nIt's a NASA Story\n",
      'The Lord of the Rings\n',
      "THE LORD OF THE RINGS\nIT'S A NASA STORY\n",
    ],
  },
  'capital words': {
    goals: [
      'Capitalize every word in a.txt.',
      'Capitalize the first letter of each word in a.txt.',
      'In a.txt, capitalize each word.',
    ],
    before: 'ann smith\nbob\n',
    right: ['Ann Smith\nBob\n'],
    wrong: ['ann smith\nbob\n', 'Ann smith\nBob\n', 'Ann Smith\n'],
  },
  'capital lines': {
    goals: [
      'Capitalize the first letter of each line in a.txt.',
      'Uppercase the first letter of every line of a.txt.',
      'Change the first letter of each line in a.txt to upper case.',
    ],
    before: 'ann smith\nbob\n',
    right: ['Ann smith\nBob\n'],
    wrong: ['ann smith\nbob\n', 'Ann smith\nbob\n', 'ANN SMITH\nBOB\n', 'Ann smith\n'],
  },
  'trailing blanks': {
    goals: [
      'Remove trailing whitespace from every line of a.txt.',
      'Strip the trailing spaces in a.txt.',
      'Remove spaces at the end of each line in a.txt.',
      'Trim trailing whitespace in a.txt without changing anything else.',
    ],
    before: 'a  \n  b\t\n\nc\n',
    right: ['a\n  b\n\nc\n', 'a\n  b\n\nc'],
    wrong: ['a  \n  b\t\n\nc\n', 'a\n  b\t\n\nc\n', 'a\nb\n\nc\n', 'a\n  b\nc\n', 'a\n  b\n\n'],
  },
  'blanks on both sides': {
    goals: [
      'Trim the lines of a.txt.',
      'Remove leading and trailing whitespace from each line of a.txt.',
      'Trim whitespace from all lines in a.txt.',
    ],
    before: ' a  \n\tb c\nd\n',
    right: ['a\nb c\nd\n'],
    wrong: [' a  \n\tb c\nd\n', 'a\n\tb c\nd\n', 'a\nbc\nd\n', 'a\nb c\n'],
  },
  'line numbers': {
    goals: [
      'Number the lines of a.txt.',
      'Add line numbers to a.txt.',
      'Prefix every line in a.txt with its line number.',
      'Add a line number at the beginning of each line of a.txt.',
    ],
    before: 'tea\n- 3 apples\n\nend\n',
    right: [
      '1. tea\n2. - 3 apples\n3. \n4. end\n',
      '1 tea\n2 - 3 apples\n\n3 end\n',
      '1: tea\n2: - 3 apples\n\n4: end\n',
      '     1\ttea\n     2\t- 3 apples\n     3\t\n     4\tend\n',
      '[01] tea\n[02] - 3 apples\n[03]\n[04] end\n',
      '0 tea\n1 - 3 apples\n2\n3 end\n',
    ],
    wrong: [
      'tea\n- 3 apples\n\nend\n',
      '1. tea\n2. - 3 apples\n3. \nend\n',
      '1. tea\n2. - 3 apples\n3.\n',
      '1. tea\n2. - 3 apples\n\n2. end\n',
      '1. tea\n1. - 3 apples\n1.\n1. end\n',
      '1. tea\n2. - 4 apples\n3.\n4. end\n',
    ],
  },
  'line numbers from ten': {
    goals: [
      'Number the lines of a.txt starting at 10.',
      'Number all lines in a.txt, starting with 10.',
      'Number each line of a.txt starting from 10.',
    ],
    before: 'x\ny\n',
    right: ['10. x\n11. y\n'],
    wrong: ['1. x\n2. y\n', '10. x\n10. y\n', '10. x\n'],
  },
  prefix: {
    goals: [
      'Add "- " to the beginning of every line in a.txt.',
      'Prefix each line of a.txt with "- ".',
      'Put "- " in front of each line of a.txt.',
      'Prepend "- " to all lines of a.txt.',
      'Add the prefix "- " to each line in a.txt.',
    ],
    before: 'x\n\n  y\n- z\n',
    right: ['- x\n- \n-   y\n- - z\n', '- x\n\n- y\n- z\n'],
    wrong: ['x\n\n  y\n- z\n', '- x\n\n  y\n- z\n', '- x\n\n- y\n', '- x\n\n- - y\n- z\n', '- x\n\n- w\n- z\n'],
  },
  suffix: {
    goals: [
      'Append ";" to each line of a.txt.',
      'Add a ";" at the end of every line in a.txt.',
      'End each line of a.txt with ";".',
    ],
    before: 'x\ny\n',
    right: ['x;\ny;\n', 'x;\ny;'],
    wrong: ['x\ny\n', 'x;\ny\n', 'x;\n', ';x\n;y\n', 'x;;\ny;\n'],
  },
  indentation: {
    goals: [
      'Indent every line of a.txt by 4 spaces.',
      'Indent all lines in a.txt by four spaces.',
      'Indent each line in a.txt with 4 spaces.',
    ],
    before: 'x\n  y\n\nz\n',
    right: ['    x\n      y\n\n    z\n'],
    wrong: ['x\n  y\n\nz\n', '    x\n      y\n\nz\n', '    x\n      y\n'],
  },
  'rounded numbers': {
    goals: [
      'Round all numbers in a.txt to two decimals.',
      'Round the numbers in a.txt to 2 decimal places.',
      'In a.txt, round every number to 2 digits after the decimal point.',
    ],
    before: 'pi 3.14159, e 2.71828\nhalf 0.125 on 2024-01-05\n',
    right: ['pi 3.14, e 2.72\nhalf 0.13 on 2024-01-05\n', 'pi 3.14, e 2.72\nhalf 0.12 on 2024-01-05\n'],
    wrong: [
      'pi 3.14159, e 2.71828\nhalf 0.125 on 2024-01-05\n',
      'pi 3.14, e 2.71\nhalf 0.13 on 2024-01-05\n',
      'pi 3.14, e 2.72\n',
      'pi 3, e 3\nhalf 0 on 2024-01-05\n',
    ],
  },
  'scaled numbers': {
    goals: [
      'Increase every number in a.txt by 10%.',
      'Multiply all numbers in a.txt by 1.1.',
      'Raise each number in a.txt by 10 percent.',
    ],
    before: '10\n19.99\n-5\n',
    right: ['11\n21.989\n-5.5\n', '11.00\n21.99\n-5.50\n', '11\n21.99\n-5\n'],
    wrong: ['10\n19.99\n-5\n', '11\n19.99\n-5.5\n', '11\n21.99\n', '20\n29.99\n5\n'],
  },
  'line ends': {
    goals: [
      'Convert a.txt to Unix line endings.',
      'Change the line endings of a.txt to LF.',
      'Convert the line endings in a.txt from CRLF to LF.',
      'Convert a.txt from Windows to Unix line endings.',
    ],
    before: 'a\r\nb\r\nc\r\n',
    right: ['a\nb\nc\n', 'a\nb\nc'],
    wrong: ['a\r\nb\r\nc\r\n', 'a\nb\r\nc\n', 'a\nb\n', 'a\nc\nb\n'],
  },
});
