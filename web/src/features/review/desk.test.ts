import { fireEvent, screen, waitFor, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { problem, serve, session } from '@/test/contract'
import { faultsOf, open } from '@/test/page'

const county = (level = 'county') => session({ abilities: ['READ_WORK', 'REVIEW', 'DECIDE'], level })
const cell = (grade: string, more = {}) => ({ grade, version: 1, judged: { 'C-1': grade !== 'D' }, remark: '', by: '何文清', ...more })
const row = (code: string, self: string, levels: Record<string, unknown> = {}) =>
  ({ code, title: `条款${code}`, kinds: ['基本'], lines: [{ id: 'C-1', grade: 'C', text: '有制度' }], self: cell(self), levels, effective: self, origin: 'sent-copy' })
const days = { received: '2026-09-03', dealBy: '2026-09-30', supplementDue: '2026-09-24', supplementWorkingDays: 10, ifRefusedToday: { from: '2027-09-01', reasons: [{ rule: 'INTERVAL', allows: '2027-03-10' }, { rule: 'ONCE_A_YEAR', allows: '2027-01-01' }, { rule: 'WINDOW', allows: '2027-09-01' }] } }
const review = (more: Record<string, unknown> = {}) => ({
  id: 'k1', version: 4, enrolmentId: 'e1', campaignId: 'c1', unitId: 'u9', unit: '栗谷镇卫生院', tier: 'basic', tierTitle: '基本标准', tiers: { qualified: '合格标准', basic: '基本标准', recommended: '推荐标准' }, state: 'DeskReview', stateData: { at: 'COUNTY' }, heldAt: 'county',
  route: [{ level: 'county', title: '县', extent: 'full', workingDays: 20 }, { level: 'city', title: '市', extent: 'sample', workingDays: 20 }], decidedAt: 'city', moves: [{ move: 'ASK_SUPPLEMENT', title: '补正退回', needsReason: true }, { move: 'GIVE_OPINION', title: '提出意见', needsReason: true }], frozenHash: 'sha-256:1234567890abcdef', submissions: 1,
  steps: [{ version: 4, move: 'OPEN_DESK', title: '开始评审', reason: '', details: {}, level: 'county', by: '何文清', at: '2026-09-04T01:00:00Z' }], judging: true, days, supplementsAsked: [], ...more,
})
const trial = { tier: '基本标准', met: false, reached: 'qualified', reachedTitle: '合格标准', rules: [{ reason: '差 1 条', met: false, grade: 'C', count: 77, need: 78, base: 86 }] }
const desk = (more: Record<string, unknown> = {}) => serve({
  'GET /api/session': { body: county() }, 'GET /api/cases/k1': { body: review() }, 'GET /api/cases/k1/trial': { body: trial },
  'GET /api/cases/k1/clauses': { body: [row('1.1.1', 'B', { county: cell('B') }), row('1.1.2', 'B', { county: cell('D', { remark: '未见记录' }) }), row('1.1.3', 'C')] }, ...more,
} as never)

describe('the desk', () => {
  it('shows claim, own grade and what it comes to; jumps to the next difference; passes axe', async () => {
    desk()
    const { container, router } = await open('/cases/k1')

    expect(await screen.findByText('已看 2/3')).toBeTruthy()
    expect(screen.getByText('C 77，需 78')).toBeTruthy()
    expect(screen.getByRole('button', { name: '有差异 1' })).toBeTruthy()
    expect(await faultsOf(container)).toEqual([])
    await fireEvent.keyDown(document, { key: 'N' })
    await waitFor(() => expect(router.currentRoute.value.query.clause).toBe('1.1.2'))
  })

  it('a supplement starts from the clauses found unmet, shows its day, and leaves without a clock', async () => {
    const seen = desk({ 'POST /api/cases/k1/moves': { body: review({ state: 'SupplementAsked' }) } })
    await open('/cases/k1')
    await fireEvent.click(await screen.findByRole('button', { name: '补正退回…' }))

    const dialog = within(screen.getByRole('dialog'))
    expect((dialog.getByLabelText(/要补的材料/) as HTMLTextAreaElement).value).toBe('1.1.2 条款1.1.2：未见记录')
    expect(dialog.getByText(/10 个工作日，2026年9月24日前补齐/)).toBeTruthy()
    expect(await faultsOf(document.body)).toEqual([])
    await fireEvent.update(dialog.getByLabelText('理由'), '材料缺页')
    await fireEvent.submit(document.querySelector('#move')!)
    await waitFor(() => expect(seen.find((each) => each.method === 'POST')?.body).toEqual({ move: 'ASK_SUPPLEMENT', reason: '材料缺页', items: ['1.1.2 条款1.1.2：未见记录'] }))
  })

  it('who only records reads the highest level that has spoken, and nothing waits for him', async () => {
    desk({ 'GET /api/session': { body: county('nation') }, 'GET /api/cases/k1': { body: review({ state: 'Announced', judging: false, moves: [{ move: 'FILE', title: '备案', needsReason: false }] }) } })
    await open('/cases/k1')

    expect(await screen.findByText('县级 B 级')).toBeTruthy()
    expect(screen.getByRole('button', { name: '有差异 1' })).toBeTruthy()
    expect(screen.queryByText(/待看|已看/)).toBeNull()
  })

  it('a level that has asked once is not offered it again', async () => {
    desk({ 'GET /api/cases/k1': { body: review({ days: { ...days, supplementDue: undefined } }) } })
    await open('/cases/k1')
    await screen.findByRole('button', { name: '提出意见…' })

    expect(screen.queryByRole('button', { name: '补正退回…' })).toBeNull()
  })

  it('the opinion offers no tier above the one applied for and starts from what the grades come to', async () => {
    desk()
    await open('/cases/k1')
    await fireEvent.click(await screen.findByRole('button', { name: '提出意见…' }))

    const choice = within(screen.getByRole('dialog')).getByLabelText(/意见/) as HTMLSelectElement
    expect(Array.from(choice.options).map((each) => each.text)).toEqual(['合格标准', '基本标准', '不通过'])
    expect(choice.value).toBe('qualified')
    expect(screen.getByText('按现在的等级没有达到基本标准，达到合格标准')).toBeTruthy()
  })

  it('a refusal names the first day of a new application with its three reasons', async () => {
    desk({ 'GET /api/cases/k1': { body: review({ state: 'OpinionSigned', judging: false, moves: [{ move: 'REFUSE', title: '不通过', needsReason: true }] }) } })
    await open('/cases/k1')
    await fireEvent.click(await screen.findByRole('button', { name: '不通过…' }))

    const dialog = screen.getByRole('dialog')
    expect(dialog.textContent).toContain('最早 2027年9月1日 可再申报')
    for (const why of ['间隔：满于 2027年3月10日', '每年申报一次：下一年自 2027年1月1日', '申报时间窗：2027年9月1日 起可报']) expect(dialog.textContent).toContain(why)
    expect((within(dialog).getByLabelText(/1.1.2/) as HTMLInputElement).value).toBe('未见记录')
  })

  it('two reviewers on one clause see both versions', async () => {
    const seen = desk({ 'PUT /api/cases/k1/answers/1.1.1': [problem(412, 'SH-1005', { current: cell('D', { version: 2, by: '罗启明' }) }), { body: { clause: '1.1.1', version: 3, grade: 'D' } }] })
    await open('/cases/k1')
    await fireEvent.click(within(await screen.findByRole('group', { name: 'C-1' })).getByRole('button', { name: '不符合' }))

    expect((await screen.findByRole('dialog')).textContent).toContain('罗启明')
    await fireEvent.click(screen.getByRole('button', { name: '用我的' }))
    await waitFor(() => expect(seen.filter((each) => each.method === 'PUT').map((each) => each.headers['If-Match'])).toEqual(['"1"', '"2"']))
  })

  it('a level that samples sees what was drawn, what rests on the level below, and may agree at once', async () => {
    const rows = [row('1.1.1', 'B', { county: cell('B') }), row('1.1.2', 'B', { county: cell('D') }), { ...row('1.1.3', 'C', { county: cell('C') }), effective: 'C', origin: 'county' }]
    const seen = desk({ 'GET /api/session': { body: county('city') }, 'GET /api/cases/k1': { body: review({ heldAt: 'city', sample: { seed: 'sha-256:ab', clauses: ['1.1.1', '1.1.2'] } }) }, 'GET /api/cases/k1/clauses': { body: rows }, 'POST /api/cases/k1/agreements': { body: { taken: 1 } } })
    await open('/cases/k1?clause=1.1.3')

    expect(await screen.findByText(/本条没有抽到，沿用县级的 C 级/)).toBeTruthy()
    expect(screen.getByRole('button', { name: '抽到 2' })).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: '县级与自评一致的 1 条，同意' }))
    await waitFor(() => expect(seen.find((each) => each.method === 'POST')?.body).toEqual({ clauses: ['1.1.1'] }))
    expect(await screen.findByText('已同意 1 条')).toBeTruthy()
  })
})

