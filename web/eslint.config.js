import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import vue from 'eslint-plugin-vue'
import ts from 'typescript-eslint'

const barrel = [
  { selector: 'ExportAllDeclaration', message: 'No barrel files: import from where a thing is defined.' },
  { selector: 'ExportNamedDeclaration[source]', message: 'No barrel files: import from where a thing is defined.' },
]
/** Addresses come from the contract: a path is the first word of a typed request, checked by the compiler, or it is nothing. */
const addresses = [
  {
    selector: "CallExpression:not([callee.name=/^(get|post|put|remove|addressOf)$/]) > Literal[value=/^\\x2F(api|p)\\x2F/]",
    message: 'Nobody writes an address by hand: addressOf or a request of shared/lib/api.',
  },
  { selector: "TemplateElement[value.raw=/^\\x2F(api|p)\\x2F/]", message: 'Nobody puts an address together: give path values to a request of shared/lib/api.' },
]
/** The same in templates; pages for everybody (/p/…) stand outside the contract and may be linked there. */
const addressesInTemplates = ['VLiteral[value=/^\\x2Fapi\\x2F/]', 'VExpressionContainer Literal[value=/^\\x2Fapi\\x2F/]', 'VExpressionContainer TemplateElement[value.raw=/^\\x2Fapi\\x2F/]'].map(
  (selector) => ({ selector, message: 'Nobody writes an address by hand: api.ts of the feature names it with addressOf.' }),
)
const untyped = {
  name: '@/shared/lib/http',
  importNames: ['get', 'post', 'put', 'remove', 'send'],
  message: 'Requests are those of the contract: shared/lib/api.',
}
const appAndClimbing = [
  { group: ['@/app/**', '@/dev/**'], message: 'A feature does not know the app.' },
  { group: ['../../**'], message: 'Inside a feature climb one step at most; everything else is reached from @/.' },
]
const wholeLibraries = {
  paths: [
    { name: 'element-plus', message: 'Import single components from element-plus/es/components/….' },
    { name: 'echarts', message: 'Import the parts from echarts/core, lazily.' },
  ],
}

/** Features stand side by side, each under the name of its server module; only app joins them. */
const features = readdirSync(fileURLToPath(new URL('./src/features', import.meta.url)))
const fences = features.map((feature) => ({
  files: [`src/features/${feature}/**/*.{ts,vue}`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        paths: [...wholeLibraries.paths, untyped],
        patterns: [
          ...appAndClimbing,
          { group: ['@/features/**', `!@/features/${feature}`, `!@/features/${feature}/**`], message: 'Features do not import each other; app joins them.' },
        ],
      },
    ],
  },
}))

export default ts.config(
  { ignores: ['dist', 'target', 'node_modules', 'src/generated'] },
  ...ts.configs.recommended,
  ...vue.configs['flat/recommended'],
  { files: ['**/*.vue'], languageOptions: { parserOptions: { parser: ts.parser } } },
  {
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: true }],
      'no-restricted-syntax': ['error', ...barrel],
      'no-restricted-imports': ['error', wholeLibraries],
      'vue/no-bare-strings-in-template': ['error', { allowlist: ['(', ')', '/', '·', '%'] }],
      'vue/no-v-html': 'error',
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
      'vue/attributes-order': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/html-indent': 'off',
      'vue/html-self-closing': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/singleline-html-element-content-newline': 'off',
    },
  },
  { files: ['src/shared/i18n/**'], rules: { 'max-lines': 'off' } },
  // The gallery holds invented samples and never reaches the bundle.
  { files: ['src/dev/**'], rules: { 'vue/no-bare-strings-in-template': 'off' } },
  {
    files: ['src/shared/**/*.{ts,vue}'],
    rules: {
      'no-restricted-imports': [
        'error',
        { ...wholeLibraries, patterns: [{ group: ['@/features/**', '@/app/**', '@/dev/**'], message: 'shared knows nobody.' }] },
      ],
    },
  },
  ...fences,
  {
    files: ['src/features/**/*.{ts,vue}'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', ...barrel, ...addresses], 'vue/no-restricted-syntax': ['error', ...addressesInTemplates] },
  },
)
