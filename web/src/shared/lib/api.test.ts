import { describe, expect, it } from 'vitest'
import { serve } from '@/test/contract'
import { addressOf, get, post, put } from './api'

describe('requests written in the words of the contract', () => {
  it('fills the path, leaves out empty filters, sends the version', async () => {
    const seen = serve({
      'GET /api/units': { body: { items: [] } },
      'PUT /api/sheets/s1/answers/1.1.1%2Fa': { body: { clause: '1.1.1/a', version: 3 }, headers: { ETag: '"3"' } },
    })
    await get('/api/units', { query: { q: '', cursor: null, limit: 50 } })
    const answer = await put('/api/sheets/{id}/answers/{clause}', { path: { id: 's1', clause: '1.1.1/a' }, version: 2, body: { judged: {}, remark: '' } })

    expect(seen[0]!.query.toString()).toBe('limit=50')
    expect(seen[1]!.headers['If-Match']).toBe('"2"')
    expect(answer.version).toBe(3)
  })

  it('names the address of a draft', () => {
    expect(addressOf('/api/sheets/{id}/answers/{clause}', { path: { id: 's1', clause: '1.1.1' } })).toBe('/api/sheets/s1/answers/1.1.1')
  })

  it('names the address of a file with the filters in use', () => {
    expect(addressOf('/api/units.xlsx', { query: { q: '柳溪', level: 'institution', type: '' } })).toBe('/api/units.xlsx?q=%E6%9F%B3%E6%BA%AA&level=institution')
    expect(addressOf('/api/units.xlsx')).toBe('/api/units.xlsx')
  })
})

/** Never run: the compiler is the check. What the contract does not have must not compile, else the line above it fails. */
export async function canaries(): Promise<void> {
  // @ts-expect-error no such path
  await get('/api/unit')
  // @ts-expect-error a path part is missing
  await get('/api/cases/{id}')
  // @ts-expect-error the body lacks the version of the pack
  await post('/api/campaigns', { body: { packId: 'p', edition: 2026, title: 't', organisation: null!, institutions: [] } })
  // @ts-expect-error an unknown filter
  await get('/api/units', { query: { colour: 'red' } })
  // @ts-expect-error a filter the file does not know
  addressOf('/api/units.xlsx', { query: { colour: 'red' } })
  // @ts-expect-error written over no version
  await put('/api/units/{id}', { path: { id: 'u' }, body: { type: 't', name: 'n' } })
  // @ts-expect-error the answer has no such part
  void (await get('/api/units/{id}', { path: { id: 'u' } })).colour
}
