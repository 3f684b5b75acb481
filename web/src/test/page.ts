import { render } from '@testing-library/vue'
import axe from 'axe-core'
import { createPinia, setActivePinia } from 'pinia'
import { createMemoryHistory, type Router } from 'vue-router'
import App from '@/app/App.vue'
import { createRoutes } from '@/app/router'
import { i18n } from '@/shared/i18n'

/** Opens an address in the whole application, as a person would. */
export async function open(address: string): Promise<{ container: Element; router: Router }> {
  const pinia = createPinia()
  setActivePinia(pinia)
  const router = createRoutes(createMemoryHistory())
  await router.push(address).catch(() => undefined)
  const { container } = render(App, { global: { plugins: [pinia, i18n, router] } })
  return { container, router }
}

/** What axe holds against the page; colours are checked on the tokens, layout in a real browser. */
export async function faultsOf(container: Element): Promise<string[]> {
  const found = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } })
  return found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`)
}
