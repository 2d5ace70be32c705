import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyLetter, assertLinear } from '#testing';
import { overflow, retryAfterMs, troubleOfAnswer } from './classify.js';
import { RETRY_TIMINGS, waitBeforeRetry } from './retry-policy.js';
import { errorIn, troubleOfTransport, type Trouble } from './trouble.js';

const kindOf = (status: number, body: string): string => {
  const trouble = troubleOfAnswer(status, body, () => null);
  return trouble.kind === 'unsupported' ? `unsupported ${trouble.feature}` : trouble.kind;
};

describe('what an error answer means', () => {
  it.each([
    [404, '{"error":"model \'qwen3:80b\' not found"}', 'missing_model'],
    [404, '{"object":"error","message":"The model `x` does not exist.","code":404}', 'missing_model'],
    [400, '{"error":"No models loaded. Please load a model in the developer page"}', 'missing_model'],
    [404, '{"detail":"Not Found"}', 'refused'],
    [404, '404 page not found', 'refused'],
    [401, '{"error":{"message":"Incorrect API key provided"}}', 'unauthorized'],
    [429, '', 'busy'],
    [503, '{"error":"server busy, please try again.  maximum pending requests exceeded"}', 'busy'],
    [503, '{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}', 'busy'],
    [500, '{"error":{"message":"Overloaded"}}', 'busy'],
    [500, '{"error":"model runner has unexpectedly stopped"}', 'server_error'],
    [502, '<html><body>502 Bad Gateway</body></html>', 'server_error'],
    [500, '{"error":"model requires more system memory (11.3 GiB) than is available (8.1 GiB)"}', 'refused'],
    [400, '{"error":"\\"llama3.1\\" does not support thinking"}', 'unsupported think'],
    [400, '{"error":"registry.ollama.ai/library/x does not support tools"}', 'unsupported tools'],
    [500, '{"error":{"message":"tools param requires --jinja flag"}}', 'unsupported tools'],
    [400, "{\"error\":\"'response_format.type' must be 'json_schema' or 'text'\"}", 'unsupported schema'],
    [400, '{"error":{"message":"System message must be at the beginning.","code":400}}', 'unsupported system_role'],
    [
      400,
      '{"error":{"message":"After the optional system message, conversation roles must alternate user/assistant"}}',
      'unsupported user_after_tool',
    ],
    [
      400,
      '{"error":{"message":"reasoning_content is missing in assistant tool call message"}}',
      'unsupported stripped_reasoning',
    ],
    [
      400,
      '{"error":{"message":"Unsupported parameter: \'max_tokens\' is not supported with this model. Use \'max_completion_tokens\' instead."}}',
      'unsupported max_tokens',
    ],
    [500, '{"error":{"code":500,"message":"Failed to parse input at pos 60: <tool_call>"}}', 'garbled'],
    [500, '{"error":"no user query found in messages"}', 'overflow'],
    [500, '{"error":{"message":"Context size has been exceeded."}}', 'overflow'],
    [400, '{"error":"max_tokens is too large: 4096. This model supports at most 512 completion tokens."}', 'overflow'],
    [400, '{"error":"Model is warming up, retry later"}', 'busy'],
    [400, '{"error":"bad request"}', 'refused'],
    [400, '', 'server_error'],
    [400, '{"error":"The model has crashed without additional information. (Exit code: null)"}', 'server_error'],
    [400, '{"error":{"message":"Model unloaded."}}', 'server_error'],
    [400, '{"error":"Model is unloaded."}', 'server_error'],
    [400, '{"error":{"code":400,"message":"model is not loaded","type":"invalid_request_error"}}', 'server_error'],
    [502, 'unable to start process: health check failed after 15s', 'server_error'],
    [500, '{"error":{"code":500,"message":"Failed to parse tool call arguments as JSON: [json.exception"}}', 'garbled'],
    [
      400,
      '{"error":{"message":"The input (5000 tokens) is longer than the model\'s context length (4096 tokens)."}}',
      'overflow',
    ],
    [
      400,
      '{"error":{"message":"Requested token count exceeds the model\'s maximum context length of 4096 tokens."}}',
      'overflow',
    ],
    [400, '{"error":{"message":"the request exceeds the available context size, try increasing it"}}', 'overflow'],
    [
      400,
      '{"error":"Reached context length of 4096 tokens with model (arch) that does not support overflow"}',
      'overflow',
    ],
    [400, '{"error":{"message":"litellm.ContextWindowExceededError: Hosted_vllmException"}}', 'overflow'],
    [422, '{"error":"Input validation error: `inputs` must have less than 4095 tokens. Given: 5000"}', 'overflow'],
    [400, '{"error":{"message":"Input is too long for requested model."}}', 'overflow'],
    [400, '{"error":{"message":"Please reduce the length of the messages or completion."}}', 'overflow'],
    [
      400,
      '{"error":{"message":"The input token count exceeds the maximum number of tokens allowed (32768)."}}',
      'overflow',
    ],
    [400, '{"error":{"message":"Current length is 9000 while limit is 8192","code":"x"}}', 'overflow'],
    [500, '{"error":"prompt too long; exceeded max context length by 12 tokens"}', 'overflow'],
    [400, '{"error":{"message":"length of max_tokens must be positive"}}', 'refused'],
  ])('%i %s is %s', (status, body, kind) => {
    expect(kindOf(status, body)).toBe(kind);
  });

  it.each([
    [
      "This model's maximum context length is 6048 tokens. However, you requested 6616 tokens (568 in the messages, 6048 in the completion)",
      6048,
      568,
    ],
    [
      '{"error":{"message":"exceeds","type":"exceed_context_size_error","n_prompt_tokens":9000,"n_ctx":4096}}',
      4096,
      9000,
    ],
    ['is greater than the context length (n_keep: 10247 >= n_ctx: 4096)', 4096, 10247],
    ['Context size has been exceeded.', null, null],
    ['`inputs` tokens + `max_new_tokens` must be <= 4096. Given: 3900 `inputs` tokens and 1024', 4096, 3900],
    ['Prompt length 5000 is greater than max_seq_len 4096', 4096, 5000],
    ['`inputs` must have less than 4095 tokens. Given: 5000', 4095, null],
  ])('reads the numbers of an overflow: %s', (text, limit, promptTokens) => {
    expect(overflow(text)).toEqual({ kind: 'overflow', limit, promptTokens });
  });

  it('finds an error under every key servers use, and none where there is none', () => {
    expect(errorIn({ error: 'x' })).toBe('x');
    expect(errorIn({ error: { message: 'y', code: 500 } })).toBe('y');
    expect(errorIn({ 'error parsing tool call': 'z' })).toBe('z');
    expect(errorIn({ error: null, choices: [] })).toBeNull();
    expect(errorIn([1])).toBeNull();
  });

  it('reads Retry-After as seconds or a date', () => {
    const header = (value: string) => () => value;
    expect(retryAfterMs(header('2'))).toBe(2000);
    expect(retryAfterMs(header('Thu, 01 Jan 1970 00:01:00 GMT'), 50_000)).toBe(10_000);
    expect(retryAfterMs(header('soon'))).toBeNull();
    expect(retryAfterMs(header('99999999'))).toBe(99_999_999_000);
  });

  it('finds the code of a broken road under what libraries wrap round it', () => {
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    const both = new AggregateError([refused], 'all failed');
    expect(troubleOfTransport(new TypeError('fetch failed', { cause: both })).kind).toBe('unreachable');
    const reset = Object.assign(new Error('closed'), { code: 'ECONNRESET' });
    expect(troubleOfTransport(new TypeError('terminated', { cause: reset })).kind).toBe('interrupted');
  });
});

