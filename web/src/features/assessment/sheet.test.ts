import { fireEvent, screen, waitFor, within } from '@testing-library/vue'
import { beforeEach, describe, expect, it } from 'vitest'
import { problem, serve, session } from '@/test/contract'
import { faultsOf, open } from '@/test/page'

const officer = (more: Record<string, unknown> = {}) =>
  session({ abilities: ['READ_REGISTER', 'READ_WORK', 'LEAD_SHEET', 'FILL_SHEET', 'APPLY'], level: 'institution', posts: [{ id: 'p1', title: '创建办专干', unitId: 'u9', unitName: '苍禾镇中心卫生院', level: 'institution', kind: 'quality-officer' }], ...more })
const line = (id: string) => ({ id, grade: id[0], text: `要求 ${id}` })
const clause = (code: string, title: string, more = {}) => ({ code, title, kinds: ['基本'], methods: ['查记录'], basis: '样例标准 ' + code, lines: [line('C-1'), line('C-2'), line('B-1')], ...more })
const answer = (code: string, version: number, judged: Record<string, boolean>, grade: string, by = '周晓岚') =>
  ({ clause: code, version, judged, grade, why: `评为 ${grade}。`, remark: '', by, at: '2026-09-10T01:00:00Z' })
const sheet = (more: Record<string, unknown> = {}) => ({
  id: 's1', enrolmentId: 'e1', campaignId: 'c1', campaign: '优质服务基层行', edition: 2026, sample: true, packVersion: '2023.1', packHash: 'sha-256:abcdefabcdefabcdefabcdef', unitId: 'u9', unit: '苍禾镇中心卫生院', level: 'institution', target: 'basic', standard: '样例',
  sections: [{ code: '1', title: '功能任务', sections: [{ code: '1.1', title: '资源', sections: [], clauses: [clause('1.1.1', '科室设置'), clause('1.1.2', '床位', { mayBeLeftOut: '不设床位的' })] }], clauses: [] }],
  answers: [answer('1.1.1', 1, { 'C-1': true }, 'D')], assignments: [], mine: [], mayAnswerAll: true, closed: false, ...more,
})
const rule = { met: false, reason: '基本条款 C 级及以上 ≥ 90%：1，需 2，差 1 条', of: '基本', grade: 'C', count: 1, need: 2, base: 2, total: 2, notApplicable: 0 }
const standing = { tiers: [{ id: 'basic', title: '基本标准', met: false, provisional: true, rules: [rule], missing: { state: 'steps', blockers: [], lifts: [{ clause: '1.1.1', title: '科室设置', from: 'D', to: 'C', cost: 1 }], cost: 1 } }] }
const world = (more = {}) => ({
  'GET /api/session': { body: officer() },
  'GET /api/sheets/s1': { body: sheet() },
  'GET /api/sheets/s1/standing': { body: standing },
  'GET /api/sheets/s1/clauses/1.1.1/findings': { body: [{ campaign: '优质服务基层行', edition: 2025, level: 'county', look: 'on-site', grade: 'B', at: '2025-10-01T01:00:00Z', thisCampaign: false }] },
  'GET /api/sheets/s1/clauses/1.1.2/findings': { body: [] },
  ...more,
})
beforeEach(() => localStorage.clear())

