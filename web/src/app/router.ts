import { createRouter, createWebHistory, type RouteRecordRaw, type Router, type RouterHistory } from 'vue-router'
import { safeAddress } from './address'
import { fault } from './fault'
import { anyOf, menuFor } from './menu'
import { useSession } from './session'

declare module 'vue-router' {
  interface RouteMeta {
    /** Reached without signing in. */
    open?: boolean
    /** Shown without the frame. */
    bare?: boolean
    /** What the acting post must be able to do; otherwise the page says so. */
    ability?: string | string[]
  }
}

const today = () => useSession().session?.clock.today ?? ''
const ownUnit = () => {
  const acting = useSession().acting
  return acting ? { id: acting.unitId, title: acting.unitName } : undefined
}

const pages: RouteRecordRaw[] = [
  { path: '/sign-in', name: 'signIn', component: () => import('@/app/SignInPage.vue'), meta: { open: true } },
  { path: '/sign-in/back', name: 'signInBack', component: () => import('@/app/SignInBackPage.vue'), meta: { open: true, bare: true } },
  { path: '/password', name: 'password', component: () => import('@/app/PasswordPage.vue'), meta: { bare: true } },
  { path: '/', name: 'home', component: { render: () => null } },
  { path: '/work', name: 'workbench', component: () => import('@/app/WorkbenchRoute.vue'), meta: { ability: 'READ_WORK' } },
  { path: '/sheets/:id', name: 'sheet', component: () => import('@/app/SheetRoute.vue'), props: true, meta: { ability: 'READ_WORK' } },
  { path: '/evidence', name: 'evidence', component: () => import('@/app/EvidenceRoute.vue'), meta: { ability: 'READ_WORK' } },
  { path: '/sheets', name: 'sheets', component: () => import('@/features/assessment/pages/MySheetsPage.vue'), meta: { ability: 'READ_WORK' } },
  { path: '/sheets/:id/parts', name: 'sheetParts', component: () => import('@/features/assessment/pages/SheetPartsPage.vue'), props: (route) => ({ id: route.params.id, today: useSession().session?.clock.today }), meta: { ability: 'LEAD_SHEET' } },
  { path: '/sheets/:id/print', name: 'sheetPrint', component: () => import('@/features/assessment/pages/SheetPrintPage.vue'), props: (route) => ({ id: route.params.id, today: useSession().session?.clock.today }), meta: { ability: 'READ_WORK' } },
  { path: '/na-requests', name: 'requests', component: () => import('@/features/assessment/pages/RequestsPage.vue'), meta: { ability: 'DECIDE' } },
  { path: '/cases/:id/submissions/:version', name: 'frozen', component: () => import('@/features/review/pages/FrozenPage.vue'), props: true, meta: { ability: 'READ_WORK' } },
  { path: '/campaigns', name: 'campaigns', component: () => import('@/features/campaign/pages/CampaignsPage.vue'), props: () => ({ mayOpen: useSession().can('RUN_CAMPAIGN') }), meta: { ability: 'READ_WORK' } },
  { path: '/campaigns/open', name: 'campaignOpen', component: () => import('@/app/OpenCampaignRoute.vue'), meta: { ability: 'RUN_CAMPAIGN' } },
  { path: '/campaigns/:id/edit', name: 'campaignEdit', component: () => import('@/features/campaign/pages/OpenCampaignPage.vue'), props: true, meta: { ability: 'RUN_CAMPAIGN' } },
  { path: '/campaigns/:id', name: 'campaign', component: () => import('@/app/CampaignRoute.vue'), props: (route) => ({ id: route.params.id, today: today() }), meta: { ability: 'READ_WORK' } },
  { path: '/results', name: 'results', component: () => import('@/app/ApplicationsRoute.vue'), meta: { ability: 'READ_WORK' } },
  { path: '/sign-offs', name: 'signOffs', component: () => import('@/app/SignOffsRoute.vue'), meta: { ability: ['DECIDE', 'APPLY'] } },
  { path: '/plans', name: 'plans', component: () => import('@/features/plan/pages/PlansPage.vue'), props: () => ({ today: today() }), meta: { ability: 'RUN_CAMPAIGN' } },
  { path: '/plans/:id', name: 'plan', component: () => import('@/features/plan/pages/PlanPage.vue'), props: (route) => ({ id: route.params.id, mayAdopt: useSession().can('DECIDE') }), meta: { ability: 'RUN_CAMPAIGN' } },
  { path: '/messages', name: 'messages', component: () => import('@/app/MessagesRoute.vue') },
  { path: '/messages/settings', name: 'messageSettings', component: () => import('@/features/notify/pages/MessageSettingsPage.vue'), props: () => ({ channels: useSession().can('SET_CHANNEL'), deliveries: useSession().can('MANAGE_UNITS') }) },
  { path: '/cases', name: 'review', component: () => import('@/features/review/pages/CasesPage.vue'), meta: { ability: 'REVIEW' } },
  {
    path: '/cases/:id',
    name: 'desk',
    component: () => import('@/app/DeskRoute.vue'),
    props: (route) => ({ id: route.params.id, level: useSession().session?.level ?? 'institution', today: useSession().session?.clock.today }),
    meta: { ability: 'READ_WORK' },
  },
  { path: '/publication', name: 'publication', component: () => import('@/features/publication/pages/PublicationDeskPage.vue'), meta: { ability: 'REVIEW' } },
  { path: '/publication/:id', name: 'publicationCase', component: () => import('@/features/publication/pages/CasePublicationPage.vue'), props: true, meta: { ability: 'READ_WORK' } },
  { path: '/progress', name: 'progressHome', component: () => import('@/features/dashboard/pages/ProgressHomePage.vue'), meta: { ability: 'READ_WORK' } },
  { path: '/progress/clauses/:id', name: 'progressClauses', component: () => import('@/features/dashboard/pages/ProgressClausesPage.vue'), props: (route) => ({ id: route.params.id, today: useSession().session?.clock.today ?? '' }), meta: { ability: 'READ_WORK' } },
  { path: '/progress/:pack/:edition', name: 'progress', component: () => import('@/features/dashboard/pages/ProgressPage.vue'), props: true, meta: { ability: 'READ_WORK' } },
  { path: '/units', name: 'units', component: () => import('@/features/institution/pages/UnitsPage.vue'), props: () => ({ mayManage: useSession().can('MANAGE_UNITS'), today: today() }), meta: { ability: 'READ_REGISTER' } },
  {
    path: '/units/:id',
    name: 'unit',
    component: () => import('@/features/institution/pages/UnitPage.vue'),
    props: (route) => ({ id: route.params.id, mayManage: useSession().can('MANAGE_UNITS'), mayAddDepartments: useSession().can('MANAGE_PEOPLE'), today: today() }),
    meta: { ability: 'READ_REGISTER' },
  },
  {
    path: '/people',
    name: 'people',
    component: () => import('@/features/institution/pages/PeoplePage.vue'),
    props: () => ({ mayManage: useSession().can('MANAGE_PEOPLE'), ownUnit: ownUnit() }),
    meta: { ability: 'READ_REGISTER' },
  },
  { path: '/people/:id', name: 'person', component: () => import('@/app/PersonRoute.vue'), props: true, meta: { ability: 'READ_REGISTER' } },
  {
    path: '/accounts',
    name: 'accounts',
    component: () => import('@/features/access/pages/AccountsPage.vue'),
    props: () => ({ security: useSession().can('MANAGE_SECURITY'), repairs: useSession().can('MANAGE_SECURITY') || useSession().can('MANAGE_UNITS'), mayOpenPerson: useSession().can('READ_REGISTER'), today: today() }),
    meta: { ability: ['MANAGE_PEOPLE', 'MANAGE_SECURITY'] },
  },
  {
    path: '/security',
    name: 'security',
    component: () => import('@/features/access/pages/SecurityPage.vue'),
    props: () => ({ today: today(), unit: useSession().acting?.unitId ?? '' }),
    meta: { ability: 'MANAGE_SECURITY' },
  },
  { path: '/imports', name: 'imports', component: () => import('@/features/imports/pages/ImportsPage.vue'), props: () => ({ today: today() }), meta: { ability: 'MANAGE_PEOPLE' } },
  { path: '/imports/:id', name: 'import', component: () => import('@/features/imports/pages/ImportPage.vue'), props: true, meta: { ability: 'MANAGE_PEOPLE' } },
  { path: '/account', name: 'myAccount', component: () => import('@/app/MyAccountRoute.vue') },
  { path: '/audit', name: 'audit', component: () => import('@/features/audit/pages/AuditPage.vue'), meta: { ability: 'READ_AUDIT' } },
  { path: '/audit/:id', name: 'auditEntry', component: () => import('@/features/audit/pages/AuditEntryPage.vue'), props: true, meta: { ability: 'READ_AUDIT' } },
  { path: '/forbidden', name: 'forbidden', component: () => import('@/app/ErrorPage.vue'), props: { kind: 'forbidden' } },
  { path: '/:rest(.*)*', name: 'notFound', component: () => import('@/app/ErrorPage.vue'), props: { kind: 'notFound' } },
]