describe('waiting before another try', () => {
  const broken: Trouble = { kind: 'server_error', because: '' };
  const waits = (trouble: Trouble, random: number): (number | null)[] =>
    [1, 2, 3, 4, 5, 6].map((failed) => waitBeforeRetry(trouble, failed, RETRY_TIMINGS, random));

  it('doubles, is half chance, and ends', () => {
    expect(waits(broken, 1)).toEqual([500, 1000, 2000, 4000, 8000, null]);
    expect(waits(broken, 0)).toEqual([250, 500, 1000, 2000, 4000, null]);
  });

  it('is longer and more patient for a busy server, never shorter than it asks for', () => {
    const busy: Trouble = { kind: 'busy', because: '', retryAfterMs: 7000 };
    expect(waits(busy, 0)).toEqual([7000, 7000, 7000, 7000, 7000, 7000]);
    expect(waitBeforeRetry({ ...busy, retryAfterMs: null }, 13, RETRY_TIMINGS, 1)).toBe(30_000);
  });

  /** Milliseconds until a server is given up that goes on saying the same. */
  const givenUpAfter = (trouble: Trouble, random: number): number => {
    let waited = 0;
    for (let failed = 1; failed < 1000; failed++) {
      const wait = waitBeforeRetry(trouble, failed, RETRY_TIMINGS, random, waited);
      if (wait === null) return waited;
      waited += wait;
    }
    return Infinity;
  };

  it('is over after half a minute where a server stays busy, after minutes where it says that it loads', () => {
    const busy: Trouble = { kind: 'busy', because: '', retryAfterMs: null };
    for (const random of [0, 1]) {
      expect(givenUpAfter(busy, random)).toBe(30_000);
      expect(givenUpAfter({ ...busy, loads: true }, random)).toBe(240_000);
    }
    expect(givenUpAfter({ ...busy, retryAfterMs: 7000 }, 0)).toBe(35_000);
    expect(givenUpAfter({ ...busy, retryAfterMs: 60_000 }, 0)).toBe(60_000);
    expect(givenUpAfter({ ...busy, retryAfterMs: 200_000 }, 0)).toBe(0);
    const loads = (body: string): unknown => troubleOfAnswer(503, body, () => null);
    expect(loads('{"error":{"message":"Loading model"}}')).toMatchObject({ kind: 'busy', loads: true });
    expect(loads('{"error":"server busy, please try again"}')).not.toHaveProperty('loads');
  });

  it('never comes for a refusal', () => {
    expect(waitBeforeRetry({ kind: 'refused', because: '' }, 1, RETRY_TIMINGS, 1)).toBeNull();
  });
});

