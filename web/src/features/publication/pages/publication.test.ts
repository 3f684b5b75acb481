import { cleanup, fireEvent, screen, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { problem, serve, session } from '@/test/contract'
import { faultsOf, open } from '@/test/page'

const notice = { code: '7K3M9QXD42FT', first: '2026-09-03', last: '2026-09-10', tierTitle: '基本标准', bodyName: '安澜市卫生健康委员会', objections: 1, waiting: 1 }
const result = { code: '7K3M-9QXD-42FT', caseId: '5', campaignTitle: '优质服务基层行', sample: true, tierTitle: '基本标准', bodyName: '安澜市卫生健康委员会', number: '安卫基层函〔2026〕3号', announcedOn: '2026-01-09', from: '2026-01-09', until: '2029-01-08', state: 'in-force', stateOn: '2026-01-09' }
const objection = { id: '8', mode: 'sealed', receivedOn: '2026-09-04', words: '2月没有开诊' }
const officer = session({ level: 'city', abilities: ['READ_WORK', 'REVIEW', 'DECIDE'] })

describe('what the deciding body shows and answers', () => {
  it('the title counts what is shown and what waits, and passes axe', async () => {
    serve({ 'GET /api/session': { body: officer }, 'GET /api/publication/desk': { body: { items: [{ id: '4', unit: '青石镇卫生院', state: 'Objected', notice }, { id: '5', unit: '石泠镇中心卫生院', state: 'InForce', result }] } } })

    const { container } = await open('/publication')

    expect(await screen.findByRole('heading', { level: 1, name: '公示中 1 件，1 件异议待答复' })).toBeTruthy()
    expect(screen.getByText('安卫基层函〔2026〕3号，有效至2029年1月8日')).toBeTruthy()
    expect(await faultsOf(container)).toEqual([])
  })

  it('a sealed name stays sealed until it is opened with a reason, an answer carries its reason', async () => {
    const seen = serve({
      'GET /api/session': { body: officer },
      'GET /api/cases/4/publication': { body: { notice, objections: [objection], mayAnswer: true } },
      'POST /api/cases/4/objections/8/opening': { body: { ...objection, name: '梁某', contact: '某村' } },
      'POST /api/cases/4/objections/8/answer': problem(409, 'SH-8003', { title: '这件异议已经答复' }),
    })
    const { container } = await open('/publication/4')

    expect(await screen.findByText('2月没有开诊')).toBeTruthy()
    expect(screen.queryByText(/梁某/)).toBeNull()
    expect(await faultsOf(container)).toEqual([])
    await fireEvent.click(screen.getByRole('button', { name: '打开姓名…' }))
    await fireEvent.update(within(screen.getByRole('dialog')).getByLabelText('理由'), '联系核实')
    await fireEvent.submit(document.querySelector('#objection')!)
    expect(await screen.findByText('梁某，某村')).toBeTruthy()

    await fireEvent.click(screen.getByRole('button', { name: '异议成立…' }))
    await fireEvent.update(within(screen.getByRole('dialog')).getByLabelText('理由'), '属实')
    await fireEvent.submit(document.querySelector('#objection')!)
    expect((await screen.findByRole('alert')).textContent).toContain('这件异议已经答复')
    expect(seen.filter((each) => each.method === 'POST').map((each) => each.body)).toEqual([{ reason: '联系核实' }, { upheld: true, reason: '属实' }])
  })

  it('who objected is erased with a reason, once answered and not before, and leaves its tombstone', async () => {
    const answered = { ...objection, mode: 'real-name', name: '梁某', contact: '某村', answeredOn: '2026-09-08', upheld: false, reason: '有开诊记录' }
    const erased = { ...answered, name: undefined, contact: undefined, words: undefined, erasedOn: '2026-09-10', erasedWhy: '本人要求删除' }
    let held: object = objection
    const seen = serve({
      'GET /api/session': { body: officer },
      'GET /api/cases/4/publication': () => ({ body: { notice, objections: [held], mayAnswer: true } }),
      'POST /api/cases/4/objections/8/erasure': () => {
        held = erased
        return { body: erased }
      },
    })
    await open('/publication/4')
    expect(await screen.findByText('2月没有开诊')).toBeTruthy()
    expect(screen.queryByRole('button', { name: '删除异议人信息…' })).toBeNull()
    cleanup()

    held = answered
    const { container } = await open('/publication/4')
    await fireEvent.click(await screen.findByRole('button', { name: '删除异议人信息…' }))
    const dialog = screen.getByRole('dialog', { name: '删除异议人信息' })
    expect(within(dialog).getByText(/不能恢复/)).toBeTruthy()
    expect(seen.some((each) => each.method === 'POST')).toBe(false)
    await fireEvent.update(within(dialog).getByLabelText('理由'), '本人要求删除')
    await fireEvent.submit(document.querySelector('#objection')!)

    expect(await screen.findByText('姓名、联系方式和原文已于2026年9月10日删除：本人要求删除。答复保留。')).toBeTruthy()
    expect(screen.queryByText(/梁某|没有开诊/)).toBeNull()
    expect(screen.queryByRole('button', { name: '删除异议人信息…' })).toBeNull()
    expect(seen.filter((each) => each.method === 'POST').map((each) => each.body)).toEqual([{ reason: '本人要求删除' }])
    expect(await faultsOf(container)).toEqual([])
  })

  it('an institution sees what it reached and what that opens, from when until when', async () => {
    const effect = { kind: 'opens', what: '直接评定为一级乙等卫生院', basis: ['F1 五（一）'], from: '2026-01-09', until: '2029-01-08' }
    serve({
      'GET /api/session': { body: session({ level: 'institution', abilities: ['READ_WORK', 'APPLY'] }) },
      'GET /api/packs': { body: [{ id: 'p', version: '1', title: '包', tiers: [{ id: 'basic', title: '基本标准' }] }] },
      'GET /api/my/enrolments': { body: [] },
      'GET /api/my/results': { body: { results: [result], effects: [effect, { ...effect, kind: 'tilts', what: '评先评优', until: '2026-02-01', endedWhy: '已核减' }] } },
    })

    const { container } = await open('/results')

    expect(await screen.findByRole('heading', { name: '达到基本标准' })).toBeTruthy()
    expect(screen.getByText('7K3M-9QXD-42FT')).toBeTruthy()
    const row = screen.getByText(/直接评定为一级乙等卫生院/).closest('tr')!
    expect(within(row).getByText('2029年1月8日')).toBeTruthy()
    expect(screen.getByText('已核减')).toBeTruthy()
    expect(await faultsOf(container)).toEqual([])
  })
})

describe('the clock of the demo', () => {
  it('is wound forward to a day worth going to, and is not there in production', async () => {
    const seen = serve({
      'GET /api/session': { body: { ...officer, demo: true, clock: { today: '2026-09-10', demo: true } } },
      'GET /api/publication/desk': { body: { items: [] } },
      'GET /api/demo/clock': { body: { today: '2026-09-10', stops: [{ day: '2026-09-12', what: '青石镇卫生院公示期满' }] } },
      'POST /api/demo/clock': problem(409, 'SH-8007', { title: '演示时钟只能向前，最多快进 400 天' }),
    })
    const { container } = await open('/publication')

    await fireEvent.click(await screen.findByRole('button', { name: '快进…' }))
    await fireEvent.click(await screen.findByLabelText(/青石镇卫生院公示期满/))
    await fireEvent.submit(document.querySelector('#clock')!)

    expect((await screen.findByRole('alert')).textContent).toContain('只能向前')
    expect(seen.find((each) => each.method === 'POST')?.body).toEqual({ to: '2026-09-12' })
    expect(await faultsOf(container)).toEqual([])
  })
})
