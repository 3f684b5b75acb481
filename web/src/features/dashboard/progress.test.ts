import { fireEvent, screen, within, waitFor } from '@testing-library/vue'
import { beforeAll, describe, expect, it } from 'vitest'
import { problem, serve, session, type Says } from '@/test/contract'
import { faultsOf, open } from '@/test/page'

// Pages are loaded when first opened; a busy machine takes longer for that than a test waits.
beforeAll(() => Promise.all([import('./pages/ProgressPage.vue'), import('./pages/ProgressClausesPage.vue'), import('@/app/WorkbenchRoute.vue'), import('@/app/AppShell.vue')]), 120_000)

const counts = (more: Record<string, number> = {}) => ({ institutions: 1, of: 86, graded: 80, untouched: 0, reachC: 76, lackC: 10, lackB: 30, lackA: 70, ...more })
const officer = session({ level: 'county', abilities: ['READ_REGISTER', 'READ_WORK', 'REVIEW', 'DECIDE'] })
const progress = {
  packId: 'care', edition: 2026, title: '优质服务基层行（2026年）', sample: true,
  unit: { id: 'u1', name: '望溪县卫生健康局', level: 'county' }, path: [],
  today: '2026-09-10', asOf: '2026-09-10T02:40:00Z', firstDay: '2026-03-01',
  whole: counts({ institutions: 3, of: 172, reachC: 150, lackC: 22 }),
  steps: [
    { step: 'enrolled', institutions: 3 }, { step: 'started', institutions: 2 }, { step: 'applied', institutions: 1 },
    { step: 'passed-county', level: 'county', institutions: 0 }, { step: 'recognised', institutions: 0 },
  ],
  parts: [{ code: '1.1', title: '基本条件', group: '1 功能任务' }, { code: '2.2', title: '服务内容', group: '2 医疗' }],
  children: [
    { id: 'i1', name: '槐岭乡卫生院', level: 'institution', enrolmentId: 'e1', started: 1, whole: counts(), lack: { C: [0, 5], B: [1, 6], A: [2, 7] } },
    { id: 'i2', name: '云垛乡卫生院', level: 'institution', enrolmentId: 'e2', started: 0, whole: counts() },
    { id: 'x2', name: '北川县卫生健康局', level: 'county', started: 3, whole: counts({ institutions: 4 }), lack: { C: [12, 1], B: [0, 0], A: [0, 0] } },
  ],
  trend: [{ day: '2026-08-31', met: 140, of: 172 }, { day: '2026-09-10', met: 150, of: 172 }],
  target: { tier: '基本标准', rule: '', percent: 90 },
  tiers: [{ id: 'basic', title: '基本标准' }],
}
const row = (more: Record<string, unknown> = {}) => ({
  id: 'e1', unitId: 'i1', unit: '槐岭乡卫生院', target: 'basic', targetTitle: '基本标准', state: 'Preparing', startedOn: '2026-03-01', months: 6, gap: 9,
  gapC: 7, gapB: 2, gapA: 0, whole: counts(), stuck: [{ code: '2.2', title: '服务内容', lack: 5 }], lastAt: '2026-09-09T02:00:00Z', ...more,
})
const clauses: Says = {
  body: {
    institution: row(), title: '优质服务基层行', sample: true, packVersion: '2023.1', packHash: 'sha-256:7f3a', path: [{ id: 'u1', name: '望溪县卫生健康局', level: 'county' }],
    parts: progress.parts,
    clauses: [{ code: '2.2.1', title: '预约', part: '2.2', kinds: ['基本'], grade: 'D', self: 'B', origin: { level: 'county', look: 'desk', version: 2, at: '2026-09-09T02:00:00Z' }, waitsForRuling: true }],
  },
}
const routes = (more: Record<string, Says | Says[]> = {}) => ({
  'GET /api/session': { body: officer } as Says,
  'GET /api/progress/care/2026': { body: progress } as Says,
  'GET /api/progress/care/2026/institutions': { body: { items: [row()] } } as Says,
  'GET /api/progress/enrolments/e1/clauses': clauses,
  ...more,
})

