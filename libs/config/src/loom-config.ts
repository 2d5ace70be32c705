import 'reflect-metadata';
import { Type } from 'class-transformer';
import {
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  ValidateNested,
  type ValidationOptions,
} from 'class-validator';
import { TIER_ONE_NAMES } from '#domain';
import { isHostOrNetwork } from './loopback.js';

/* One class a section of loom.toml; field names are the keys in camelCase, and each initial value is the default. */

/** More than any model has room for; a bound, so that a slip of the keyboard is seen. */
const MOST_TOKENS = 1e9;

const ROLES = ['planner', 'executor', 'verifier', 'extractor'] as const;

function IsHostOrNetwork(options: ValidationOptions): PropertyDecorator {
  const validate = (value: unknown): boolean => typeof value === 'string' && isHostOrNetwork(value);
  return ValidateBy({ name: 'isHostOrNetwork', validator: { validate } }, options);
}

const COMMAND_LENGTH = 4096;

/** From the name of a file, not its path, to a command. */
function IsCommandTable(): PropertyDecorator {
  const isFine = ([name, command]: [string, unknown]): boolean =>
    /^[^/\\\0]{1,255}$/.test(name) &&
    typeof command === 'string' &&
    command.trim() !== '' &&
    command.length <= COMMAND_LENGTH &&
    !command.includes('\0');
  const validate = (value: unknown): boolean =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.entries(value).every(isFine);
  return ValidateBy({ name: 'isCommandTable', validator: { validate } });
}

export class ServerConfig {
  @IsString() @MinLength(1) readonly host: string = '127.0.0.1';
  @IsInt() @Min(0) @Max(65535) readonly port: number = 9000;
  /** Required where host is not loopback. */
  @IsOptional() @IsString() @MinLength(8) readonly token?: string;
  /** Of one caller; this machine and workers may ask a hundred times as often. */
  @IsInt() @Min(1) @Max(1_000_000) readonly rateLimitPerMinute: number = 1200;
  /** Names, addresses and networks (CIDR) a webhook may reach although they are not public. */
  @IsArray() @IsHostOrNetwork({ each: true }) readonly webhookAllow: readonly string[] = [];
}

