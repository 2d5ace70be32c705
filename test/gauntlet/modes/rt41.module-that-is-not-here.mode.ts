import { call, finish } from '#testing';
import { attempt, bySubtask, mode } from '../mode.js';

export default mode({
  id: 'RT41',
  title: 'right work: a check runs a module of Python that is not on the machine',
  at: 'planner',
  goal: 'Write a JSON schema for the objects in books.json. Title and year are required, tags are optional strings.',
  before: {
    'books.json':
      '[\n  { "title": "Dune", "year": 1965, "tags": ["desert"] },\n  { "title": "Emma", "year": 1815 }\n]\n',
  },
  plan: [
    {
      id: 'schema',
      description: 'Create the schema',
      expected_outputs: ['schema.json'],
      checks: ['python -m json.tool schema.json'],
      acceptance_criteria: 'Valid JSON schema',
    },
    {
      id: 'validate',
      description: 'Validate books.json against the schema',
      depends_on: ['schema'],
      checks: ['python -m jsonschema -i books.json schema.json'],
    },
  ],
  executor: [
    bySubtask({
      schema: attempt(
        call('write_file', {
          path: 'books.schema.json',
          content:
            '{\n  "$schema": "https://json-schema.org/draft/2020-12/schema",\n  "type": "array",\n  "items": {\n    "type": "object",\n    "properties": {\n      "title": { "type": "string" },\n      "year": { "type": "integer" },\n      "tags": { "type": "array", "items": { "type": "string" } }\n    },\n    "required": ["title", "year"]\n  }\n}\n',
        }),
        finish('books.schema.json describes the list of books.'),
      ),
      validate: attempt(
        call('read_file', { path: 'books.json' }),
        call('read_file', { path: 'books.schema.json' }),
        finish('Both books fit the schema.'),
      ),
    }),
  ],
  after: {
    'books.schema.json':
      '{\n  "$schema": "https://json-schema.org/draft/2020-12/schema",\n  "type": "array",\n  "items": {\n    "type": "object",\n    "properties": {\n      "title": { "type": "string" },\n      "year": { "type": "integer" },\n      "tags": { "type": "array", "items": { "type": "string" } }\n    },\n    "required": ["title", "year"]\n  }\n}\n',
  },
  mostRequests: 120,
});
