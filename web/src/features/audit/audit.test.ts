import { fireEvent, screen, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { problem, serve, session } from '@/test/contract'
import { faultsOf, open } from '@/test/page'

const auditor = {
  'GET /api/session': {
    body: session({
      posts: [{ id: 'p9', title: '审计管理员', unitId: 'u0', unitName: '澄原省卫生健康委员会', level: 'province', kind: 'audit-administrator' }],
      currentPost: 'p9', level: 'province', abilities: ['READ_AUDIT'],
    }),
  },
}
const seal = { number: 17, rows: 2, size: 4100, at: '2026-09-10T02:42:00Z', root: 'sha-256:aa', keyId: '0011223344556677', name: '17-abcdef012345', line: '{"number":17}' }
const check = { at: '2026-09-09T18:30:00Z', by: 'nightly', sound: true, batches: 16, rows: 4098, keptTo: 16, tookMs: 900 }
const state = (more = {}) => ({ body: { installation: 'i', hash: 'sha-256', signature: 'ed25519', keyId: '0011223344556677', fingerprint: 'sha-256:bb', last: seal, waiting: 3, checks: [check], ...more } })
const row = (id: string, more = {}) => ({
  id, at: '2026-09-10T02:41:00Z', act: 'PUT /api/sheets/{id}/answers/{clause}', actTitle: '填写条款', result: 'done', resultTitle: '成功', refused: false,
  person: 'n1', personName: '周明', subjectKind: 'sheets', subjectId: 's1/1.1.1', request: 'r1', network: '10.1.2.0/24', ...more,
})
const acts = { 'GET /api/audit/acts': { body: [{ act: 'POST /api/session', title: '登录' }] } }

describe('the auditor', () => {
  it('lands on the log, sees who did what, what was refused and how far it is sealed', async () => {
    serve({
      ...auditor, ...acts, 'GET /api/audit/state': state(),
      'GET /api/audit/entries': { body: { items: [row('1'), row('2', { refused: true, result: 'SH-1003', resultTitle: '当前身份没有这项权限' }), row('3', { person: undefined, personName: undefined })] } },
    })

    const { container, router } = await open('/')

    expect(await screen.findByText('3 条记录，其中拒绝 1 条')).toBeTruthy()
    expect(router.currentRoute.value.name).toBe('audit')
    expect(within(screen.getByRole('navigation', { name: '主菜单' })).getByText('审计记录')).toBeTruthy()
    expect(screen.getByText('SH-1003')).toBeTruthy()
    expect(screen.getByText('未登录')).toBeTruthy()
    expect(await screen.findByText('17-abcdef012345')).toBeTruthy()
    expect(screen.getByText(/4,098 条记录、16 批封印/)).toBeTruthy()
    expect(await faultsOf(container)).toEqual([])
  })

  it('checks the log and reads the first break in words', async () => {
    serve({
      ...auditor, ...acts,
      'GET /api/audit/entries': { body: { items: [row('1')] } },
      'GET /api/audit/state': [state(), state({ checks: [{ ...check, by: 'n1', byName: '林审', sound: false, finding: '第 3 批第 2 行被删除。' }] })],
      'POST /api/audit/checks': { body: { ...check, sound: false, finding: '第 3 批第 2 行被删除。' } },
    })
    const { container } = await open('/audit')

    await fireEvent.click(await screen.findByRole('button', { name: '核验' }))

    expect((await screen.findByText(/第 3 批第 2 行被删除/)).textContent).toContain('不要重启或恢复数据')
    expect(screen.getByText(/由林审核验/)).toBeTruthy()
    expect(await faultsOf(container)).toEqual([])
  })

  it('narrows to one person from a row, and the address keeps it', async () => {
    const seen = serve({ ...auditor, ...acts, 'GET /api/audit/state': state(), 'GET /api/audit/entries': { body: { items: [row('1')] } } })
    const { router } = await open('/audit?refused=true')

    await fireEvent.click(await screen.findByRole('button', { name: '周明' }))

    expect(await screen.findByText('只看一个人')).toBeTruthy()
    expect(router.currentRoute.value.query).toEqual({ refused: 'true', person: 'n1' })
    const last = seen.filter((each) => each.path === '/api/audit/entries').at(-1)!
    expect([last.query.get('person'), last.query.get('refused'), last.query.get('from')]).toEqual(['n1', 'true', null])
  })

  it('opens a line with its proof, and says when the seal does not cover it as it stands', async () => {
    const detail = { entry: row('1'), leaf: 'sha-256:cc', seal, position: 2, path: ['sha-256:dd'] }
    serve({ ...auditor, 'GET /api/audit/entries/1': [{ body: detail }, { body: { ...detail, position: undefined, path: [] } }] })

    const { container } = await open('/audit/1')

    expect(await screen.findByText('周明：填写条款')).toBeTruthy()
    expect(screen.getByText(/第 17 批第 2 条，共 2 条/)).toBeTruthy()
    expect(screen.getByText('sha-256:dd')).toBeTruthy()
    expect(await faultsOf(container)).toEqual([])
  })

  it('a changed line is told by an alert', async () => {
    serve({ ...auditor, 'GET /api/audit/entries/1': { body: { entry: row('1'), leaf: 'sha-256:cc', seal, path: [] } } })
    await open('/audit/1')
    expect((await screen.findByRole('alert')).textContent).toContain('与第 17 批的封印不符')
  })

  it('a row that is not there is a problem with a way out', async () => {
    serve({ ...auditor, 'GET /api/audit/entries/9': problem(404, 'SH-1004', { title: '没有找到' }) })
    await open('/audit/9')
    expect((await screen.findByText('没有找到')).textContent).toBeTruthy()
  })

  it('whoever is no auditor is told so', async () => {
    serve({ 'GET /api/session': { body: session() } })
    const { router } = await open('/audit')
    expect(router.currentRoute.value.name).toBe('forbidden')
  })
})
