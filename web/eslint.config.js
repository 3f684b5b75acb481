import vue from 'eslint-plugin-vue'
import ts from 'typescript-eslint'

/** Features stand side by side; only app joins them. */
const features = ['access', 'assessment', 'audit', 'campaign', 'dashboard', 'evidence', 'institution', 'publication', 'review']

const fences = features.map((feature) => ({
  files: [`src/features/${feature}/**/*.{ts,vue}`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          { group: ['@/app/*'], message: 'A feature does not know the app.' },
          {
            group: features.filter((other) => other !== feature).map((other) => `@/features/${other}/**`),
            message: 'Features do not import each other.',
          },
        ],
      },
    ],
  },
}))

export default ts.config(
  { ignores: ['dist', 'node_modules', 'src/generated'] },
  ...ts.configs.recommended,
  ...vue.configs['flat/recommended'],
  { files: ['**/*.vue'], languageOptions: { parserOptions: { parser: ts.parser } } },
  {
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: true }],
      'vue/multi-word-component-names': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/attributes-order': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/no-v-html': 'error',
      'vue/require-default-prop': 'off',
    },
  },
  { files: ['src/shared/i18n/**'], rules: { 'max-lines': 'off' } },
  {
    files: ['src/shared/**/*.{ts,vue}'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['@/features/**', '@/app/**'], message: 'shared knows nobody.' }] },
      ],
    },
  },
  ...fences,
)