export class RedisConfig {
  /** Absent = a private Redis that `loom serve` supervises. */
  @IsOptional() @IsString() @Matches(/^(rediss?|unix):\/\//) readonly url?: string;
  @IsString() @Matches(/^[A-Za-z0-9_-]{1,64}$/) readonly prefix: string = 'loom';
}

export class ModelConfig {
  /** Set from the section's name. */
  readonly name: string = '';
  @IsIn(['ollama', 'openai_compatible']) readonly provider!: 'ollama' | 'openai_compatible';
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'], allow_underscores: true })
  readonly baseUrl!: string;
  @IsString() @MinLength(1) readonly model!: string;
  @IsOptional() @IsString() readonly apiKey?: string;
  /** Tokens of one answer. */
  @IsInt() @Min(1) @Max(MOST_TOKENS) readonly maxTokens: number = 4096;
  @IsNumber() @Min(0) @Max(2) readonly temperature: number = 0.1;
  @IsArray() @ArrayNotEmpty() @ArrayUnique() @IsIn(ROLES, { each: true }) readonly roles: (typeof ROLES)[number][] = [
    'executor',
  ];
  @IsInt() @Min(1) @Max(3) readonly tier: 1 | 2 | 3 = 1;
  /** Tokens; asked of the server when absent, else 8192. */
  @IsOptional() @IsInt() @Min(512) @Max(MOST_TOKENS) readonly contextWindow?: number;
  /** Requests at once to this endpoint, over all roles and machines. */
  @IsInt() @Min(1) @Max(1024) readonly maxConcurrency: number = 1;
  /** A whole answer, from request to last token. */
  @IsNumber() @Min(1) @Max(2_592_000) readonly timeoutSeconds: number = 600;
  @IsOptional() @IsBoolean() readonly think?: boolean;
  /** Seconds a probe of the model may take; 0 = none is made unless somebody asks for one. */
  @IsNumber() @Min(0) @Max(3600) readonly probeSeconds: number = 120;
  /** Seconds without any open task before it is probed unasked. */
  @IsNumber() @Min(0) @Max(86_400) readonly probeAfterSeconds: number = 60;
  /* What the user says of the model goes before what was found out. */
  @IsOptional() @IsIn(['native', 'text']) readonly tools?: 'native' | 'text';
  @IsOptional() @IsIn(['schema', 'simple_schema', 'json', 'none']) readonly structuredOutput?:
    'schema' | 'simple_schema' | 'json' | 'none';
  @IsOptional() @IsBoolean() readonly parallelCalls?: boolean;
  @IsOptional() @IsBoolean() readonly thinkingSwitch?: boolean;
  @IsOptional() @IsBoolean() readonly systemRole?: boolean;
  @IsOptional() @IsBoolean() readonly toolRole?: boolean;
}

export class WorkspaceConfig {
  @IsString() @MinLength(1) readonly defaultPath: string = '~/projects';
  @IsString() @MinLength(1) readonly scratchDir: string = '~/.loom/scratch';
  /** Absent = any folder may be a workspace. */
  @IsOptional() @IsArray() @IsString({ each: true }) @MinLength(1, { each: true }) readonly roots?: string[];
  @IsIn(['isolated', 'in_place']) readonly mode: 'isolated' | 'in_place' = 'isolated';
  @IsInt() @Min(1) @Max(3650) readonly keepDays: number = 30;
  @IsInt() @Min(1) @Max(3650) readonly keepFailedDays: number = 7;
  @IsNumber() @Min(0.1) @Max(100_000) readonly maxStoreGib: number = 10;
  /** By the name of a lock file; absent = nothing is installed. */
  @IsOptional() @IsCommandTable() readonly setup?: Readonly<Record<string, string>>;
  @IsNumber() @Min(1) @Max(3600) readonly setupTimeoutSeconds: number = 600;
}

export class ExecutionConfig {
  @IsInt() @Min(0) @Max(20) readonly maxSubtaskRetries: number = 3;
  /** Plan advances per task. */
  @IsInt() @Min(1) @Max(1_000_000) readonly maxLoopIterations: number = 50;
  /** Model turns per attempt. */
  @IsInt() @Min(1) @Max(1_000_000) readonly maxToolIterations: number = 20;
  @IsInt() @Min(1) @Max(256) readonly maxParallelSubtasks: number = 4;
  @IsInt() @Min(1) @Max(1_000_000) readonly maxPlanVersions: number = 5;
  @IsOptional() @IsInt() @Min(1) @Max(1e12) readonly maxTaskTokens?: number;
  @IsNumber() @Min(0) @Max(1) readonly autoApproveConfidenceThreshold: number = 0.8;
  /** How long a person has to answer a question; then it is a no. */
  @IsNumber() @Min(1) @Max(2_592_000) readonly approvalTimeoutSeconds: number = 86_400;
  /** How long `auto` shows work of middling confidence before it lands; 0 = it lands at once. */
  @IsNumber() @Min(0) @Max(86_400) readonly autoProceedSeconds: number = 10;
}

export class VerificationConfig {
  @IsBoolean() readonly tier1Enabled: boolean = true;
  @IsArray() @ArrayUnique() @IsIn(TIER_ONE_NAMES, { each: true }) readonly tier1Except: readonly string[] = [];
  @IsBoolean() readonly tier2Enabled: boolean = true;
  @IsBoolean() readonly tier3Enabled: boolean = false;
  @IsInt() @Min(1) @Max(15) readonly tier3VoteCount: number = 3;
}

export class SandboxConfig {
  @IsIn(['auto', 'required', 'none']) readonly mode: 'auto' | 'required' | 'none' = 'auto';
  @IsBoolean() readonly network: boolean = false;
  /** Read-only for commands, on their PATH. */
  @IsArray() @IsString({ each: true }) readonly toolchains: readonly string[] = [];
  @IsInt() @Min(64) @Max(16_777_216) readonly memoryMb: number = 4096;
  @IsNumber() @Min(1) @Max(3600) readonly shellTimeoutSeconds: number = 60;
}

export class MemoryConfig {
  @IsString() @MinLength(1) readonly databasePath: string = '~/.loom/loom.db';
  @IsOptional() @IsString() @Matches(/^postgres(ql)?:\/\//) readonly databaseUrl?: string;
}

export class LoggingConfig {
  @IsIn(['debug', 'info', 'warn', 'error']) readonly level: 'debug' | 'info' | 'warn' | 'error' = 'info';
  @IsString() @MinLength(1) @MaxLength(4096) readonly eventLogPath: string = '~/.loom/logs';
}

export class LoomConfig {
  @ValidateNested() @Type(() => ServerConfig) readonly server: ServerConfig = new ServerConfig();
  @ValidateNested() @Type(() => RedisConfig) readonly redis: RedisConfig = new RedisConfig();
  @ValidateNested({ each: true }) @Type(() => ModelConfig) readonly models: readonly ModelConfig[] = [];
  @ValidateNested() @Type(() => WorkspaceConfig) readonly workspace: WorkspaceConfig = new WorkspaceConfig();
  @ValidateNested() @Type(() => ExecutionConfig) readonly execution: ExecutionConfig = new ExecutionConfig();
  @ValidateNested() @Type(() => VerificationConfig) readonly verification: VerificationConfig =
    new VerificationConfig();
  @ValidateNested() @Type(() => SandboxConfig) readonly sandbox: SandboxConfig = new SandboxConfig();
  @ValidateNested() @Type(() => MemoryConfig) readonly memory: MemoryConfig = new MemoryConfig();
  @ValidateNested() @Type(() => LoggingConfig) readonly logging: LoggingConfig = new LoggingConfig();
  /** File it was read from; null when there was none. */
  readonly source: string | null = null;
  /** Absolute; the folder of `memory.databasePath`. Private Redis, tree stores and attempts live here. */
  readonly dataDir: string = '';
}
