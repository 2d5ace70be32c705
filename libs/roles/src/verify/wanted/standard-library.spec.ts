import { afterEach, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { changesOf, removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { modulesTaken, nothingFromElsewhere } from './standard-library.js';

afterEach(removePlayed);

const fault = async (told: string, after: Files, before: Files = {}): Promise<string> => {
  const results = await nothingFromElsewhere(await viewOf(before, after), changesOf(before, after), told);
  return results.map(({ detail }) => detail).join('; ');
};
const TITLE = 'Write title.py, which prints the title of page.html. It must run with the standard library alone.';

it.each([
  [TITLE, 'title.py', 'from bs4 import BeautifulSoup\n', 'title.py takes bs4'],
  ['Write a.py using only the Python standard library.', 'a.py', 'import os, requests as r\n', 'a.py takes requests'],
  ['Write a.py without any third-party packages.', 'a.py', 'import numpy.linalg\n', 'a.py takes numpy'],
  ['Write a.js. Do not use any external libraries.', 'a.js', "const _ = require('lodash');\n", 'a.js takes lodash'],
])('%s: %s may not hold %s', async (told, path, text, problem) => {
  expect(await fault(told, { [path]: text })).toContain(problem);
});

it.each([
  [TITLE, 'title.py', 'import re, html.parser\nfrom urllib.request import urlopen\nfrom . import page\n'],
  [TITLE, 'title.py', 'try:\n    import lxml\nexcept ImportError:\n    lxml = None\n'],
  [TITLE, 'title.py', '"""\nimport requests\n"""\n# import requests\n'],
  [TITLE, 'test_title.py', 'import pytest\n'],
  ['Write title.py, which prints the title of page.html.', 'title.py', 'import bs4\n'],
  ['Write a.py with the standard library only, except for requests.', 'a.py', 'import requests\n'],
  ['Write a.py, which lists modules of the standard library.', 'a.py', 'import requests\n'],
  ['Use numpy in a.py, and no other external packages.', 'a.py', 'import numpy\n'],
  ['Write a.js. Do not use any external libraries.', 'a.js', "import fs from 'fs';\nimport 'node:path';\n"],
])('%s: %s may hold %s', async (told, path, text) => {
  expect(await fault(told, { [path]: text })).toBe('');
});

it('lets modules of the project be taken, and what was taken before', async () => {
  const before = { 'a.py': 'import requests\n', 'shop/__init__.py': '', 'page.py': '' };
  const after = { ...before, 'a.py': 'import requests\nimport shop.cart\nimport page\n' };
  expect(await fault('Extend a.py with the standard library alone.', after, before)).toBe('');
});

it('reads in linear time', () => {
  assertLinear((text) => modulesTaken('a.py', text), 'import a, b, ', 2000);
  assertLinear((text) => modulesTaken('a.py', text), 'from a import b\n', 2000);
});
