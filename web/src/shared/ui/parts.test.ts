import { fireEvent, render, screen } from '@testing-library/vue'
import { describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { faultsOf } from '@/test/page'
import { i18n } from '../i18n'
import BusyButton from './BusyButton.vue'
import ConfirmDialog from './ConfirmDialog.vue'
import ConflictDialog from './ConflictDialog.vue'
import DueDate from './DueDate.vue'
import ErrorSummary from './ErrorSummary.vue'
import FileDrop from './FileDrop.vue'
import GradeMark from './GradeMark.vue'
import HeatTable from './HeatTable.vue'
import ProblemPanel from './ProblemPanel.vue'
import Ruler from './Ruler.vue'
import SegmentJudge from './SegmentJudge.vue'

const global = { plugins: [i18n] }

describe('parts', () => {
  it('a grade always says its name', () => {
    render(GradeMark, { props: { grade: 'none' }, global })
    expect(screen.getByRole('img').getAttribute('aria-label')).toBe('未评')
  })

  it('a judgement is taken back by pressing it again, and moved between by arrows', async () => {
    const judged = vi.fn()
    render(SegmentJudge, { props: { value: 'met', label: 'C-1', onJudge: judged }, global })
    const [met, unmet] = screen.getAllByRole('button')
    await fireEvent.click(met!)
    await fireEvent.keyDown(met!, { key: 'ArrowRight' })
    await fireEvent.click(unmet!)

    expect(judged.mock.calls).toEqual([[null], ['unmet']])
    expect(document.activeElement).toBe(unmet)
    expect(met!.getAttribute('aria-pressed')).toBe('true')
  })

  it('a ruler shows both integers, never a percentage alone', () => {
    const { container } = render(Ruler, { props: { label: 'C', met: 76, need: 78, of: 86 }, global })
    expect(container.textContent).toContain('76，需 78')
    expect(container.textContent).not.toContain('%')
    expect(container.textContent).not.toContain('已满足')
  })

  it('a problem says what, why, from when, by which paragraph and the code', async () => {
    const problem = {
      title: '不能申报', status: 409, code: 'SH-7014', wayOut: '按列出的日期申报',
      reasons: ['距上次不通过未满 6 个月'], allowedFrom: '2026-11-16', basis: 'F1 三（三）',
    }
    const { container } = render(ProblemPanel, { props: { problem }, global })
    const said = screen.getByRole('alert').textContent
    for (const part of ['不能申报', '距上次不通过未满 6 个月', '最早 2026年11月16日 可办', '据 F1 三（三）', 'SH-7014']) expect(said).toContain(part)
    expect(await faultsOf(container)).toEqual([])
  })

  it('a confirmation names object and effect, and the focus stands on the way back', async () => {
    const confirmed = vi.fn()
    render(ConfirmDialog, { props: { title: '撤回石泠镇卫生院的申报？', verb: '撤回申报', cancel: '不撤回', danger: true, onConfirm: confirmed }, slots: { default: '9月30日前可再次申报。' }, global })

    expect(document.activeElement?.textContent).toBe('不撤回')
    expect(await faultsOf(document.body)).toEqual([])
    await fireEvent.click(screen.getByRole('button', { name: '撤回申报' }))
    expect(confirmed).toHaveBeenCalledTimes(1)
  })

  it('a conflict offers both versions and a merged one; Esc changes nothing', async () => {
    const heard = { onMine: vi.fn(), onTheirs: vi.fn(), onMerged: vi.fn(), onClose: vi.fn() }
    render(ConflictDialog, { props: { what: '3.3.4', who: '吴秀芬', theirs: '抽查 10 份', theirsAt: '10:40', mine: '抽查 5 份', mineAt: '10:42', mergeable: true, ...heard }, global })

    expect([...document.querySelectorAll('del, ins')].map((each) => each.textContent)).toEqual(['10', '5'])
    await fireEvent.keyDown(screen.getByRole('dialog'), { key: 'Escape' })
    expect(heard.onClose).toHaveBeenCalledTimes(1)
    expect([heard.onMine, heard.onTheirs, heard.onMerged].some((each) => each.mock.calls.length > 0)).toBe(false)

    await fireEvent.click(screen.getByRole('button', { name: '合并后保存…' }))
    await fireEvent.update(screen.getByLabelText('合并稿'), '抽查 8 份')
    await fireEvent.click(screen.getByRole('button', { name: '合并后保存' }))
    expect(heard.onMerged).toHaveBeenCalledWith('抽查 8 份')
  })

  it('a blocked button can be reached, says why, and does nothing', async () => {
    const pressed = vi.fn()
    render(BusyButton, { props: { blocked: '看完 25 条后可送签', onClick: pressed }, slots: { default: '送签上报' }, global })
    const button = screen.getByRole('button', { name: '送签上报', description: '看完 25 条后可送签' })
    button.focus()
    await fireEvent.click(button)

    expect(document.activeElement).toBe(button)
    expect(pressed).not.toHaveBeenCalled()
  })

  it('a busy button cannot be pressed twice', async () => {
    const pressed = vi.fn()
    render(BusyButton, { props: { busy: true, onClick: pressed }, slots: { default: '报送' }, global })
    await fireEvent.click(screen.getByRole('button', { name: '报送' }))
    expect(pressed).not.toHaveBeenCalled()
  })

  it('files are taken one by one; what cannot be taken is named with its reason', async () => {
    const taken = vi.fn()
    render(FileDrop, { props: { label: '拍照或拖入', accept: ['.pdf'], maxBytes: 1024, onFiles: taken }, global })
    const input = screen.getByLabelText(/拍照或拖入/)
    const files = [new File(['a'], '制度.PDF'), new File(['a'], '病毒.exe'), new File(['a'.repeat(2048)], '大.pdf'), new File([], '空.pdf')]
    await fireEvent.change(input, { target: { files } })

    expect(taken.mock.calls[0]![0].map((file: File) => file.name)).toEqual(['制度.PDF'])
    const said = screen.getByRole('alert').textContent
    for (const part of ['病毒.exe 不是能收的类型，可收 .pdf', '大.pdf 有 2.0 kB，不能超过 1.0 kB', '空.pdf 是空文件']) expect(said).toContain(part)
  })

  it('errors are listed on top, take the focus and lead into their field', async () => {
    document.body.insertAdjacentHTML('beforeend', '<input id="field-beds">')
    render(ErrorSummary, { props: { fields: [{ field: 'beds', label: '床位', message: '填写整数' }] }, global })
    await nextTick()
    expect(document.activeElement).toBe(screen.getByRole('alert'))
    await fireEvent.click(screen.getByRole('link', { name: '床位：填写整数' }))

    expect(document.activeElement?.id).toBe('field-beds')
    document.getElementById('field-beds')!.remove()
  })

  it('overdue, today and later are said in words', async () => {
    const { rerender, container } = render(DueDate, { props: { day: '2026-09-08', today: '2026-09-10' }, global })
    expect(container.textContent?.trim()).toBe('逾期 2 天')
    await rerender({ day: '2026-09-10', today: '2026-09-10' })
    expect(container.textContent?.trim()).toBe('今天')
    await rerender({ day: '2026-09-30', today: '2026-09-10' })
    expect(container.textContent?.trim()).toBe('9月30日 星期三')
  })

  it('a heat map is a table: unknown is not nought, and each figure opens its cell', async () => {
    const opened = vi.fn()
    const columns = ['1.1', '1.2'].map((key) => ({ key, title: key, group: '1', name: `${key} 节` }))
    const rows = [{ id: 'a', name: '甲院', lack: [0, 5] as (number | null)[] }, { id: 'b', name: '乙院', lack: [null, null] }, { id: 'c', name: '丙院', lack: [null, 2] }]
    const { container } = render(HeatTable<(typeof rows)[number]>, {
      props: { caption: '还缺多少条', corner: '机构', unknown: '尚未开始自评', rows, columns, lack: (row, column) => row.lack[columns.findIndex((each) => each.key === column.key)] ?? null, onOpen: opened },
      global,
    })
    const text = screen.getAllByRole('row').slice(2).map((row) => [...row.children].map((cell) => cell.textContent))
    expect(text).toEqual([['甲院', '0', '5', '5'], ['乙院', '尚未开始自评', '—'], ['丙院', '未知', '2', '2']])
    await fireEvent.click(screen.getByRole('button', { name: '甲院，1.2 节，缺 5 条' }))
    expect(opened.mock.calls[0]!.map((each) => (each as { id?: string; key?: string }).id ?? (each as { key: string }).key)).toEqual(['a', '1.2'])
    expect(await faultsOf(container)).toEqual([])
  })
})
