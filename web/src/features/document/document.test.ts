import { fireEvent, render, screen, waitFor, within } from '@testing-library/vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createPinia } from 'pinia'
import { i18n } from '@/shared/i18n'
import { hush } from '@/shared/lib/statusLine'
import { problem, serve } from '@/test/contract'
import { faultsOf } from '@/test/page'
import PaperStrip from './components/PaperStrip.vue'

const copy = { version: 1, number: '2026-000001', label: '2026-000001 第 1 版', hash: 'sha-256:06fb2604', page: '/d/x/y', current: true, printedAt: '2026-09-10T00:31:00Z', by: '何文清' }
const scan = { id: 'k1', version: 1, state: 'matched', stateTitle: '已按二维码核对', holds: true, copyVersion: 1, evidence: 'e1', byHand: false, why: '', at: '2026-09-10T00:40:00Z', by: '何文清', mine: true }
const typed = { ...scan, id: 'k2', state: 'waiting', stateTitle: '编号由人工输入，等另一人核对', holds: false, byHand: true, mine: false, by: '罗启明' }
const paper = (more: Record<string, unknown> = {}) => ({ form: 'sign-off', formName: '审批单', copies: [copy], differences: [], fresh: true, scans: [], receipts: [], handles: true, receives: true, ...more })
const AT = 'GET /api/documents/sign-off/s1'
const signers = [
  { step: 0, title: '股室负责人', signers: [{ id: 'p7', name: '罗启明', postTitle: '股长' }] },
  { step: 1, title: '分管领导', signers: [{ id: 'p8', name: '唐静', postTitle: '分管副局长' }] },
]

const show = (seen?: number) => render(PaperStrip, { props: { form: 'sign-off', subject: 's1', revision: 0, today: '2026-09-10', seen }, global: { plugins: [createPinia(), i18n] } })

