import { errorText, excerpt, unparsedText, type Feature, type Trouble } from './trouble.js';

/* Servers of models give no stable error codes: this file alone reads their sentences. */

const UNSUPPORTED: readonly (readonly [RegExp, Feature])[] = [
  [/does not support thinking|enable_thinking|chat_template_kwargs|unknown.{0,20}think/i, 'think'],
  [
    /does not support tools|tools param requires|enable-auto-tool-choice|tool-call-parser|tool use is not supported/i,
    'tools',
  ],
  [
    /response_format|guided_json|invalid format|failed to parse grammar|json[_ ]schema|xgrammar|llguidance|invalid grammar|structured output/i,
    'schema',
  ],
  [/parallel_tool_calls/i, 'parallel_tool_calls'],
  [/(?:single|one) tool.?calls? (?:at once|at a time|per (?:message|turn))/i, 'parallel_calls'],
  [/stream_options|include_usage/i, 'stream_options'],
  [/reasoning_content.{0,40}(missing|required)|(missing|required).{0,40}reasoning_content/i, 'stripped_reasoning'],
  [
    /system message must be|system role|role.{0,10}system.{0,30}not supported|only user and assistant roles/i,
    'system_role',
  ],
  [/tool role|role.{0,10}tool.{0,30}(not|un)|unexpected role/i, 'tool_role'],
  [/roles must alternate/i, 'user_after_tool'],
  [/max_tokens.{0,60}(not supported|unsupported)|use 'max_completion_tokens'/i, 'max_tokens'],
  [/temperature.{0,60}(not support|unsupported)/i, 'temperature'],
  [
    /(?:unsupported|unknown|unrecognized|unexpected|invalid).{0,40}\bseed\b|\bseed\b.{0,60}not (?:support|permit|allow)/i,
    'seed',
  ],
  [/content.{0,40}(must not be empty|cannot be empty|non-empty)|empty content/i, 'empty_content'],
];

