import type { ScriptedModel } from './scripted-reply.js';

export type ServerFlavour = 'any' | 'ollama' | 'vllm' | 'lmstudio' | 'llamacpp';

const window = (model: ScriptedModel): number => model.contextWindow ?? 32_768;

/** Pages beside the chat: what exists, what is loaded, how much context it has. */
export function answerProbe(
  flavour: ServerFlavour,
  models: readonly ScriptedModel[],
  path: string,
  body: Readonly<Record<string, unknown>>,
): { status: number; json: string } {
  const page = pages(flavour, models, body)[path];
  if (page === undefined) return { status: 404, json: '{"error":"not found"}' };
  return { status: page === null ? 404 : 200, json: JSON.stringify(page ?? { error: 'model not found' }) };
}

function pages(
  flavour: ServerFlavour,
  models: readonly ScriptedModel[],
  body: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const list = {
    object: 'list',
    data: models.map((model) => ({
      id: model.name,
      object: 'model',
      ...(flavour === 'vllm' || flavour === 'any' ? { max_model_len: window(model) } : {}),
    })),
  };
  const openai = { '/v1/models': list, '/models': list, '/health': { status: 'ok' } };
  switch (flavour) {
    case 'any':
      return { ...openai, ...ollamaPages(models, body) };
    case 'ollama':
      return { '/v1/models': list, ...ollamaPages(models, body) };
    case 'vllm':
      return openai;
    case 'lmstudio': {
      const data = models.map((model) => ({
        id: model.name,
        object: 'model',
        state: model.loaded === false ? 'not-loaded' : 'loaded',
        max_context_length: model.trainedContext ?? window(model),
        ...(model.loaded === false ? {} : { loaded_context_length: window(model) }),
      }));
      return { ...openai, '/api/v0/models': { object: 'list', data } };
    }
    case 'llamacpp': {
      const n_ctx = models[0] ? window(models[0]) : 4096;
      return { ...openai, '/props': { default_generation_settings: { n_ctx }, total_slots: 2, build_info: 'b5000' } };
    }
  }
}

function ollamaPages(
  models: readonly ScriptedModel[],
  body: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const named = body['model'] ?? body['name'];
  const shown = models.find((model) => model.name === named);
  const details = { family: 'scripted', parameter_size: '8B', quantization_level: 'Q4_K_M' };
  return {
    '/': 'Ollama is running',
    '/api/version': { version: '0.12.0' },
    '/api/tags': { models: models.map(({ name }) => ({ name, model: name, size: 1, digest: 'd', details })) },
    '/api/ps': {
      models: models
        .filter((model) => model.loaded)
        .map((model) => ({ name: model.name, model: model.name, size_vram: 1, context_length: window(model) })),
    },
    '/api/show': shown
      ? {
          capabilities: shown.capabilities ?? ['completion', 'tools'],
          model_info: {
            'general.architecture': 'scripted',
            'scripted.context_length': shown.trainedContext ?? window(shown),
          },
          parameters: '',
          template: '{{ .Prompt }}',
          details,
        }
      : null,
  };
}