describe('a clause that was not drawn', () => {
  const city = { heldAt: 'city', sample: { seed: 'sha-256:ab', clauses: ['1.1.1'] } }
  it.each([
    ['kept from the level below', { levels: { county: cell('C') }, effective: 'C', origin: 'county' }, '本条没有抽到，沿用县级的 C 级。'],
    ['judged by the level itself', { levels: { county: cell('C'), city: cell('B') }, effective: 'B', origin: 'city' }, '本条没有抽到，市级另行评为 B 级。'],
    ['left out by leave', { effective: 'NA', origin: 'county' }, '本条经县级批准不适用，不参加抽取。'],
    ['claimed only', { effective: 'B', origin: 'sent-copy' }, '本条没有抽到，还没有层级评过，报送的自评为 B 级。'],
    ['graded by nobody', { effective: 'none', origin: undefined }, '本条没有抽到，也没有人评过。'],
  ])('says so when it is %s', async (_, of, words) => {
    desk({ 'GET /api/session': { body: county('city') }, 'GET /api/cases/k1': { body: review(city) }, 'GET /api/cases/k1/clauses': { body: [row('1.1.1', 'B'), { ...row('1.1.2', 'B'), ...of }] } })
    await open('/cases/k1?clause=1.1.2')

    expect(await screen.findByText(new RegExp(words))).toBeTruthy()
  })
})