const OVERFLOW =
  /context[ _]?length|contextwindowexceeded|max_seq_len|max(?:imum)? sequence length|max_new_tokens.{0,20}must be|inputs?`? (?:tokens )?must have less than|input is too long|reduce the length of (?:the|your) (?:messages|prompt|input)|maximum number of (?:input )?tokens|current length is \d+ while limit|prompt length .{0,20}(?:exceeds|greater)|context size|context window|exceed_context_size|n_keep|maximum context|max_tokens must be at least 1|input length exceeds|prompt is too long|too many tokens|no user query found|longer than the (model's )?context/i;
/** The answer alone may not be so long: by how many tokens it may be. */
const MOST_ANSWER =
  /max(?:_completion)?_tokens\b.{0,80}\b(?:too large|too high|exceeds|must be (?:less|at most)|<=).{0,120}?\b(?:at most |maximum of |up to |limit of |than or equal to |<= ?)(\d{2,9})\b/i;
/** What whoever reckons the room for an answer takes off again. */
const SPARE_OF_AN_ANSWER = 16;
const GARBLED =
  /failed to parse input|does not match the expected|unexpected tokens remaining|error parsing tool call|harmony ?error|failed to parse tool|unparsable|invalid character .{0,20}in (string|literal)|xml syntax error/i;
const LOADING = /loading model|model is loading|still loading|warming up|being (?:un)?loaded/i;
const BUSY = /retry later|overloaded|server busy|maximum pending requests|try again/i;
/** The server lost its model and loads it again for the next request. */
const LOST =
  /model has crashed|model (?:(?:was|is) )?unloaded|model is not loaded\b|failed to load model|unable to start process|health check failed|upstream (?:connect|request) (?:error|timeout)|process .{0,40}(?:exited|terminated) unexpectedly|llama runner process/i;
/** Of the template that makes one prompt of the messages. */
const TEMPLATE =
  /\btemplate: ?[\w.-]*:\d+:\d+: executing|can't evaluate field|\bat row \d+, column \d+\b|jinja|error rendering prompt|TemplateError|chat template/i;
const MISSING = /model .{0,200}(not found|does not exist)|try pulling it|no models? (is |are )?loaded/i;
const MEMORY =
  /requires more system memory|out of memory|cuda error: out of memory|insufficient memory|failed to allocate/i;

/** What an answer with an error status, or an error inside a stream (status 200), means. Pure. */
export function troubleOfAnswer(status: number, body: string, headers: (name: string) => string | null): Trouble {
  const text = errorText(body);
  const field = fieldIn(body);
  const because = `status ${status}${text === '' ? '' : `: ${text}`}`;
  if (status === 429) return busy(because, headers);
  if (status === 401 || status === 403) return { kind: 'unauthorized', because };
  const most = MOST_ANSWER.exec(text)?.[1];
  if (most !== undefined && status < 500)
    return { kind: 'overflow', limit: Number(most) + SPARE_OF_AN_ANSWER, promptTokens: 0 };
  if (OVERFLOW.test(body) && status !== 503) return overflow(body);
  if (MEMORY.test(text)) {
    return {
      kind: 'refused',
      because,
      remedy: 'Use a smaller or more quantised model, or set a smaller context_window for it in loom.toml.',
    };
  }
  if (GARBLED.test(text)) {
    const written = unparsedText(body);
    return { kind: 'garbled', because, ...(written === null ? {} : { written }) };
  }
  if (LOADING.test(text)) return { ...busy(because, headers), loads: true };
  if (BUSY.test(text) || status === 503) return busy(because, headers);
  if (LOST.test(text)) return { kind: 'server_error', because };
  // Proxies answer so while they swap models: a fault in the request would be named.
  if (status === 400 && body.trim() === '') return { kind: 'server_error', because: `${because} and an empty body` };
  if ((status === 404 && /model/i.test(text)) || MISSING.test(text)) return { kind: 'missing_model', because };
  if (status === 404)
    return { kind: 'refused', because, remedy: 'Check base_url in loom.toml: no chat is served at that address.' };
  const refusedFeature = UNSUPPORTED.find(([pattern]) =>
    pattern.test(field === null ? text : `${text} ${field} not permitted`),
  );
  if (refusedFeature && (status < 500 || status === 500 || status === 501))
    return { kind: 'unsupported', feature: refusedFeature[1], because };
  const inTemplate = TEMPLATE.test(text) ? { inTemplate: true as const } : {};
  if (status >= 400 && status < 500 && status !== 408 && status !== 409 && status !== 499)
    return { kind: 'refused', because, ...inTemplate };
  return { kind: 'server_error', because, ...inTemplate };
}

function busy(because: string, headers: (name: string) => string | null): Extract<Trouble, { kind: 'busy' }> {
  const asked = retryAfterMs(headers);
  const wait = asked === null || asked < 1000 ? '' : ` (asks to wait ${Math.round(asked / 1000)} s)`;
  return { kind: 'busy', because: because + wait, retryAfterMs: asked };
}

/** The field a validating server names beside its sentence: FastAPI's `detail[].loc`. */
function fieldIn(body: string): string | null {
  return /"loc"\s*:\s*\[\s*"body"\s*,\s*"(\w{1,60})"/.exec(body)?.[1] ?? null;
}

/** Numbers of an overflow: the limit, and how much of it the prompt takes, where the server says so. */
export function overflow(body: string): Trouble {
  const text = excerpt(body);
  const limit = firstNumber(text, [
    /"n_ctx"\s*:\s*(\d+)/,
    /n_ctx:\s*(\d+)/,
    /maximum context length (?:is|of)\s*(\d+)/i,
    /context (?:length|size|window)[^0-9]{0,24}(\d+)/i,
    /max_seq_len\D{0,12}(\d+)/i,
    /must be <= (\d+)/,
    /less than (\d+) tokens/i,
    /limit is (\d+)/i,
  ]);
  const promptTokens = firstNumber(text, [
    /"n_prompt_tokens"\s*:\s*(\d+)/,
    /n_keep:\s*(\d+)/,
    /given: (\d+) `?inputs`? tokens/i,
    /prompt length (?:of )?(\d+)/i,
    /(?<!\d)(\d+) (?:tokens )?(?:in|from) the (?:messages|input|prompt)/i,
    /(?:contains at least|has) (\d+) input tokens/i,
  ]);
  return { kind: 'overflow', limit, promptTokens };
}

function firstNumber(text: string, patterns: readonly RegExp[]): number | null {
  for (const pattern of patterns) {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined && Number.isSafeInteger(Number(found))) return Number(found);
  }
  return null;
}

/** `Retry-After` in milliseconds, from seconds or a date. */
export function retryAfterMs(headers: (name: string) => string | null, now = Date.now()): number | null {
  const value = headers('retry-after');
  if (value === null || value.trim() === '') return null;
  const seconds = Number(value);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - now;
  return Number.isFinite(ms) ? Math.max(ms, 0) : null;
}
