/*
 * Slots of one endpoint in Redis: `held` (holder → end of lease), `queue` (waiter → ticket), `alive` (waiter → end of
 * patience), `wants` (waiter → the time it came, and its model), and a counter of tickets. `warm` is the model that was
 * asked last, `idle` the holder of the slot that counts only while nobody works, `used` is there for a while after
 * work. Times are Redis's own, in milliseconds. Every script takes all keys, in this order.
 */
export const SLOT_KEYS = ['held', 'queue', 'alive', 'tickets', 'wants', 'warm', 'idle', 'used'] as const;

const NAMES = SLOT_KEYS.map((name, at) => `local ${name} = KEYS[${at + 1}]`).join('\n');
const HEAD = `${NAMES}
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)`;
/** The dead go first, whatever is asked. */
const SWEEP = `
redis.call('ZREMRANGEBYSCORE', held, '-inf', now)
for _, dead in ipairs(redis.call('ZRANGEBYSCORE', alive, '-inf', now)) do
  redis.call('ZREM', queue, dead)
  redis.call('ZREM', alive, dead)
  redis.call('HDEL', wants, dead)
end
if redis.call('EXISTS', idle) == 1 and not redis.call('ZSCORE', held, redis.call('GET', idle)) then redis.call('DEL', idle) end`;

/**
 * ARGV id limit leaseMs waiterMs model warmMs wantedChannel → 1 held now, 0 waiting. A waiter gets a slot when fewer
 * live waiters stand before it than slots are free. Those for the warm model stand before the others, unless the first
 * in the queue has waited for warmMs. Asking again keeps the place; asking as a holder renews.
 */
export const ACQUIRE = `${HEAD}${SWEEP}
local id, limit, lease, patience, model = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5]
local keep = 10 * math.max(lease, patience)
if redis.call('EXISTS', idle) == 1 then redis.call('PUBLISH', ARGV[7], '1') end
if not redis.call('ZSCORE', held, id) then
  if not redis.call('ZSCORE', queue, id) then
    redis.call('ZADD', queue, redis.call('INCR', tickets), id)
    redis.call('PEXPIRE', tickets, 86400000)
    redis.call('HSET', wants, id, now .. ' ' .. model)
  end
  local waiters = redis.call('ZRANGE', queue, 0, -1)
  local texts = redis.call('HMGET', wants, unpack(waiters))
  local hot = redis.call('GET', warm)
  local since = tonumber(string.match(texts[1] or '', '^%d+') or now)
  local fair = not hot or now - since >= tonumber(ARGV[6])
  local before, mine = 0, model == hot
  local passed = false
  for at, waiter in ipairs(waiters) do
    if waiter == id then
      passed = true
    else
      local same = string.match(texts[at] or '', '^%d+ (.*)$') == hot
      local goes
      if fair or same == mine then goes = not passed else goes = same end
      if goes then before = before + 1 end
    end
  end
  if before >= limit - redis.call('ZCARD', held) then
    redis.call('ZADD', alive, now + patience, id)
    for _, key in ipairs({ queue, alive, wants }) do redis.call('PEXPIRE', key, keep) end
    return 0
  end
  redis.call('ZREM', queue, id)
  redis.call('ZREM', alive, id)
  redis.call('HDEL', wants, id)
  if model ~= '' then redis.call('SET', warm, model, 'PX', 3600000) end
end
redis.call('ZADD', held, now + lease, id)
redis.call('PEXPIRE', held, keep)
return 1`;

/** ARGV id leaseMs → 1. Adds the holder again where Redis has forgotten it: it is still at the endpoint. */
export const RENEW = `${HEAD}
redis.call('ZADD', held, now + tonumber(ARGV[2]), ARGV[1])
redis.call('PEXPIRE', held, 10 * tonumber(ARGV[2]))
return 1`;

/** ARGV id freedChannel quietMs → 1. Gives up slot or place and wakes the waiters. */
export const RELEASE = `${HEAD}
if redis.call('GET', idle) == ARGV[1] then
  redis.call('DEL', idle)
elseif redis.call('ZSCORE', held, ARGV[1]) then
  redis.call('SET', used, '1', 'PX', ARGV[3])
end
redis.call('ZREM', held, ARGV[1])
redis.call('ZREM', queue, ARGV[1])
redis.call('ZREM', alive, ARGV[1])
redis.call('HDEL', wants, ARGV[1])
redis.call('PUBLISH', ARGV[2], '1')
return 1`;

/** → slots that are held or waited for by work. */
export const DEMAND = `${HEAD}${SWEEP}
return redis.call('ZCARD', held) + redis.call('ZCARD', queue) - redis.call('EXISTS', idle)`;

/** ARGV id leaseMs quiet → 1 held now, 0 somebody works there, or has just done so where quiet is 1. */
export const ACQUIRE_IDLE = `${HEAD}${SWEEP}
if redis.call('ZCARD', held) + redis.call('ZCARD', queue) > 0 then return 0 end
if ARGV[3] == '1' and redis.call('EXISTS', used) == 1 then return 0 end
redis.call('ZADD', held, now + tonumber(ARGV[2]), ARGV[1])
redis.call('PEXPIRE', held, 10 * tonumber(ARGV[2]))
redis.call('SET', idle, ARGV[1])
redis.call('PEXPIRE', idle, 10 * tonumber(ARGV[2]))
return 1`;

/** ARGV id leaseMs → 1 as long as the slot is this holder's and nobody else is there, else 0. */
export const RENEW_IDLE = `${HEAD}${SWEEP}
if redis.call('GET', idle) ~= ARGV[1] then return 0 end
if redis.call('ZCARD', held) ~= 1 or redis.call('ZCARD', queue) > 0 then return 0 end
redis.call('ZADD', held, now + tonumber(ARGV[2]), ARGV[1])
redis.call('PEXPIRE', held, 10 * tonumber(ARGV[2]))
redis.call('PEXPIRE', idle, 10 * tonumber(ARGV[2]))
return 1`;
