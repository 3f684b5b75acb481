import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { menuFor } from './menu'
import { useSession } from './session'

const pages: RouteRecordRaw[] = [
  { path: '/sign-in', name: 'signIn', component: () => import('@/app/SignInPage.vue'), meta: { open: true } },
  { path: '/password', name: 'password', component: () => import('@/app/PasswordPage.vue'), meta: { bare: true } },
  { path: '/', name: 'home', component: { render: () => null } },
  { path: '/work', name: 'workbench', component: () => import('@/features/assessment/pages/WorkbenchPage.vue') },
  { path: '/sheets/:id', name: 'sheet', component: () => import('@/features/assessment/pages/SheetPage.vue'), props: true },
  { path: '/campaigns', name: 'campaigns', component: () => import('@/features/campaign/pages/CampaignsPage.vue'), props: () => ({ mayOpen: useSession().can('RUN_CAMPAIGN') }) },
  { path: '/campaigns/open', name: 'campaignOpen', component: () => import('@/features/campaign/pages/OpenCampaignPage.vue') },
  { path: '/campaigns/:id', name: 'campaign', component: () => import('@/features/campaign/pages/CampaignPage.vue'), props: true },
  { path: '/units', name: 'units', component: () => import('@/features/institution/pages/UnitsPage.vue') },
  { path: '/:rest(.*)*', name: 'notFound', component: () => import('@/app/NotFoundPage.vue') },
]

export const router = createRouter({ history: createWebHistory(), routes: pages })

router.beforeEach(async (to) => {
  const store = useSession()
  const session = await store.load()
  if (!session) return to.meta.open ? true : { name: 'signIn', query: to.fullPath === '/' ? {} : { to: to.fullPath } }
  if (session.mustChangePassword && to.name !== 'password') return { name: 'password' }
  if (to.name === 'home' || to.name === 'signIn') {
    const first = menuFor(store.can, store.acting?.level ?? '', store.acting?.kind)[0]
    return first ? { name: first.name } : { name: 'notFound' }
  }
  return true
})