export function createRoutes(history: RouterHistory): Router {
  const gallery: RouteRecordRaw[] = import.meta.env.DEV || import.meta.env.MODE === 'gallery'
    ? [{ path: '/dev/parts', name: 'parts', component: () => import('@/dev/PartsPage.vue'), meta: { open: true, bare: true } }]
    : []
  const router = createRouter({ history, routes: [...gallery, ...pages] })
  router.beforeEach(async (to) => {
    if (to.name === 'parts') return true
    const store = useSession()
    const session = await store.load()
    if (!session) return to.meta.open ? true : { name: 'signIn', query: to.fullPath === '/' ? {} : { to: to.fullPath } }
    if (session.mustChangePassword && to.name !== 'password') return { name: 'password' }
    if (session.mustEnrolSecondFactor && !session.mustChangePassword && to.name !== 'myAccount') return { name: 'myAccount' }
    if (to.name === 'signIn') return { path: safeAddress(to.query.to) }
    if (to.name === 'home') {
      const first = menuFor(store.can, store.acting?.level ?? '', store.acting?.kind)[0]
      return first ? { name: first.name } : { name: 'forbidden', replace: true }
    }
    if (to.meta.ability && !anyOf(store.can, to.meta.ability)) {
      return { name: 'forbidden', replace: true }
    }
    return true
  })
  router.onError((error) => fault.report(error))
  return router
}

export const router = createRoutes(createWebHistory())
