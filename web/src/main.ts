import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './app/App.vue'
import { router } from './app/router'
import { useSession } from './app/session'
import { i18n } from './shared/i18n'
import { whenSignedOut } from './shared/lib/http'
import './styles/tokens.css'
import './styles/base.css'

const app = createApp(App)
app.use(createPinia())
app.use(i18n)
app.use(router)

whenSignedOut(() => {
  useSession().drop()
  void router.push({ name: 'signIn', query: { to: router.currentRoute.value.fullPath } })
})

app.mount('#app')
