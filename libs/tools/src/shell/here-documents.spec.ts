import { describe, expect, it } from 'vitest';
import { closedWithBlanks, expandedIn } from './here-documents.js';

describe('what a shell puts its own text in place of', () => {
  it.each<[string, readonly string[]]>([
    ['cat > a.sh <<EOF\necho "Hello, $1 from $(hostname)"\nEOF', ['$1', '$(hostname)']],
    ['cat > a.sh << EOF\necho ${HOME} `date` $HOME\nEOF\necho $PATH', ['${HOME}', '`date`', '$HOME']],
    ['cat <<-END\n\tcost: $PRICE\n\tEND\necho $x', ['$PRICE']],
    ["cat > a.sh <<'EOF'\necho $1\nEOF", []],
    ['cat > a.sh <<"EOF"\necho $1\nEOF', []],
    ['cat > a.sh <<\\EOF\necho $1\nEOF', []],
    ['cat > a.sh <<EOF\necho \\$1, 5 $ and 10$\nEOF', []],
    ['grep -q x <<< "$line"\necho $1', []],
    ['echo $((1 << n)) $1', []],
    ['echo $1', []],
  ])('is named where it stands in a here-document that is not quoted: %s', (command, expected) => {
    expect(expandedIn(command)).toEqual(expected);
  });
});

describe('a here-document', () => {
  it.each<[string, string | null]>([
    ["cat > run.sh << 'EOF'\necho hello\n  EOF\nchmod +x run.sh", 'EOF'],
    ['cat > a <<END\na\nEND ', 'END'],
    ['cat > a <<-END\n\ta\n  END\n', 'END'],
    ["cat > a <<A\na\nA\ncat > b <<'end'\nb\n\tend", 'end'],
    ["cat > a <<'EOF'\n  EOF\nEOF\n", null],
    ['cat > a <<-END\n\ta\n\tEND\n', null],
    ['cat > a <<END\na\n', null],
    ["cat > a.cpp <<'EOF'\nstd::cout << END\n  END\nEOF\n", null],
    ["python3 -c '\nx = 1 << n\n  n\n'", null],
    ['cat <<< EOF\n  EOF', null],
    ['echo EOF', null],
  ])('whose end has blanks round it is never closed: %j', (command, word) => {
    expect(closedWithBlanks(command)).toBe(word);
  });
});