/** A line that carries a file and says each of these in turn. */
function carry(answers: { status: number; body: unknown }[]): { sent: string[]; keys: string[] } {
  const seen = { sent: [] as string[], keys: [] as string[] }
  class Line {
    status = 0
    responseText = ''
    upload: { onprogress?: (event: { loaded: number }) => void } = {}
    onload?: () => void
    onerror?: () => void
    open(_: string, path: string): void { seen.sent.push(path) }
    setRequestHeader(name: string, value: string): void { if (name === 'Idempotency-Key') seen.keys.push(value) }
    abort(): void { /* nothing runs */ }
    send(): void {
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
const refusal = (status: number, code: string, more: Record<string, unknown> = {}) => problem(status, code, more) as { status: number; body: unknown }
const photo = () => new File(['abcd'], 'sign.jpg')
async function bring(): Promise<void> {
  await fireEvent.click(await screen.findByRole('button', { name: '上传签字扫描件…' }))
  await fireEvent.change(screen.getByLabelText('选择扫描件或照片'), { target: { files: [photo()] } })
}

afterEach(() => {
  hush()
  vi.unstubAllGlobals()
})

describe('the paper twin of a matter', () => {
  it('is printed once and then offered as pdf and for a word processor', async () => {
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined)
    const seen = serve({ [AT]: [{ body: paper({ copies: [], fresh: false }) }, { body: paper() }], 'POST /api/documents/sign-off/s1/copies': { body: copy } })
    const { container } = show()

    await fireEvent.click(await screen.findByRole('button', { name: '打印审批单' }))

    expect(await screen.findByText('审批单 2026-000001 第 1 版')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'PDF' })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Word' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: /打印/ })).toBeNull()
    expect(seen.filter((each) => each.method === 'POST')).toHaveLength(1)
    expect(click).toHaveBeenCalledOnce()
    expect(await faultsOf(container)).toEqual([])
    click.mockRestore()
  })

  it('is not there where there is nothing to print, and only read where one may not act', async () => {
    serve({ [AT]: { body: paper({ copies: [], fresh: false, bars: '申报还没有签发', handles: true }) } })
    const none = show()
    await waitFor(() => expect(none.container.querySelector('section')).toBeNull())
    none.unmount()

    serve({ [AT]: { body: paper({ handles: false, receives: false, scans: [scan], receipts: [{ kind: 'paper', title: '收到纸质件', on: '2026-09-09', by: '何文清', at: '2026-09-09T00:00:00Z' }] }) } })
    show(0)
    expect(await screen.findByText('审批单 2026-000001 第 1 版')).toBeTruthy()
    expect(screen.getAllByRole('button').map((each) => each.textContent)).toEqual(['PDF', 'Word'])
  })

  it('says what has changed since it was printed', async () => {
    serve({ [AT]: { body: paper({ fresh: false, differences: ['内容：打印件上为「甲」，现在为「乙」'] }) } })
    show()

    expect(await screen.findByText('内容：打印件上为「甲」，现在为「乙」')).toBeTruthy()
    expect(screen.getByRole('button', { name: '打印新版本' })).toBeTruthy()
  })

  it('a refused scan says why, with what differs; a number may be typed only where no code was seen', async () => {
    const line = carry([
      refusal(409, 'SH-8115', { title: '这一张是第 1 版', reasons: ['1.1.1 自评：打印件上为「C」，现在为「D」'] }),
      refusal(409, 'SH-8111', { title: '没有在图上认出二维码' }),
      { status: 200, body: typed },
    ])
    serve({ [AT]: [{ body: paper() }, { body: paper({ scans: [typed] }) }] })
    show(0)

    await bring()
    expect(await screen.findByText('1.1.1 自评：打印件上为「C」，现在为「D」')).toBeTruthy()
    expect(screen.queryByLabelText(/^编号/)).toBeNull()

    await fireEvent.change(screen.getByLabelText('选择扫描件或照片'), { target: { files: [photo()] } })
    expect(await screen.findByText('没有在图上认出二维码')).toBeTruthy()
    expect(await faultsOf(screen.getByRole('dialog'))).toEqual([])
    await fireEvent.click(screen.getByRole('button', { name: '按编号上传「sign.jpg」' }))

    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(line.sent).toEqual(['/api/documents/sign-off/s1/scans?name=sign.jpg', '/api/documents/sign-off/s1/scans?name=sign.jpg', '/api/documents/sign-off/s1/scans?name=sign.jpg&number=2026-000001&version=1'])
    expect(new Set(line.keys).size).toBe(3)
    expect(screen.queryByText('录入纸上的签字')).toBeNull()
  })

  it('a line that broke sends the same photo again under the same key', async () => {
    const line = carry([{ status: 0, body: null }, { status: 200, body: { ...scan, holds: false } }])
    serve({ [AT]: { body: paper() } })
    show()
    await bring()

    await fireEvent.click(await screen.findByRole('button', { name: '现在重试' }))

    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(line.keys[1]).toBe(line.keys[0])
  })

  it('a matched scan leads to its signatures, step by step from the next on', async () => {
    carry([{ status: 200, body: scan }])
    const seen = serve({
      [AT]: [{ body: paper() }, { body: paper({ scans: [scan] }) }],
      'GET /api/sign-offs/s1/signers': { body: signers },
      'POST /api/documents/scans/k1/signatures': [refusal(409, 'SH-7121', { title: '罗启明在2026年9月10日不担任股室负责人', fields: [{ field: 'signatures.0.signer', message: '选择当天担任股室负责人的人' }] }), { body: { version: 2, state: 'agreed', stateTitle: '已签批' } }],
    })
    const { emitted } = show(0)
    await bring()

    const dialog = within(await screen.findByRole('dialog', { name: '录入纸上的签字' }))
    const boxes = await dialog.findAllByRole('checkbox')
    expect(boxes.map((box) => (box as HTMLInputElement).checked)).toEqual([true, false])
    await fireEvent.click(boxes[1]!)
    expect(await faultsOf(screen.getByRole('dialog'))).toEqual([])
    await fireEvent.click(dialog.getByRole('button', { name: '录入签字' }))
    expect(await dialog.findByText('选择当天担任股室负责人的人')).toBeTruthy()
    await fireEvent.click(dialog.getByRole('button', { name: '录入签字' }))

    await waitFor(() => expect(emitted().moved).toHaveLength(1))
    const posted = seen.filter((each) => each.method === 'POST')
    expect(posted[1]!.headers['If-Match']).toBe('"0"')
    expect(posted[1]!.body).toEqual({ signatures: [{ signer: 'p7', agreed: true, opinion: '', on: '2026-09-10' }, { signer: 'p8', agreed: true, opinion: '', on: '2026-09-10' }] })
  })

  it('a step that says no ends what is entered', async () => {
    const seen = serve({ [AT]: { body: paper({ scans: [scan] }) }, 'GET /api/sign-offs/s1/signers': { body: signers }, 'POST /api/documents/scans/k1/signatures': { body: { version: 1, state: 'sent-back', stateTitle: '已退回' } } })
    show(0)
    await fireEvent.click(await screen.findByRole('button', { name: '录入签字…' }))
    const dialog = within(await screen.findByRole('dialog'))
    const boxes = await dialog.findAllByRole('checkbox')
    await fireEvent.click(boxes[1]!)
    await fireEvent.update(dialog.getAllByRole('combobox', { name: '纸上的意见' })[0]!, 'false')
    await fireEvent.click(dialog.getByRole('button', { name: '录入签字' }))

    await waitFor(() => expect((seen.find((each) => each.method === 'POST')?.body as { signatures: unknown[] }).signatures).toHaveLength(1))
  })

  it('a typed number is compared by somebody else, with the picture beside it', async () => {
    const seen = serve({ [AT]: { body: paper({ scans: [typed] }) }, 'POST /api/documents/scans/k2/settle': { body: { ...typed, state: 'confirmed' } } })
    show(0)
    await fireEvent.click(await screen.findByRole('button', { name: '核对编号…' }))

    expect(screen.getByRole('img', { name: '扫描件第 1 页' }).getAttribute('src')).toBe('/api/evidence/e1/picture?page=0')
    await fireEvent.click(screen.getByRole('button', { name: '编号相符' }))

    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(seen.find((each) => each.method === 'POST')?.body).toEqual({ fits: true, why: '' })
  })

  it('paper and file are ticked apart, and a tick is taken back with a reason', async () => {
    const file = { kind: 'file', title: '收到电子件', on: '2026-09-10', by: '何文清', at: '2026-09-10T00:00:00Z' }
    const seen = serve({ [AT]: { body: paper({ scans: [scan], receipts: [file] }) }, 'POST /api/documents/sign-off/s1/receipts': { body: file }, 'POST /api/documents/sign-off/s1/receipts/withdraw': { body: paper() } })
    show()
    expect(await screen.findByText(/收到电子件 2026年9月10日/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: '收到电子件…' })).toBeNull()

    await fireEvent.click(screen.getByRole('button', { name: '收到纸质件…' }))
    await fireEvent.click(screen.getByRole('button', { name: '登记' }))
    await waitFor(() => expect(seen.find((each) => each.path.endsWith('/receipts') && each.method === 'POST')?.body).toEqual({ kind: 'paper', on: '2026-09-10' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())

    await fireEvent.click(screen.getByRole('button', { name: '撤销' }))
    await fireEvent.update(screen.getByLabelText('撤销的理由'), '点错了')
    await fireEvent.click(screen.getByRole('button', { name: '撤销登记' }))
    await waitFor(() => expect(seen.find((each) => each.path.endsWith('/withdraw'))?.body).toEqual({ kind: 'file', why: '点错了' }))
  })
})
