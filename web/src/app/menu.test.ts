import { describe, expect, it } from 'vitest'
import { lit, menuFor } from './menu'

const names = (level: string, path: string) => menuFor(() => true, level).filter((entry) => lit(entry, path)).map((entry) => entry.name)

describe('the entry of a page is lit', () => {
  it.each([
    ['county', '/progress/primary-care-quality/2026', ['progressHome']],
    ['county', '/progress/clauses/1', ['progressHome']],
    ['county', '/cases/1', ['review']],
    ['county', '/campaigns/open', ['campaigns']],
    ['institution', '/cases/1', ['results']],
    ['institution', '/sheets/1/parts', ['sheets']],
    ['county', '/unitsx', []],
  ])('%s at %s', (level, path, expected) => {
    expect(names(level, path)).toEqual(expected)
  })
})