describe('the frozen copy', () => {
  it('is an application form with its hash, and says what changed since', async () => {
    const frozen = { version: 1, at: '2026-09-03T01:00:00Z', by: '沈国梁', hash: 'sha-256:12', text: '{}', campaign: '优质服务基层行', edition: 2026, organiser: '望溪县卫生健康局', unit: '栗谷镇卫生院', unitType: 'township-hospital', attributes: { population: 32410 }, sample: true, pack: '2023.1', packHash: 'x', tier: '基本标准', chapters: [{ code: '1', title: '功能任务', counts: { A: 0, B: 1, C: 0, D: 0, NA: 0, none: 0 }, all: 1, clauses: [{ code: '1.1.1', title: '科室设置', kinds: ['基本'], grade: 'B', remark: '', now: 'C', changed: true }] }], changed: 1 }
    serve({ 'GET /api/session': { body: county() }, 'GET /api/cases/k1/submissions/1': { body: frozen } })
    const { container } = await open('/cases/k1/submissions/1')

    expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('优质服务基层行申报书')
    expect(screen.getByText('报送以后改过 1 条，不影响已报送的内容')).toBeTruthy()
    expect(screen.getByText('32410')).toBeTruthy()
    expect(await faultsOf(container)).toEqual([])
  })
})