describe('the sheet', () => {
  it('says what is short and why, tells the years, and passes axe', async () => {
    serve(world({ 'GET /api/sheets/s1/standing/basic/other-way': { body: { lifts: [{ clause: '1.1.2', title: '床位', from: 'none', to: 'C', cost: 2 }], cost: 2 } } }))
    const { container } = await open('/sheets/s1')

    expect(await screen.findByText('2025年县级')).toBeTruthy()
    expect(screen.getByText(rule.reason)).toBeTruthy()
    expect(await faultsOf(container)).toEqual([])
    await fireEvent.click(screen.getByRole('button', { name: '换一种' }))
    expect(await screen.findByText('另一种办法，1 步')).toBeTruthy()
  })

  it('shows at once what keys judge, line after line, and loses none while the first is on its way', async () => {
    const gate: { open?: () => void } = {}
    let version = 1
    const seen = serve(world({
      'PUT /api/sheets/s1/answers/1.1.1': async ({ body }: { body: { judged: Record<string, boolean> } }) => {
        if (version === 1) await new Promise<void>((resolve) => (gate.open = resolve))
        version++
        return { body: answer('1.1.1', version, body.judged, 'C'), headers: { ETag: `"${version}"` } }
      },
    } as never))
    await open('/sheets/s1')
    await screen.findByRole('heading', { name: '1.1.1 科室设置' })

    await fireEvent.keyDown(document, { key: '1' })
    await fireEvent.keyDown(document, { key: '2' })
    gate.open?.()

    await waitFor(() => expect(seen.filter((each) => each.method === 'PUT').map((each) => (each.body as { judged: unknown }).judged)).toContainEqual({ 'C-1': true, 'C-2': false }))
    expect(within(screen.getByRole('group', { name: 'C-2' })).getByRole('button', { name: '不符合' }).getAttribute('aria-pressed')).toBe('true')
  })

  it('keeps what was written while the line is broken and says so', async () => {
    serve(world({ 'PUT /api/sheets/s1/answers/1.1.1': 'offline' }))
    await open('/sheets/s1')
    await screen.findByRole('heading', { name: '1.1.1 科室设置' })
    await fireEvent.click(within(screen.getByRole('group', { name: 'C-2' })).getByRole('button', { name: '符合' }))

    expect(await screen.findByText('存在本机，恢复后自动再存')).toBeTruthy()
    expect(localStorage.getItem('sanhao.outbox')).toContain('C-2')
  })

  it('lays two versions side by side when somebody was faster, and mine goes on top of theirs', async () => {
    const theirs = answer('1.1.1', 2, { 'C-1': false }, 'D', '吴秀芬')
    const seen = serve(world({ 'PUT /api/sheets/s1/answers/1.1.1': [problem(412, 'SH-1005', { current: theirs }), { body: answer('1.1.1', 3, { 'C-1': true, 'C-2': true }, 'C'), headers: { ETag: '"3"' } }] }))
    await open('/sheets/s1')
    await screen.findByRole('heading', { name: '1.1.1 科室设置' })
    await fireEvent.click(within(screen.getByRole('group', { name: 'C-2' })).getByRole('button', { name: '符合' }))

    const dialog = await screen.findByRole('dialog')
    expect(dialog.textContent).toContain('吴秀芬')
    expect(await faultsOf(document.body)).toEqual([])
    await fireEvent.click(screen.getByRole('button', { name: '用我的' }))
    await waitFor(() => expect(seen.filter((each) => each.method === 'PUT').map((each) => each.headers['If-Match'])).toEqual(['"1"', '"2"']))
  })

  it('hands the section to a department with its day', async () => {
    const seen = serve(world({
      'GET /api/units': { body: { items: [{ id: 'd1', name: '医务科' }] } },
      'PUT /api/sheets/s1/assignments/1.1': { body: { part: '1.1', version: 1, departmentId: 'd1', department: '医务科' }, headers: { ETag: '"1"' } },
      'GET /api/sheets/s1/changes': { body: { until: '2026-09-10T02:00:00Z', answers: [], assignments: [{ part: '1.1', version: 1, departmentId: 'd1', department: '医务科' }], mine: [] } },
    }))
    await open('/sheets/s1')
    await fireEvent.click(await screen.findByRole('button', { name: '分工…' }))
    await screen.findByText('医务科')
    expect(await faultsOf(document.body)).toEqual([])
    await fireEvent.update(screen.getByLabelText('范围'), '1.1')
    await fireEvent.update(screen.getByLabelText('科室'), 'd1')
    await fireEvent.submit(document.querySelector('#assign')!)

    expect(await screen.findByText('分工：医务科')).toBeTruthy()
    const put = seen.find((each) => each.method === 'PUT')!
    expect([put.path, put.headers['If-Match'], put.body]).toEqual(['/api/sheets/s1/assignments/1.1', '"0"', { departmentId: 'd1' }])
  })

  it('a person who only has a part cannot judge the rest', async () => {
    serve(world({ 'GET /api/sheets/s1': { body: sheet({ mayAnswerAll: false, mine: ['1.1.2'] }) }, 'GET /api/session': { body: officer({ abilities: ['READ_WORK', 'FILL_SHEET'] }) } }))
    await open('/sheets/s1')

    expect(await screen.findByText('这一条没有分给你或你的科室，只能看。')).toBeTruthy()
    expect(screen.queryByRole('button', { name: '分工…' })).toBeNull()
    expect(screen.getByRole('button', { name: '我的 1' })).toBeTruthy()
  })
})

