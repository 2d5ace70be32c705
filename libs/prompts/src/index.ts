export {
  SECTIONS,
  TEMPLATE_NAMES,
  BadTemplate,
  parseTemplate,
  fill,
  type Section,
  type Template,
  type TemplateName,
} from './template.js';
export { loadTemplates, type Templates } from './load-templates.js';
export { fence, fenced, nonceOf } from './fence.js';
export { cut, oneLine, wellFormed } from './cut.js';
export { keepBackslashes, MOST_MENDED, readNearJson, TooHard } from './json-text.js';
export {
  renderTaskState,
  STATE_TOKENS,
  type StateOfPlan,
  type StateOfSubtask,
  type StateOfTask,
} from './task-state.js';
export { tokensOf, type Budget } from './tokens.js';
export { composePrompt, type Block, type ComposedPrompt, type PromptParts } from './compose.js';
export { reminder, toolMessage, type Remembered } from './reminder.js';
export { shrinkConversation, type Shrunk } from './shrink.js';
export { isNestedTooDeeply, readYaml } from './read-yaml.js';
