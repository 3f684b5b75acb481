import { fireEvent, screen, waitFor, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { problem, serve, session } from '@/test/contract'
import { faultsOf, open } from '@/test/page'
import { byCell, standing, sums } from './standing'
import type { Applied, GridRow } from './api'

const ORDER = ['basic', 'recommended']
const applied = (unitId: string, edition: number, tier: string, outcome: Applied['outcome']): Applied => ({ caseId: `${unitId}${edition}${tier}`, unitId, edition, tier, outcome, stateTitle: '' })

describe('what has come of a plan', () => {
  it('is reached at the planned tier or above, on its way, below, or nothing', () => {
    expect(standing('basic', [], ORDER)).toBe('planned')
    expect(standing('basic', [applied('a', 2026, 'basic', 'ended')], ORDER)).toBe('planned')
    expect(standing('basic', [applied('a', 2026, 'basic', 'open')], ORDER)).toBe('applied')
    expect(standing('basic', [applied('a', 2026, 'recommended', 'passed')], ORDER)).toBe('passed')
    expect(standing('recommended', [applied('a', 2026, 'basic', 'passed')], ORDER)).toBe('other')
    expect(standing('recommended', [applied('a', 2026, 'basic', 'passed'), applied('a', 2026, 'recommended', 'open')], ORDER)).toBe('applied')
  })

  it('adds up by year', () => {
    const rows = ['a', 'b', 'c'].map((id): GridRow => ({ id, name: id, type: 't', gone: false, cells: [{ year: 2026, tier: 'basic' }] }))
    const cells = byCell([applied('a', 2026, 'basic', 'passed'), applied('b', 2026, 'basic', 'open'), applied('c', 2027, 'basic', 'passed')])
    expect(sums(rows, 2026, cells, ORDER)).toEqual({ planned: 3, applied: 2, passed: 1 })
    expect(sums(rows, 2027, cells, ORDER)).toEqual({ planned: 0, applied: 0, passed: 0 })
  })
})

const plan = (more: Record<string, unknown> = {}) => ({
  id: 'p', version: 3, title: '望溪县创建计划', office: '望溪县卫生健康局', packId: 'primary', packTitle: '优质服务基层行', sample: true, firstYear: 2026, lastYear: 2027, state: 'draft', stateTitle: '草稿', mine: true,
  tiers: [{ id: 'basic', title: '基本标准' }, { id: 'recommended', title: '推荐标准' }], groups: [{ id: 'central', title: '中心卫生院' }],
  goals: [{ year: 2026, tier: 'basic', tierTitle: '基本标准', least: 2, planned: 1, missing: 1 }],
  gone: [{ id: 'g', name: '旧镇卫生院', type: 't', gone: true, cells: [{ year: 2026, tier: 'basic' }] }], ...more,
})
const grid = { items: [{ id: 'a', name: '石泠镇中心卫生院', type: 't', group: 'central', groupTitle: '中心卫生院', gone: false, cells: [{ year: 2026, tier: 'basic' }] }, { id: 'b', name: '禾塘镇卫生院', type: 't', gone: false, cells: [] }] }
const served = (shown: Record<string, unknown>) => ({
  'GET /api/session': { body: session({ abilities: ['RUN_CAMPAIGN', 'DECIDE'] }) },
  'GET /api/plans/p': { body: shown },
  'GET /api/plans/p/grid': { body: grid },
  'GET /api/plans/p/changes': { body: [{ version: 1, stateTitle: '草稿', reason: '', targetsChanged: 1, by: '何文清', at: '2026-01-15T02:00:00Z' }] },
  'GET /api/progress/applications': { body: { items: [{ caseId: 'c', unitId: 'a', edition: 2026, tier: 'basic', outcome: 'passed', stateTitle: '有效期内' }] } },
})

describe('the page of a plan', () => {
  it('lays what was promised, planned and reached side by side, and passes axe', async () => {
    serve(served(plan()))
    const { container } = await open('/plans/p')

    expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('望溪县创建计划（草稿）')
    expect(await screen.findByText('安排 1 · 申报 1 · 认定 1')).toBeTruthy()
    expect(within(screen.getByRole('row', { name: /石泠镇/ })).getByText('已认定')).toBeTruthy()
    expect(screen.getByText('已撤销或不再由本单位管辖，不计入')).toBeTruthy()
    expect(await faultsOf(container)).toEqual([])
  })

  it('is written in the grid over the version that was seen, and a newer one is not overwritten', async () => {
    const seen = serve({ ...served(plan({ state: 'adopted', stateTitle: '已定稿' })), 'PUT /api/plans/p': [problem(400, 'SH-7002', { fields: [{ field: 'reason', message: '写明为什么调整' }] }), problem(412, 'SH-1009')] })
    const { container } = await open('/plans/p')
    await fireEvent.click(await screen.findByRole('button', { name: '调整计划' }))
    await fireEvent.update(screen.getByLabelText('禾塘镇卫生院 2027 年'), 'recommended')
    await fireEvent.click(screen.getByRole('button', { name: '加一条指标' }))
    expect(await faultsOf(container)).toEqual([])
    await fireEvent.submit(screen.getByLabelText('计划名称').closest('form')!)
    expect(await screen.findByText('写明为什么调整')).toBeTruthy()
    await fireEvent.update(container.querySelector('input[name=reason]')!, '新增一家')
    await fireEvent.submit(screen.getByLabelText('计划名称').closest('form')!)

    expect(await screen.findByText(/别人刚改过这份计划/)).toBeTruthy()
    const sent = seen.filter((each) => each.method === 'PUT')
    expect(sent[1]!.headers['If-Match']).toBe('"3"')
    expect(sent[1]!.body).toMatchObject({ reason: '新增一家', goals: [{ year: 2026, tier: 'basic', least: 2 }, { year: 2026, tier: 'basic', least: 1 }] })
    expect((sent[1]!.body as { targets: unknown[] }).targets).toEqual([{ unitId: 'a', year: 2026, tier: 'basic' }, { unitId: 'g', year: 2026, tier: 'basic' }, { unitId: 'b', year: 2027, tier: 'recommended' }])
    expect((screen.getByLabelText('禾塘镇卫生院 2027 年') as HTMLSelectElement).value).toBe('recommended')
  })

  it('begins with campaign and years, and goes on in the grid', async () => {
    serve({
      ...served(plan()), 'GET /api/plans': { body: { items: [] } },
      'GET /api/packs': { body: [{ id: 'primary', version: '2', title: '优质服务基层行', tiers: [] }, { id: 'primary', version: '1', title: '旧版', tiers: [] }] },
      'POST /api/plans': { body: plan() },
    })
    const { router } = await open('/plans')
    expect(await screen.findByText('还没有创建计划')).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: '制定计划…' }))
    await waitFor(() => expect((screen.getByLabelText('计划名称') as HTMLInputElement).value).toBe('优质服务基层行创建计划'))
    await fireEvent.submit(screen.getByRole('dialog').querySelector('form')!)
    await waitFor(() => expect(router.currentRoute.value.path).toBe('/plans/p'))
    expect(await screen.findByLabelText('禾塘镇卫生院 2026 年')).toBeTruthy()
  })
})
