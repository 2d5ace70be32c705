export { EXECUTOR_TOOLS, LocalToolBox, type ToolBoxOptions } from './local-toolbox.js';
export { defineTool, type Observation, type Tool, type ToolRun } from './registry/define-tool.js';
export { SandboxedCheckRunner, type CheckRunnerOptions } from './checks/sandboxed-check-runner.js';
export { chooseSandbox, type ChosenSandbox, type SandboxHost } from './shell/choose-sandbox.js';
export {
  DEFAULT_LIMITS,
  Sandbox,
  SandboxBroken,
  SandboxUnavailable,
  type SandboxLimits,
  type SandboxRequest,
  type SandboxResult,
} from './shell/sandbox.js';
export {
  lookAtToolchain,
  toolchainBounds,
  ToolchainRefused,
  TOOLCHAIN_REMEDY,
  usableToolchains,
  type RefusedToolchain,
  type Toolchain,
  type ToolchainBounds,
} from './shell/toolchains.js';
export { setUpRunner } from './shell/set-up.js';
export { BubblewrapSandbox } from './shell/bubblewrap.js';
export { PlainProcessSandbox } from './shell/plain-process.js';
export { SeatbeltSandbox, seatbeltProfile } from './shell/seatbelt.js';
export { destructiveReason, isDestructive } from './shell/destructive.js';
