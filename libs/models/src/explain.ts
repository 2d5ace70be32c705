import { hidePasswords, type ModelConfig } from '#config';
import { ContextOverflow, ModelRefused, ModelUnreachable } from '#roles';
import type { Trouble } from './transport/trouble.js';

/** The trouble as a clause for a person. */
export function describeTrouble(trouble: Trouble): string {
  switch (trouble.kind) {
    case 'overflow':
      return `the prompt does not fit${trouble.limit === null ? '' : ` ${trouble.limit} tokens`}`;
    case 'unreachable':
      return `cannot be reached (${trouble.because})`;
    case 'busy':
      return `busy (${trouble.because})`;
    default:
      return trouble.because;
  }
}

/** What comes out of this library when a request is given up: a sentence that says what is wrong, and the way out. */
export function asLoomError(
  config: ModelConfig,
  trouble: Trouble,
  existing: readonly string[] | null,
  cause?: unknown,
): ModelUnreachable | ModelRefused | ContextOverflow {
  const { name, model } = config;
  const baseUrl = hidePasswords(config.baseUrl);
  const options = { cause };
  switch (trouble.kind) {
    case 'unreachable':
      return new ModelUnreachable(name, `cannot reach ${baseUrl} (${trouble.because})`, startRemedy(config), options);
    case 'interrupted':
    case 'server_error':
    case 'garbled':
    case 'runaway':
      return new ModelUnreachable(
        name,
        `${baseUrl} gave no usable answer for ${model}: ${trouble.because}`,
        `Look at the log of the server at ${baseUrl}, and run "loom doctor" to check every endpoint.`,
        options,
      );
    case 'stalled':
    case 'too_slow':
      return new ModelUnreachable(
        name,
        `${model} at ${baseUrl} was too slow: ${trouble.because}`,
        `Raise timeout_seconds of [models.${name}], or lower its max_tokens or context_window.`,
        options,
      );
    case 'busy':
      return new ModelUnreachable(
        name,
        `${baseUrl} stayed busy: ${trouble.because}`,
        `Lower max_concurrency of [models.${name}], or wait until the server has loaded its model.`,
        options,
      );
    case 'overflow':
      return new ContextOverflow(name, trouble.limit, options);
    case 'missing_model': {
      if (existing?.includes(model) === true)
        return new ModelRefused(
          name,
          `${baseUrl} says that it has no model "${model}", though it lists it (${trouble.because})`,
          `Load ${model} in the server at ${baseUrl}, or look into the server's log for why it cannot.`,
          options,
        );
      const there = existing && existing.length > 0 ? `; there are: ${existing.slice(0, 20).join(', ')}` : '';
      const remedy =
        config.provider === 'ollama'
          ? `Run "ollama pull ${model}", or name one that exists in [models.${name}].`
          : `Load ${model} in the server at ${baseUrl}, or name one that exists in [models.${name}].`;
      return new ModelRefused(name, `${baseUrl} has no model "${model}"${there}`, remedy, options);
    }
    case 'unauthorized':
      return new ModelRefused(
        name,
        `${baseUrl} refuses the key of [models.${name}] (${trouble.because})`,
        `Set api_key in [models.${name}] of loom.toml; "\${NAME}" takes it from the environment.`,
        options,
      );
    case 'unsupported':
    case 'refused':
      return new ModelRefused(
        name,
        `${baseUrl} refused the request for ${model}: ${trouble.because}`,
        (trouble.kind === 'refused' ? trouble.remedy : undefined) ??
          `Run "loom doctor", and check the settings of [models.${name}] against the server's log.`,
        options,
      );
  }
}

/** The likely way to start the server, by its protocol and usual port. */
function startRemedy(config: ModelConfig): string {
  const port = URL.canParse(config.baseUrl) ? new URL(config.baseUrl).port : '';
  const check = `check base_url of [models.${config.name}]`;
  if (config.provider === 'ollama') return `Start it with "ollama serve", or ${check}.`;
  switch (port) {
    case '1234':
      return `Start the server in LM Studio's Developer tab (or "lms server start"), or ${check}.`;
    case '8000':
      return `Start it with "vllm serve ${config.model}", or ${check}.`;
    case '8080':
      return `Start it with "llama-server -m MODEL.gguf --jinja", or ${check}.`;
    case '11434':
      return `Start it with "ollama serve", or ${check}.`;
    default:
      return `Start the model server, or ${check}.`;
  }
}
