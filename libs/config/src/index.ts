export * from './loom-config.js';
export { settingsToHand, withHandedSettings, type HandedSettings } from './handed-settings.js';
export { ConfigError, type ConfigProblem } from './config-error.js';
export { configKeys, type ConfigKey, type KeyType } from './key-catalogue.js';
export { configPath, loadConfig, type ConfigOption, type ConfigPlaces } from './load-config.js';
export { isLoopback } from './loopback.js';
export { editDistance, nearest } from './nearest.js';
export { hidePasswords, redactedConfig, secretsOf } from './redacted-config.js';
export { serverEnvironment, type ServerEnvironment } from './server-environment.js';
