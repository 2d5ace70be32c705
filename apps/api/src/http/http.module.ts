import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import { StreamsController } from './controllers/streams.controller.js';
import { MetricsController } from './controllers/metrics.controller.js';
import { SystemController } from './controllers/system.controller.js';
import { UpkeepController } from './controllers/upkeep.controller.js';
import { TaskCommandsController } from './controllers/task-commands.controller.js';
import { TaskResultsController } from './controllers/task-results.controller.js';
import { TasksController } from './controllers/tasks.controller.js';
import { OpenStreams } from './edge/open-streams.js';
import { Revocations } from './edge/revocations.js';
import { LOOM_VERSION } from './ports.js';
import { TokensController } from './controllers/tokens.controller.js';
import { TrialsController } from './worker/trials.controller.js';
import { WorkerJoinController } from './worker/worker-join.controller.js';
import { WorkerTreesController } from './worker/worker-trees.controller.js';
import { WorkerController } from './worker/worker.controller.js';

export interface HttpModuleOptions {
  /**
   * Modules that export what the controllers ask for: Tasks, TaskStore, EventBus, Fleet, Health, Metrics,
   * ToolCatalogue, HandOut, LoomConfig, WorkerLink, TokenStore and TreeStore.
   */
  readonly imports: NonNullable<ModuleMetadata['imports']>;
  readonly version: string;
}

/** Every address of the contract, and those of the workers. */
@Module({})
export class HttpModule {
  static over({ imports, version }: HttpModuleOptions): DynamicModule {
    return {
      module: HttpModule,
      imports,
      controllers: [
        TasksController,
        TaskCommandsController,
        TaskResultsController,
        StreamsController,
        SystemController,
        MetricsController,
        UpkeepController,
        TokensController,
        WorkerController,
        WorkerJoinController,
        WorkerTreesController,
        TrialsController,
      ],
      providers: [OpenStreams, Revocations, { provide: LOOM_VERSION, useValue: version }],
      exports: [OpenStreams],
    };
  }
}
