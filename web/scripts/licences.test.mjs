// @vitest-environment node
import { expect, test } from 'vitest'
import { accepts, packages, refused } from './licences.mjs'

const MIT = new Set(['MIT'])
const lock = {
  packages: {
    '': { dependencies: { shown: '1' }, devDependencies: { helper: '1' } },
    'node_modules/shown': { version: '1', license: 'MIT', dependencies: { inner: '1' } },
    'node_modules/shown/node_modules/inner': { version: '1', license: 'GPL-3.0-only' },
    'node_modules/inner': { version: '2', license: 'MIT' },
    'node_modules/helper': { version: '1', license: 'MPL-2.0' },
    'node_modules/silent': { version: '1' },
  },
}

test('of alternatives one is enough, of several at once all are needed', () => {
  expect(accepts('MIT', MIT)).toBe(true)
  expect(accepts('(GPL-3.0-only OR MIT)', MIT)).toBe(true)
  expect(accepts('(MIT AND (MIT OR GPL-3.0-only))', MIT)).toBe(true)
  expect(accepts('MIT AND GPL-3.0-only', MIT)).toBe(false)
  expect(accepts('MIT extra', MIT)).toBe(false)
  expect(accepts('(MIT', MIT)).toBe(false)
  expect(accepts('', MIT)).toBe(false)
})

test('canary: a copyleft package below a shipped one is refused, a building tool with the same word is not', () => {
  const wrong = refused(packages(lock, () => undefined)).map((one) => `${one.name} ${one.version}`)

  expect(wrong).toEqual(['inner 1', 'silent 1'])
})

test('a licence the lock does not know is read from the package', () => {
  const wrong = refused(packages(lock, (path) => (path === 'node_modules/silent' ? 'MIT' : undefined)))

  expect(wrong.map((one) => one.name)).toEqual(['inner'])
})
