import { fireEvent, render, screen } from '@testing-library/vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { describe, expect, it } from 'vitest'
import { i18n } from '@/shared/i18n'
import { faultsOf } from '@/test/page'
import PartsPage from './PartsPage.vue'

function gallery() {
  const names = ['home', 'workbench', 'campaigns', 'units']
  const router = createRouter({ history: createMemoryHistory(), routes: names.map((name) => ({ path: name === 'home' ? '/' : `/${name}`, name, component: { render: () => null } })) })
  return render(PartsPage, { global: { plugins: [i18n, router] } })
}

describe('all parts together', () => {
  it.each(['工作', '状态', '表单'])('%s passes axe', async (tab) => {
    const { container } = gallery()
    await fireEvent.click(screen.getByRole('button', { name: new RegExp(`^${tab}`) }))

    expect(await faultsOf(container)).toEqual([])
  })

  it('an action that was done can be taken back from the status line', async () => {
    gallery()
    await fireEvent.click(screen.getByRole('button', { name: '状态' }))
    await fireEvent.click(screen.getByRole('button', { name: '提醒医务科' }))
    expect(screen.getAllByRole('status').some((line) => line.textContent?.includes('已提醒医务科'))).toBe(true)

    await fireEvent.click(screen.getByRole('button', { name: '撤销' }))

    expect(screen.queryByText('已提醒医务科')).toBeNull()
  })

  it('the list of keys opens with "?", not while typing', async () => {
    gallery()
    const search = screen.getByRole('searchbox')
    await fireEvent.keyDown(search, { key: '?' })
    expect(screen.queryByRole('dialog')).toBeNull()

    await fireEvent.keyDown(document.body, { key: '?' })

    expect(screen.getByRole('dialog', { name: '键盘' })).toBeTruthy()
  })
})
