import type { ModelConfig } from '#config';

/** A [models.NAME] section for a scripted server, with the defaults of loom.toml but for a short timeout. */
export function modelConfig(baseUrl: string, more: Partial<ModelConfig> = {}): ModelConfig {
  return {
    name: 'main',
    provider: 'ollama',
    baseUrl,
    model: 'scripted',
    maxTokens: 4096,
    temperature: 0.1,
    roles: ['planner', 'executor', 'verifier', 'extractor'],
    tier: 1,
    maxConcurrency: 4,
    timeoutSeconds: 20,
    probeSeconds: 20,
    probeAfterSeconds: 0,
    ...more,
  };
}

/** A clock whose waits are written down instead of waited for. */
export class RecordedClock {
  readonly waits: number[] = [];
  private time = 0;

  now(): number {
    return this.time;
  }

  elapsed(): number {
    return this.time;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.waits.push(ms);
    this.advance(ms);
  }

  advance(ms: number): void {
    this.time += ms;
  }
}