describe('any error answer', () => {
  const pieces = ['{', '}', '"', ':', '[', '\n', 'context length', 'n_ctx', '4096', 'tokens', 'error', '<html>', ' '];

  it('is told, whatever it holds', () => {
    const body = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: anyLetter, maxLength: 5 })));
    fc.assert(
      fc.property(fc.integer({ min: 400, max: 599 }), body, (status, said) => {
        expect(kindOf(status, said.join(''))).not.toBe('');
        expect(overflow(said.join('')).kind).toBe('overflow');
      }),
    );
  });

  it.each(pieces)('is read in linear time, made of %j', (piece) => {
    assertLinear((text) => kindOf(400, text), piece, 60_000 / piece.length);
    assertLinear((text) => kindOf(500, text), piece, 60_000 / piece.length, { start: '{"error":"' });
  });
});

describe('an error in the template of the model', () => {
  it.each([
    [500, '{"error":"template: :14:23: executing \\"\\" at <.ToolCallID>: can\'t evaluate field ToolCallID"}'],
    [500, '{"error":{"message":"Value is not callable: null at row 62, column 114:\\n {%- set content = m %}"}}'],
    [400, '{"error":"Error rendering prompt with jinja template: Expected iterable"}'],
  ])('is told from others: %i %s', (status, body) => {
    expect(troubleOfAnswer(status, body, () => null)).toMatchObject({ inTemplate: true });
  });

  it.each([
    [500, '{"error":"out of luck"}'],
    [400, '{"error":"bad request"}'],
  ])('is not: %i %s', (status, body) => {
    expect(troubleOfAnswer(status, body, () => null)).not.toHaveProperty('inTemplate');
  });
});
