import type { ToolView } from '#contracts';
import type { ToolBox } from '#roles';
import { EXECUTOR_TOOLS } from '#tools';
import { ToolCatalogue } from '../http/ports.js';

/** What executors are offered, as they are offered it. */
export class ExecutorToolCatalogue extends ToolCatalogue {
  constructor(
    private readonly toolBox: ToolBox,
    private readonly shellTimeoutSeconds: number,
  ) {
    super();
  }

  tools(): readonly ToolView[] {
    const timeouts = new Map(EXECUTOR_TOOLS.map((tool) => [tool.name, tool.timeoutMs]));
    return this.toolBox.schemas().map(({ name, description, parameters }) => ({
      name,
      description,
      parameters: { ...parameters },
      mutating: this.toolBox.isMutating(name),
      timeout_seconds: (timeouts.get(name) ?? 0) / 1000 || this.shellTimeoutSeconds,
    }));
  }
}
