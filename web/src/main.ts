import './shared/lib/oldBrowsers'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './app/App.vue'
import { fault } from './app/fault'
import { router } from './app/router'
import { useSession } from './app/session'
import { i18n } from './shared/i18n'
import { whenSignedOut } from './shared/lib/http'
import { tendOutbox } from './shared/lib/outbox'
import './styles/tokens.css'
import './styles/base.css'

const app = createApp(App)
app.use(createPinia())
app.use(i18n)
app.use(router)

app.config.errorHandler = (error) => fault.report(error)

whenSignedOut(() => {
  useSession().drop()
  const here = router.currentRoute.value
  if (here.name !== 'signIn') void router.push({ name: 'signIn', query: { to: here.fullPath } })
})

// After an upgrade the page of yesterday asks for files that are gone: load the new one, once.
window.addEventListener('vite:preloadError', (event) => {
  if (sessionStorage.getItem('sanhao.reloaded')) return
  sessionStorage.setItem('sanhao.reloaded', '1')
  event.preventDefault()
  window.location.reload()
})

tendOutbox()
app.mount('#app')
