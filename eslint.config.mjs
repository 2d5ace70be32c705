import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const TIMEOUT_NOBODY_HOLDS = {
  selector:
    'CallExpression[callee.object.name="AbortSignal"] CallExpression[callee.object.name="AbortSignal"][callee.property.name="timeout"]',
  message: 'AbortSignal.any does not keep its sources: a timeout nobody else holds is collected and never fires.',
};
const HOOK_OF_A_MODULE = {
  selector: 'Program > ExpressionStatement > CallExpression[callee.name=/^(before|after)(All|Each)$/]',
  message: 'Files of tests that share a process load a module once: only the first of them would have this hook.',
};

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', '**/*.cjs', '**/*.mjs', 'vitest.config.ts'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      'no-control-regex': 'off',
      'no-restricted-syntax': ['error', TIMEOUT_NOBODY_HOLDS, HOOK_OF_A_MODULE],
    },
  },
  {
    files: ['**/*.spec.ts', 'libs/testing/**/*.ts', 'test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  { files: ['**/*.spec.ts'], rules: { 'no-restricted-syntax': ['error', TIMEOUT_NOBODY_HOLDS] } },
);
