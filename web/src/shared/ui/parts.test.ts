import { render, screen } from '@testing-library/vue'
import axe from 'axe-core'
import { describe, expect, it, vi } from 'vitest'
import { i18n } from '../i18n'
import GradeMark from './GradeMark.vue'
import ProblemPanel from './ProblemPanel.vue'
import Ruler from './Ruler.vue'
import SegmentJudge from './SegmentJudge.vue'

const global = { plugins: [i18n] }

describe('parts', () => {
  it('a grade always says its name', () => {
    render(GradeMark, { props: { grade: 'none' }, global })
    expect(screen.getByRole('img').getAttribute('aria-label')).toBe('未评')
  })

  it('a judgement is taken back by pressing it again', async () => {
    const judged = vi.fn()
    render(SegmentJudge, { props: { value: 'met', label: 'C-1', onJudge: judged }, global })
    screen.getByRole('button', { name: '符合' }).click()
    screen.getByRole('button', { name: '不符合' }).click()
    expect(judged.mock.calls).toEqual([[null], ['unmet']])
  })

  it('a ruler shows both integers, never a percentage alone', () => {
    const { container } = render(Ruler, { props: { label: 'C', met: 76, need: 78, of: 86 }, global })
    expect(container.textContent).toContain('76')
    expect(container.textContent).toContain('需 78')
    expect(container.textContent).not.toContain('%')
  })

  it('a problem says what, why, from when and the code, and passes axe', async () => {
    const problem = {
      title: '不能申报：最早 2026-11-16 可报', status: 409, code: 'SH-7014', wayOut: '按列出的日期申报',
      reasons: ['距上次不通过未满 6 个月'], allowedFrom: '2026-11-16', basis: 'F1 三（三）',
    }
    const { container } = render(ProblemPanel, { props: { problem }, global })
    expect(screen.getByRole('alert').textContent).toContain('最早 2026年11月16日 可办')
    expect(screen.getByRole('alert').textContent).toContain('SH-7014')
    expect((await axe.run(container)).violations).toEqual([])
  })
})