describe('the workbench', () => {
  const work = (more: Record<string, unknown> = {}) => ({
    part: { enrolmentId: 'e1', campaignId: 'c1', campaign: '优质服务基层行', edition: 2026, organiser: '望溪县卫生健康局', state: 'running', mode: 'must', target: 'basic', liaison: '周晓岚', sheetId: 's1', startedOn: '2026-03-01' },
    phases: [{ id: 'apply', title: '申报', from: '2026-09-01', to: '2026-09-30', basis: 'F1 三（三）' }], standing, all: 2, open: [], mine: [], myOpen: [], waiting: [], refused: [], recent: [answer('1.1.1', 1, {}, 'D')], handed: [], ...more,
  })
  const handed = (mine: boolean) => ({ part: { part: '1.1', version: 1, department: '医务科', due: '2026-09-08' }, title: '资源', all: 2, open: [{ clause: '1.1.2', title: '床位' }], mine })

  it('the officer sees who is late, what can be applied for, and how far it is', async () => {
    serve({ 'GET /api/session': { body: officer() }, 'GET /api/my/work': { body: [work({ handed: [handed(false)] })] }, 'GET /api/enrolments/e1/cases': { body: [] }, 'GET /api/enrolments/e1/gate': { body: { open: true, running: false, reasons: [] } } })
    const { container } = await open('/work')

    expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('待办 1 件')
    expect(screen.getByText('可以申报：自评已满规定月数')).toBeTruthy()
    expect(await faultsOf(container)).toEqual([])
    await fireEvent.click(screen.getByRole('button', { name: '等别人办 1' }))
    expect(screen.getByText('医务科还有 1 条没有评级')).toBeTruthy()
    expect(screen.getByText('逾期 2 天')).toBeTruthy()
  })

  it('a head of department sees only the own part, late, and goes to its first clause', async () => {
    serve({ 'GET /api/session': { body: officer({ abilities: ['READ_WORK', 'FILL_SHEET'] }) }, 'GET /api/my/work': { body: [work({ handed: [handed(true)], mine: [{ clause: '1.1.2', title: '床位' }], myOpen: [{ clause: '1.1.2', title: '床位' }] })] } })
    await open('/work')

    expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('待办 1 件，其中 1 件逾期')
    expect(screen.getByRole('heading', { name: '我的 1 条' })).toBeTruthy()
    expect(screen.getByRole('link', { name: '评级' }).getAttribute('href')).toBe('/sheets/s1?clause=1.1.2')
  })

  const signing = (oneStep: boolean) => {
    const head = officer({ posts: [{ id: 'p1', title: '院长', unitId: 'u9', unitName: '苍禾镇中心卫生院', level: 'institution', kind: 'director' }] })
    const steps = oneStep ? ['主要负责人'] : ['创建办专干', '主要负责人']
    serve({
      'GET /api/session': { body: head }, 'GET /api/my/work': { body: [work()] }, 'GET /api/enrolments/e1/gate': { body: { open: false, running: true, reasons: [] } },
      'GET /api/enrolments/e1/cases': { body: [{ id: 'k1', tierTitle: '基本标准', state: 'SelfAssessing', movedAt: '2026-09-09T01:00:00Z' }] },
      'GET /api/sign-offs/of/application/k1': { body: { kind: 'application', kindTitle: '签发申报', now: true, steps, oneStep } },
    })
  }

  it('the director finds what waits for the signature', async () => {
    signing(true)
    await open('/work')

    expect(await screen.findByText('申报基本标准，等你签发')).toBeTruthy()
    expect(screen.getByRole('link', { name: '去签发' }).getAttribute('href')).toBe('/cases/k1')
  })

  it('where the house has a chain it goes along it', async () => {
    signing(false)
    await open('/work')

    expect(await screen.findByText('申报基本标准，按审批链逐级签发')).toBeTruthy()
    expect(screen.getByRole('link', { name: '查看' }).getAttribute('href')).toBe('/cases/k1')
  })
})

describe('wishes to leave a clause out', () => {
  it('the county rules with a reason; another level only sees whose word it is', async () => {
    const wish = (yours: boolean) => ({ sheetId: 's1', campaign: '优质服务基层行', unitId: 'u9', unit: '苍禾镇中心卫生院', clause: '3.3.3', title: '手术安全核查', allowedWhen: '不开展手术的', answerVersion: 2, reason: '未设手术室', at: '2026-09-09T01:00:00Z', rules: 'county', yours })
    const seen = serve({ 'GET /api/session': { body: session({ abilities: ['READ_WORK', 'DECIDE', 'REVIEW'], level: 'county' }) }, 'GET /api/na-requests': [{ body: { items: [wish(true), { ...wish(false), clause: '3.3.4' }] } }, { body: { items: [] } }], 'POST /api/sheets/s1/answers/3.3.3/ruling': { body: answer('3.3.3', 2, {}, 'NA') } })
    const { container } = await open('/na-requests')

    expect(await screen.findByText('由县级批准')).toBeTruthy()
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('1 条不适用申请等本级批准')
    expect(await faultsOf(container)).toEqual([])
    await fireEvent.click(screen.getByRole('button', { name: '批复 苍禾镇中心卫生院 3.3.3' }))
    await fireEvent.update(screen.getByLabelText(/批复理由/), '经核属实')
    await fireEvent.click(screen.getByRole('button', { name: '批准不适用' }))

    await waitFor(() => expect(seen.find((each) => each.method === 'POST')?.body).toEqual({ answerVersion: 2, approved: true, reason: '经核属实' }))
    expect(await screen.findByText('没有待批的不适用申请')).toBeTruthy()
  })
})
