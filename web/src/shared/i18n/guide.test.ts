import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { messages } from '.'

const DOCS = join(__dirname, '../../../../docs')
const texts = (tree: object): string[] => Object.values(tree).flatMap((value) => (typeof value === 'string' ? [value] : texts(value as object)))
const screen = [...texts(messages.zh), readFileSync(join(DOCS, 'reference/error-codes.zh-CN.md'), 'utf8')]

/** What a guide puts in brackets is a label: it must stand on a screen exactly so. */
const unknown = (guide: string): string[] => [...guide.matchAll(/「([^」]+)」/g)].map((match) => match[1]!).filter((label) => !screen.some((text) => text.includes(label.replace(/…$/, ''))))

describe('the guides', () => {
  it.each(readdirSync(join(DOCS, 'guide')).filter((name) => name.endsWith('.md')))('%s names labels as the screens do', (name) => {
    expect(unknown(readFileSync(join(DOCS, 'guide', name), 'utf8'))).toEqual([])
  })

  it('catches a label no screen has', () => {
    expect(unknown('点「开始考核…」，再点「申报…」。')).toEqual(['开始考核…'])
  })
})
