import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { joinedLine } from './open-line.js';

describe('a line appended to one that has no end', () => {
  it.each<[string, string, string, string]>([
    ['app.properties', 'host=a\nport=1', 'host=a\nport=1debug=true\n', 'Add the setting debug=true.'],
    ['.env', 'PORT=1', 'PORT=1export DEBUG=1\n', 'Add DEBUG.'],
    ['a.ini', '[a]\nx = 1', '[a]\nx = 1[b]\ny = 2\n', 'Add a section.'],
    ['a.cfg', '# the end', '# the endx = 1\n', 'Set x to 1.'],
    ['.gitignore', '*.log\nnode_modules', '*.log\nnode_modulesdist\n', 'Add dist to it.'],
    ['.dockerignore', 'node_modules', 'node_modulesdist/\n', 'Add dist/ to it.'],
    ['requirements.txt', 'flask', 'flaskrequests==2.0\n', 'Add requests to it.'],
    ['todo.md', '# Todo\n\n- milk', '# Todo\n\n- milk- bread\n', 'Add bread.'],
    ['notes.md', 'The end.', 'The end.## More\n\nText.\n', 'Add a section.'],
    ['a.csv', 'id,name\n1,Ann', 'id,name\n1,Ann2,Bob\n', 'Add Bob.'],
  ])('has become one with it in %s: %j', (path, before, now, asked) => {
    expect(joinedLine(path, now, before, asked)).toContain('two lines in one');
  });

  it.each<[string, string | null, string, string]>([
    ['app.properties', 'port=1', 'port=1\ndebug=true\n', 'Add debug=true.'],
    ['app.properties', 'port=1\n', 'port=1\ndebug=true\n', 'Add debug=true.'],
    ['app.properties', 'port=1', 'port=15\n', 'Set port to 15.'],
    ['app.properties', 'opts=-x', 'opts=-x -y=1\n', 'Add -y=1 to the options.'],
    ['app.properties', 'url=http://a/?x=1', 'url=http://a/?x=1&y=2\n', 'Add y=2 to the address.'],
    ['app.properties', null, 'port=1debug=true\n', 'Make it.'],
    ['.gitignore', 'node_modules', 'node_modules/\n', 'Add the slash.'],
    ['.gitignore', '.env', '.env.local\n', 'Ignore .env.local in place of .env.'],
    ['.gitignore', 'dist', 'dist\n', 'End the last line.'],
    ['requirements.txt', 'flask', 'flask==2.0\n', 'Pin flask to 2.0.'],
    ['requirements.txt', 'flask', 'flask-login\n', 'Use flask-login.'],
    ['VERSION', '1.2.3', '1.2.3-beta\n', 'Append -beta.'],
    ['a.txt', 'one', 'one two\n', 'Append two to the line.'],
    ['a.txt', 'hello', 'hello!', 'Append "!" to it.'],
    ['a.csv', 'id,name\n1,Ann', 'id,name\n1,Anna\n', 'Ann is Anna.'],
    ['a.csv', 'id,name\n1,Ann', 'id,name\n1,Ann\n2,Bob\n', 'Add Bob.'],
    ['a.md', '- milk', '- milk and bread\n', 'Add bread to the item.'],
  ])('may be meant in %s: %j', (path, before, now, asked) => {
    expect(joinedLine(path, now, before, asked)).toBeNull();
  });

  it('is looked for in linear time', () => {
    for (const unit of ['a=', '- ', 'a ', '.a', '#'])
      for (const path of ['a.env', '.gitignore', 'a.md', 'a.csv'])
        assertLinear((text) => joinedLine(path, `a=1${text}`, 'a=1', text), unit, 4000);
  });
});
