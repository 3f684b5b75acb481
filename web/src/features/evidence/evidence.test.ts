import { fireEvent, screen, waitFor, within } from '@testing-library/vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { problem, serve, session, type Seen } from '@/test/contract'
import { faultsOf, open } from '@/test/page'
import { hush } from '@/shared/lib/statusLine'

const officer = session({
  posts: [{ id: 'p1', title: '创建办专干', unitId: 'u1', unitName: '苍禾镇中心卫生院', level: 'institution', kind: 'quality-officer' }],
  abilities: ['READ_WORK', 'FILL_SHEET', 'LEAD_SHEET'],
})
const piece = (id: string, name: string, more: Record<string, unknown> = {}) => ({
  id, version: 1, unitId: 'u1', name, kind: 'jpg', photo: true, digest: 'sha-256:9c41e07a00005b2f', bytes: 1000, pictures: 1, uses: 1,
  addedAt: '2026-08-31T02:00:00Z', by: '周晓岚', department: '医务科', erased: false, ...more,
})
const lines = [
  { id: 'C-1', grade: 'C', text: '有报告制度' },
  { id: 'C-2', grade: 'C', text: '有登记' },
]
const sheet = {
  id: 's1', enrolmentId: 'e1', campaignId: 'c1', campaign: '优质服务基层行', edition: 2026, sample: true, packVersion: '1', packHash: 'x', unitId: 'u1', unit: '苍禾镇',
  level: 'institution', standard: '乡镇', sections: [{ code: '3.3', title: '安全', sections: [], clauses: [{ code: '3.3.2', title: '危急值报告', kinds: ['基本'], methods: ['查登记'], basis: '', lines }] }],
  answers: [{ clause: '3.3.2', version: 1, judged: { 'C-1': true, 'C-2': false }, grade: 'D', why: 'C-2 不符合', remark: '', at: '2026-09-01T00:00:00Z' }],
  assignments: [], mine: [], mayAnswerAll: true, closed: false,
}
const behind = {
  pieces: [piece('a', '登记本 8月.jpg', { uses: 6 }), piece('b', '报告制度.pdf', { kind: 'pdf', photo: false, pages: 12, pictures: 12 })],
  uses: [
    { id: 'l1', evidenceId: 'a', clause: '3.3.2', line: 'C-1', since: '2026-08-31T02:00:00Z' },
    { id: 'l2', evidenceId: 'b', clause: '3.3.2', line: 'C-1', since: '2026-08-31T02:00:00Z' },
  ],
}
const sheetRoutes = () => ({
  'GET /api/session': { body: officer },
  'GET /api/sheets/s1': { body: sheet },
  'GET /api/sheets/s1/standing': { body: { tiers: [] } },
  'GET /api/sheets/s1/evidence': { body: behind },
})

/** A line that carries a file: says how far, then what the test decides. */
function carry(answers: { status: number; body: unknown }[]): { sent: string[]; headers: Record<string, string>[] } {
  const seen = { sent: [] as string[], headers: [] as Record<string, string>[] }
  class Line {
    status = 0
    responseText = ''
    upload: { onprogress?: (event: { loaded: number }) => void } = {}
    onload?: () => void
    onerror?: () => void
    onabort?: () => void
    private mine: Record<string, string> = {}
    open(_: string, path: string): void { seen.sent.push(path) }
    setRequestHeader(name: string, value: string): void { this.mine[name] = value }
    abort(): void { this.onabort?.() }
    send(): void {
      seen.headers.push(this.mine)
      this.upload.onprogress?.({ loaded: 2 })
      const says = answers.shift()
      setTimeout(() => {
        if (!says || says.status === 0) return this.onerror?.()
        this.status = says.status
        this.responseText = JSON.stringify(says.body)
        this.onload?.()
      }, 5)
    }
  }
  vi.stubGlobal('XMLHttpRequest', Line)
  return seen
}
const file = (name: string, size = 4) => Object.defineProperty(new File(['abcd'], name), 'size', { value: size })
const drop = (files: File[]) => fireEvent.change(screen.getByLabelText('拍照或拖入'), { target: { files } })

afterEach(() => {
  hush()
  vi.unstubAllGlobals()
})

