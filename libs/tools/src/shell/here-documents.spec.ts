import { describe, expect, it } from 'vitest';
import { expandedIn } from './here-documents.js';

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