describe('progress', () => {


  it('says the finding, not the name of the page, and passes axe', async () => {
    serve(routes())
    const { container } = await open('/progress/care/2026')

    expect(await screen.findByRole('heading', { level: 1, name: '3 家机构，1 家已申报，1 家尚未开始自评' })).toBeTruthy()
    expect(screen.getByText('样例重构，非官方文本', { selector: 'p' })).toBeTruthy()
    expect(screen.getByRole('heading', { name: 'C 级及以上 150/172，87.2%' })).toBeTruthy()
    await screen.findByText('2.2 服务内容缺 5 条')
    expect(await faultsOf(container)).toEqual([])
  })

  it('a cell of an institution opens its clauses, a unit opens the level below', async () => {
    const seen = serve(routes())
    const { router } = await open('/progress/care/2026')

    await fireEvent.click(await screen.findByRole('button', { name: '北川县卫生健康局' }))
    await waitFor(() => expect(router.currentRoute.value.query).toEqual({ unit: 'x2' }))
    await waitFor(() => expect(seen.some((each) => each.path === '/api/progress/care/2026' && each.query.get('unit') === 'x2')).toBe(true))

    await fireEvent.click(await screen.findByRole('button', { name: '槐岭乡卫生院，2.2 服务内容，缺 5 条' }))
    await screen.findByText(/2\.2\.1 预约/)
    expect(router.currentRoute.value).toMatchObject({ name: 'progressClauses', params: { id: 'e1' }, query: { part: '2.2', lack: 'C' } })
  })

  it('a unit that has not begun is unknown, not without fault', async () => {
    serve(routes())
    await open('/progress/care/2026')

    const asleep = (await screen.findByRole('button', { name: '云垛乡卫生院' })).closest('tr')!
    expect(within(asleep).getByText('尚未开始自评')).toBeTruthy()
  })

  it('a step of the funnel narrows the list and stands in the address', async () => {
    const seen = serve(routes())
    const { router } = await open('/progress/care/2026')

    await fireEvent.click(await screen.findByRole('button', { name: '已申报 1 家，看名单' }))
    await screen.findByRole('button', { name: '清除条件' })
    expect(router.currentRoute.value.query).toEqual({ step: 'applied' })
    expect(seen.filter((each) => each.path.endsWith('/institutions')).at(-1)?.query.get('step')).toBe('applied')
  })

  it('a past day says that it is one and whose list stands below', async () => {
    serve(routes({ 'GET /api/progress/care/2026': { body: { ...progress, day: '2026-06-30' } } }))
    await open('/progress/care/2026?day=2026-06-30')

    expect(await screen.findByText('这是 2026年6月30日 结束时的情况，按当时记录计算。')).toBeTruthy()
    expect(screen.getByText('下面的名单是现在的情况。')).toBeTruthy()
    expect(screen.queryByRole('button', { name: '已申报 1 家，看名单' })).toBeNull()
  })

  it('outside the scope the refusal stands with its way out', async () => {
    serve(routes({ 'GET /api/progress/care/2026': problem(404, 'SH-1004', { title: '没有找到，或不在当前身份的管辖范围内' }) }))
    await open('/progress/care/2026?unit=u9')

    expect((await screen.findByRole('alert')).textContent).toContain('不在当前身份的管辖范围内')
  })
})

describe('the clauses behind a figure', () => {
  it('each says its grade, whose it is, and what the institution claims', async () => {
    serve(routes())
    const { container } = await open('/progress/clauses/e1?part=2.2&lack=C')

    expect(await screen.findByRole('heading', { level: 1, name: '槐岭乡卫生院：2.2有 1 条未达 C 级' })).toBeTruthy()
    const line = screen.getByRole('row', { name: /2\.2\.1/ })
    expect(within(line).getByRole('img', { name: 'D 级' })).toBeTruthy()
    expect(within(line).getByRole('img', { name: 'B 级' })).toBeTruthy()
    expect(within(line).getByText(/县级资料评审，昨天/)).toBeTruthy()
    expect(within(line).getByText('不适用申请待核')).toBeTruthy()
    expect(await faultsOf(container)).toEqual([])
  })
})

describe('the officer’s workbench', () => {
  const desk = (items: unknown[]) => ({
    level: 'county', today: '2026-09-10', items,
    news: [{ enrolmentId: 'e1', caseId: 'c1', unit: '苍禾镇中心卫生院', state: 'Submitted', at: '2026-09-10T01:00:00Z' }],
    programmes: [{ packId: 'care', edition: 2026, title: '优质服务基层行（2026年）', sample: true, institutions: 14, steps: { enrolled: 14, started: 13, applied: 7, recognised: 0 } }],
  })
  const item = (kind: string, more: Record<string, unknown> = {}) => ({ kind, mine: true, enrolmentId: 'e1', unit: '苍禾镇中心卫生院', tierTitle: '基本标准', caseId: 'c1', since: '2026-09-08T01:00:00Z', ...more })

  it('begins with what is overdue, and only the first thing has the strong button', async () => {
    serve({
      'GET /api/session': { body: officer },
      'GET /api/workbench': { body: desk([
        item('AWAIT_SUPPLEMENT', { due: '2026-09-08' }),
        item('ACCEPT', { due: '2026-09-10', enrolmentId: 'e2' }),
        item('RULE_NOT_APPLICABLE', { caseId: undefined, sheetId: 's1', clause: '3.5.5', enrolmentId: 'e3' }),
        item('SIGN_OPINION', { mine: false, enrolmentId: 'e4' }),
      ]) },
    })
    const { container } = await open('/work')

    expect(await screen.findByRole('heading', { level: 1, name: '待办 3 件，其中 1 件逾期，1 件今天到期' })).toBeTruthy()
    expect(screen.getByText('逾期 2 天')).toBeTruthy()
    expect(container.querySelectorAll('.btn.primary')).toHaveLength(1)
    expect(screen.getByRole('link', { name: '核对' }).getAttribute('href')).toBe('/sheets/s1?clause=3.5.5')
    expect(screen.getByRole('link', { name: '1 家尚未开始自评' }).getAttribute('href')).toBe('/progress/care/2026?without=started')
    expect(await faultsOf(container)).toEqual([])

    await fireEvent.click(screen.getByRole('button', { name: '等别人办 1' }))
    expect(await screen.findByText(/意见等待签批/)).toBeTruthy()
    expect(container.querySelectorAll('.btn.primary')).toHaveLength(0)
  })

  it('with nothing to do says what would come here', async () => {
    serve({ 'GET /api/session': { body: officer }, 'GET /api/workbench': { body: { ...desk([]), news: [] } } })
    await open('/work')

    expect(await screen.findByRole('heading', { level: 1, name: '没有待办事项' })).toBeTruthy()
    expect(screen.getByText('机构报送、上级退回或有人提出异议后，会列在这里。')).toBeTruthy()
  })
})