describe('evidence behind a clause', () => {
  it('counts by line, names what is lacking, says what is not known, and passes axe', async () => {
    serve(sheetRoutes())
    const { container } = await open('/sheets/s1')

    expect(await screen.findByText('佐证 2')).toBeTruthy()
    expect(screen.getByText('无佐证')).toBeTruthy()
    const card = screen.getByRole('button', { name: '查看 登记本 8月.jpg' })
    expect(card.textContent).toContain('拍摄日期未知')
    expect(card.textContent).toContain('用于 6 条')
    expect(screen.getByRole('button', { name: '查看 报告制度.pdf' }).textContent).toContain('12 页')
    expect(await faultsOf(container)).toEqual([])
  }, 20_000)

  it('a file goes up with progress and then stands behind the line that was looked at', async () => {
    const line = carry([{ status: 200, body: piece('c', '处置记录.jpg') }])
    const seen = serve({ ...sheetRoutes(), 'POST /api/sheets/s1/evidence': { body: { id: 'l3' } } })
    await open('/sheets/s1')
    await fireEvent.click((await screen.findByText('有登记')).closest('li')!)

    await drop([file('处置记录.jpg')])
    expect(await screen.findByRole('progressbar', { name: '处置记录.jpg' })).toBeTruthy()

    await waitFor(() => expect(seen.find((each) => each.method === 'POST')?.body).toEqual({ evidenceId: 'c', clause: '3.3.2', line: 'C-2' }))
    expect(decodeURIComponent(line.sent[0]!)).toBe('/api/evidence/files?name=处置记录.jpg')
    expect(line.headers[0]).toMatchObject({ 'Content-Type': 'application/octet-stream', 'Sanhao-Post': 'p1' })
    expect(await screen.findByText('已加到 C-2：处置记录.jpg')).toBeTruthy()
  })

  it('a broken line keeps the file and tries again under the same key; a refusal says why and is not tried again', async () => {
    const line = carry([{ status: 0, body: null }, { status: 200, body: piece('c', '甲.jpg') }, problem(400, 'SH-6002', { title: '「乙.pdf」里有宏' }) as { status: number; body: unknown }])
    serve({ ...sheetRoutes(), 'POST /api/sheets/s1/evidence': { body: { id: 'l3' } } })
    const { container } = await open('/sheets/s1')
    await screen.findByText('佐证 2')
    await drop([file('甲.jpg')])

    expect((await screen.findByText(/甲.jpg 没有上传/)).closest('p')!.textContent).toContain('网络断开')
    expect(await faultsOf(container)).toEqual([])
    await fireEvent.click(screen.getByRole('button', { name: '重试' }))
    await screen.findByText('已加到 C-1：甲.jpg')
    expect(line.headers[1]!['Idempotency-Key']).toBe(line.headers[0]!['Idempotency-Key'])

    await drop([file('乙.pdf')])
    expect((await screen.findByText(/乙.pdf 没有上传/)).closest('p')!.textContent).toContain('里有宏')
    expect(screen.queryByRole('button', { name: '重试' })).toBeNull()
    await fireEvent.click(screen.getByRole('button', { name: '不传了' }))
    expect(screen.queryByText(/乙.pdf 没有上传/)).toBeNull()
  })

  it('what is too large or of no use is told before it takes the line', async () => {
    const line = carry([])
    serve(sheetRoutes())
    await open('/sheets/s1')
    await screen.findByText('佐证 2')

    await drop([file('大.jpg', 21 * 1024 * 1024)])
    expect((await screen.findByText(/大.jpg 没有上传/)).closest('p')!.textContent).toContain('20')
    await drop([file('程序.exe')])
    expect(await screen.findByText(/程序.exe 不是能收的类型/)).toBeTruthy()
    expect(line.sent).toEqual([])
  })

  it('taking off asks for the reason, keeps it, and can be undone', async () => {
    const seen = serve({
      ...sheetRoutes(),
      'POST /api/sheets/s1/evidence/l1/removal': { body: { id: 'l1' } },
      'POST /api/sheets/s1/evidence': { body: { id: 'l9' } },
    })
    await open('/sheets/s1')
    await fireEvent.click(await screen.findByRole('button', { name: '查看 登记本 8月.jpg' }))
    const view = await screen.findByRole('dialog', { name: '登记本 8月.jpg' })
    expect(await faultsOf(view)).toEqual([])
    expect(view.textContent).toContain('9c41 e07a … 5b2f')
    await fireEvent.click(within(view).getByRole('button', { name: '从 C-1 撤下…' }))

    const ask = await screen.findByRole('dialog', { name: '从 C-1 撤下「登记本 8月.jpg」' })
    expect(within(ask).getByRole('button', { name: '撤下' }).hasAttribute('disabled')).toBe(true)
    await fireEvent.update(within(ask).getByLabelText('理由'), '拍得不清楚')
    await fireEvent.submit(ask.querySelector('form')!)
    await waitFor(() => expect(seen.find((each) => each.path.endsWith('/removal'))?.body).toEqual({ reason: '拍得不清楚' }))
    await fireEvent.click(await screen.findByRole('button', { name: '撤销' }))

    await waitFor(() => expect(seen.find((each) => each.method === 'POST' && each.path === '/api/sheets/s1/evidence')?.body).toEqual({ evidenceId: 'a', clause: '3.3.2', line: 'C-1' }))
  })

  it('from the collection and as a place of keeping', async () => {
    const posts = (seen: Seen[]) => seen.filter((each) => each.method === 'POST').map((each) => each.body)
    const seen = serve({
      ...sheetRoutes(),
      'GET /api/evidence': { body: { items: [piece('a', '登记本 8月.jpg'), piece('d', '应急演练.jpg')], total: 2 } },
      'POST /api/evidence/records': [problem(400, 'SH-1001', { fields: [{ field: 'number', message: '填写编号' }] }), { body: piece('r', '归档病历', { kind: 'record', photo: false, pictures: 0, place: '病案室', number: 'ZY1' }) }],
      'POST /api/sheets/s1/evidence': { body: { id: 'l3' } },
    })
    await open('/sheets/s1')
    await fireEvent.click(await screen.findByRole('button', { name: '从已有材料选' }))
    const picker = await screen.findByRole('dialog', { name: '从已有材料选' })
    await within(picker).findByRole('button', { name: '查看 应急演练.jpg' })
    expect(within(picker).getByRole('button', { name: '查看 登记本 8月.jpg' }).getAttribute('aria-pressed')).toBe('true')
    expect(await faultsOf(picker)).toEqual([])
    await fireEvent.click(within(picker).getByRole('button', { name: '查看 应急演练.jpg' }))
    await waitFor(() => expect(posts(seen)).toContainEqual({ evidenceId: 'd', clause: '3.3.2', line: 'C-1' }))
    await fireEvent.click(within(picker).getByRole('button', { name: '选好了' }))

    await fireEvent.click(screen.getByRole('button', { name: '登记存放处' }))
    const form = await screen.findByRole('dialog', { name: '登记存放处' })
    await fireEvent.update(within(form).getByLabelText('什么记录'), '归档病历')
    await fireEvent.update(within(form).getByLabelText('编号'), 'ZY1')
    await fireEvent.update(within(form).getByLabelText('存放处'), '病案室')
    await fireEvent.submit(form.querySelector('form')!)
    expect(await within(form).findByText('填写编号')).toBeTruthy()
    await fireEvent.submit(form.querySelector('form')!)
    await waitFor(() => expect(posts(seen)).toContainEqual({ evidenceId: 'r', clause: '3.3.2', line: 'C-1' }))
  })
})

