import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { messages } from '.'

const SRC = join(__dirname, '../..')
const files = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? files(path) : [path]
  })

/** Every key of the tree, joined by dots. */
const keysOf = (tree: object, head = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [head + key] : keysOf(value as object, `${head}${key}.`),
  )

const known = new Set(keysOf(messages.zh))
const sources = files(SRC).filter((path) => /\.(vue|ts)$/.test(path) && !/\.test\.ts$|i18n\/zh\/|generated|src\/test\/|src\/dev\//.test(path))

/** Keys used literally, and the fixed heads of keys put together at run time. */
function keysUsed(source: string): { whole: string[]; heads: string[] } {
  const whole = [...source.matchAll(/(?:\$?\bt|\$?\bte|text)\(\s*'([\w.-]+)'/g)].map((match) => match[1]!)
  const heads = [...source.matchAll(/(?:\$?\bt|\$?\bte|text)\(\s*`([\w.-]+\.)\$\{/g)].map((match) => match[1]!)
  return { whole, heads }
}

describe('texts', () => {
  it('every key used has Chinese', () => {
    const missing = sources.flatMap((path) => {
      const { whole, heads } = keysUsed(readFileSync(path, 'utf8'))
      return [
        ...whole.filter((key) => !known.has(key)),
        ...heads.filter((head) => ![...known].some((key) => key.startsWith(head))),
      ].map((key) => `${path.slice(SRC.length)}: ${key}`)
    })
    expect(missing).toEqual([])
  })

  it('no Chinese stands in a page or a script outside the text files', () => {
    const literal = sources
      .filter((path) => !/shared\/lib\/format\.ts$/.test(path))
      .filter((path) => /[\u4e00-\u9fff]/.test(readFileSync(path, 'utf8').replace(/<!--[\s\S]*?-->|\/\*[\s\S]*?\*\/|\/\/.*/g, '')))
    expect(literal.map((path) => path.slice(SRC.length))).toEqual([])
  })

  it('sentences use full-width punctuation and no exclamation mark', () => {
    const wrong = keysOf(messages.zh).filter((key) => {
      const value = key.split('.').reduce<unknown>((tree, part) => (tree as Record<string, unknown>)[part], messages.zh) as string
      return /[\u4e00-\u9fff][,;:!?]|[！]/.test(value)
    })
    expect(wrong).toEqual([])
  })

  it('canary: a key without Chinese is found', () => {
    expect(keysUsed("t('no.such.key')").whole.filter((key) => !known.has(key))).toEqual(['no.such.key'])
  })
})
