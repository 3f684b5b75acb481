import { cleanup, fireEvent, screen, waitFor } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { serve, session } from '@/test/contract'
import { faultsOf, open } from '@/test/page'

const pack = { id: 'primary-care-quality', version: '2023.1', hash: 'sha-256:abcdefabcdefabcdefab', title: '优质服务基层行', sample: true, tiers: [{ id: 'qualified', title: '合格标准', provisional: false }, { id: 'basic', title: '基本标准', provisional: true }, { id: 'recommended', title: '推荐标准', provisional: true }], types: ['township-hospital'] }
const preview = { explanation: '这个活动…', burden: '自评 100 条', phases: [{ id: 'apply', title: '申报', from: '2026-09-01', to: '2026-09-30', gate: '自评自查已满 6 个月', basis: 'F1 三（三）', over: false }], groups: [{ id: 'central', title: '中心卫生院' }], warnings: ['今天开始自评的机构，本年度不能申报'], liaisons: 1 }
const candidate = (id: string, name: string, more = {}) => ({ id, name, type: 'township-hospital', mode: 'must', bound: true, hasStandard: true, ...more })
const officer = session({ abilities: ['READ_REGISTER', 'READ_WORK', 'RUN_CAMPAIGN', 'REVIEW', 'DECIDE'], level: 'county' })
const P = '/api/packs/primary-care-quality/2023.1'

describe('opening a campaign', () => {
  it('tells dates, burden and warnings; picks whole groups; takes targets from the plan; sends a draft', async () => {
    const seen = serve({
      'GET /api/session': { body: officer }, 'GET /api/packs': { body: [pack] }, [`GET ${P}/preview`]: { body: preview },
      [`GET ${P}/candidates`]: { body: { items: [candidate('u1', '苍禾镇中心卫生院', { priority: 'central' }), candidate('u2', '栗谷镇卫生院'), candidate('u3', '村卫生室', { type: 'village-clinic', mode: 'by-reference', hasStandard: false }), candidate('u4', '新卫生院', { bound: false })] } },
      'GET /api/plans/targets': { body: [{ unitId: 'u2', tier: 'recommended' }] },
      'GET /api/people': { body: { items: [] } },
      'POST /api/campaigns': { body: { id: 'c1' } },
      'GET /api/campaigns/c1': { body: { id: 'c1', version: 1, pack, organiserId: 'o', organiser: '望溪县卫生健康局', edition: 2026, title: 'x', state: 'draft', stateTitle: '草稿', organisation: { head: '', deputies: [], members: [], officeAt: '', officeDirector: '', officeMembers: [] }, phases: [], mine: true } },
      'GET /api/campaigns/c1/enrolments': { body: { items: [] } },
    })
    const { container } = await open('/campaigns/open')

    expect(await screen.findByText('今天开始自评的机构，本年度不能申报')).toBeTruthy()
    expect(screen.getByText('自评自查已满 6 个月')).toBeTruthy()
    expect(await screen.findByText('选定 2 家，共 4 家符合方案包的机构')).toBeTruthy()
    expect(await screen.findByText('1 家的目标取自创建计划')).toBeTruthy()
    expect((screen.getByRole('checkbox', { name: '村卫生室' }) as HTMLInputElement).disabled).toBe(true)
    expect(await faultsOf(container)).toEqual([])

    await fireEvent.update(screen.getByLabelText('分组'), 'central')
    await fireEvent.click(screen.getByRole('button', { name: '取消列出的' }))
    await fireEvent.update(screen.getByLabelText('办公室设在'), '基层股')
    await fireEvent.submit(container.querySelector('main form')!)
    await waitFor(() => expect(seen.find((each) => each.method === 'POST')).toBeTruthy())
    expect((seen.find((each) => each.method === 'POST')!.body as { institutions: unknown[] }).institutions).toEqual([{ unitId: 'u2', mode: 'must', target: 'recommended' }])
  })

  it('publishing names its effect and who still lacks a liaison officer', async () => {
    const campaign = { id: 'c1', version: 2, pack, organiserId: 'o', organiser: '望溪县卫生健康局', edition: 2026, title: '优质服务基层行', state: 'draft', stateTitle: '草稿', organisation: { head: '唐静', deputies: [], members: [], officeAt: '基层股', officeDirector: '罗启明', officeMembers: [] }, phases: [], mine: true }
    const seen = serve({
      'GET /api/session': { body: officer }, 'GET /api/campaigns/c1': { body: campaign }, [`GET ${P}/preview`]: { body: preview },
      'GET /api/campaigns/c1/enrolments': { body: { items: [{ id: 'e1', unitId: 'u1', unit: '苍禾镇中心卫生院', unitType: 'township-hospital', mode: 'must', priority: 'central', target: 'basic' }] } },
      'POST /api/campaigns/c1/publish': { body: { ...campaign, state: 'running' } },
    })
    const { container } = await open('/campaigns/c1')
    await screen.findByText('中心卫生院')
    expect(await faultsOf(container)).toEqual([])
    expect(screen.getByRole('link', { name: '修改草稿' }).getAttribute('href')).toBe('/campaigns/c1/edit')
    await fireEvent.click(screen.getByRole('button', { name: '发布…' }))

    expect(screen.getByText('1 家机构立刻在工作台看到活动和自评表')).toBeTruthy()
    expect(screen.getByText('还有 1 家没有指定联络员，可以发布后再补')).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: '发布' }))
    await waitFor(() => expect(seen.find((each) => each.method === 'POST')?.headers['If-Match']).toBe('"2"'))
  })

  it('ending names whom it bars and until when, and waits for the last phase', async () => {
    const campaign = { id: 'c1', version: 2, pack, organiserId: 'o', organiser: '望溪县卫生健康局', edition: 2026, title: '优质服务基层行', state: 'running', stateTitle: '进行中', organisation: { head: '唐静', deputies: [], members: [], officeAt: '基层股', officeDirector: '罗启明', officeMembers: [] }, phases: [], lastDay: '2026-12-10', mine: true }
    const on = (today: string) => session({ abilities: ['READ_WORK', 'RUN_CAMPAIGN'], level: 'county', clock: { today, demo: false } })
    const routes = {
      'GET /api/campaigns/c1': { body: campaign }, [`GET ${P}/preview`]: { body: preview }, 'GET /api/campaigns/c1/enrolments': { body: { items: [] } },
      'GET /api/campaigns/c1/conclusion': { body: [{ kind: 'bars', what: '评先评优', basis: ['F1 五（五）'], from: '2026-12-11', until: '2027-12-10', institutions: 1, named: ['栗谷镇卫生院'] }] },
      'POST /api/campaigns/c1/conclusion': { body: { ...campaign, state: 'concluded' } },
    }
    serve({ ...routes, 'GET /api/session': { body: on('2026-12-10') } })
    await open('/campaigns/c1')
    expect(await screen.findByText('2026年12月10日 之后可以结束')).toBeTruthy()
    cleanup()

    const seen = serve({ ...routes, 'GET /api/session': { body: on('2026-12-11') } })
    const { container } = await open('/campaigns/c1')
    await fireEvent.click(await screen.findByRole('button', { name: '结束活动…' }))
    expect(await screen.findByText('栗谷镇卫生院')).toBeTruthy()
    expect(screen.getByText(/没有取得等级的 1 家/)).toBeTruthy()
    expect(await faultsOf(container)).toEqual([])
    await fireEvent.click(screen.getByRole('button', { name: '结束活动' }))
    await waitFor(() => expect(seen.find((each) => each.method === 'POST')?.headers['If-Match']).toBe('"2"'))
  })
})