describe('the collection', () => {
  it('lists what there is with what each serves, filters in the address, and passes axe', async () => {
    const seen = serve({
      'GET /api/session': { body: officer },
      'GET /api/evidence': { body: { items: [piece('a', '登记本 8月.jpg', { uses: 6, expiresOn: '2026-09-01' }), piece('d', '应急演练.jpg', { uses: 0, takenOn: '2026-08-05' })], total: 186 } },
    })
    const { container, router } = await open('/evidence')

    expect(await screen.findByRole('heading', { level: 1, name: '佐证材料 186 份' })).toBeTruthy()
    expect(await screen.findByText('用于 6 条')).toBeTruthy()
    expect(screen.getByText('未用于条款', { selector: 'span' })).toBeTruthy()
    expect(screen.getByText('2026年8月5日')).toBeTruthy()
    expect(await faultsOf(container)).toEqual([])
    await fireEvent.update(screen.getByLabelText('使用情况'), 'expiring')

    await waitFor(() => expect(router.currentRoute.value.query).toEqual({ state: 'expiring' }))
    await waitFor(() => expect(seen[seen.length - 1]!.query.get('expiringUntil')).toBe('2026-12-11'))
  })

  it('shows one piece with its clauses, says until when it holds, and destroys only with a reason', async () => {
    const one = piece('a', '登记本 8月.jpg', { version: 3 })
    const seen = serve({
      'GET /api/session': { body: officer },
      'GET /api/evidence': { body: { items: [one], total: 1 } },
      'GET /api/evidence/a': { body: { evidence: one, uses: [{ id: 'l1', kind: 'sheet', subjectId: 's1', part: '3.3.2', line: 'C-1', since: '2026-08-31T02:00:00Z' }] } },
      'PUT /api/evidence/a/expiry': { body: one },
      'POST /api/evidence/a/erasure': { body: one },
    })
    await open('/evidence')
    await fireEvent.click(await screen.findByRole('button', { name: '登记本 8月.jpg' }))
    const view = await screen.findByRole('dialog', { name: '登记本 8月.jpg' })
    expect(await within(view).findByText('3.3.2 C-1')).toBeTruthy()
    expect(await faultsOf(view)).toEqual([])
    await fireEvent.update(within(view).getByLabelText(/有效至/), '2027-01-31')
    await fireEvent.change(within(view).getByLabelText(/有效至/))
    await waitFor(() => expect(seen.find((each) => each.method === 'PUT')).toMatchObject({ body: { expiresOn: '2027-01-31' }, headers: { 'If-Match': '"3"' } }))

    await fireEvent.click(await screen.findByRole('button', { name: '销毁…' }))
    const ask = await screen.findByRole('dialog', { name: '销毁「登记本 8月.jpg」的内容' })
    expect(await faultsOf(ask)).toEqual([])
    await fireEvent.click(within(ask).getByRole('button', { name: '销毁' }))
    expect(seen.some((each) => each.path.endsWith('/erasure'))).toBe(false)
    await fireEvent.update(within(ask).getByLabelText('理由'), '拍到了患者')
    await fireEvent.click(within(ask).getByRole('button', { name: '销毁' }))
    await waitFor(() => expect(seen.find((each) => each.path.endsWith('/erasure'))?.body).toEqual({ reason: '拍到了患者' }))
  })
})
