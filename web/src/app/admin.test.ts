import { fireEvent, screen, waitFor, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { problem, serve, session } from '@/test/contract'
import { faultsOf, open } from '@/test/page'

const post = (kind: string, level = 'province') => ({ id: 'p1', title: kind, unitId: 'u1', unitName: '澄原省卫生健康委员会', level, kind })
const as = (kind: string, abilities: string[], more: Record<string, unknown> = {}) => ({ body: session({ posts: [post(kind)], level: 'province', abilities, ...more }) })
const SYSTEM = as('system-administrator', ['READ_REGISTER', 'MANAGE_UNITS', 'MANAGE_PEOPLE'])
const SECURITY = as('security-administrator', ['MANAGE_SECURITY'])
const UNIT = as('unit-administrator', ['READ_REGISTER', 'MANAGE_PEOPLE'])
const COUNTS = { all: 132, stale: 3, locked: 1, disabled: 0, neverSeen: 4, secondFactor: 2, staleDays: 90 }
const account = (more: Record<string, unknown> = {}) => ({
  id: 'a1', login: 'he.wenqing', person: 'h1', personName: '何文清', unitName: '望溪县卫生健康局', kinds: ['handler'],
  createdAt: '2026-01-05T01:00:00Z', mustChange: false, secondFactor: false, ...more,
})
const RULES = { version: 1, minLength: 10, classes: 3, history: 3, expiryDays: 0, failures: 5, lockMinutes: 15, idleMinutes: 30, absoluteMinutes: 720, staleDays: 90, secondFactor: [] }

describe('the first page of the administrators', () => {
  it.each([['system', SYSTEM], ['unit', UNIT]])('of the %s administrator says how the accounts stand', async (_, who) => {
    serve({ 'GET /api/session': who, 'GET /api/account-repairs': { body: { items: [] } }, 'GET /api/accounts': { body: { items: [account()] } }, 'GET /api/accounts/counts': { body: COUNTS } })
    const { container, router } = await open('/')

    expect(await screen.findByRole('heading', { level: 1, name: '账号 132 个，3 个 90 天未用，1 个锁定' })).toBeTruthy()
    expect(router.currentRoute.value.name).toBe('accounts')
    expect(screen.queryByRole('button', { name: '解锁' })).toBeNull()
    expect(await faultsOf(container)).toEqual([])
  })

  it('of the security administrator shows the three posts and the rules', async () => {
    serve({
      'GET /api/session': SECURITY, 'GET /api/security/policy': { body: RULES, headers: { ETag: '"1"' } }, 'GET /api/security/policy/decisions': { body: [{ at: '2026-01-05T01:00:00Z', by: 'x', policy: RULES }] },
      'GET /api/accounts/counts': { body: COUNTS }, 'GET /api/accounts': { body: { items: [account({ kinds: ['audit-administrator'] })] } },
      'GET /api/people/h1/posts': { body: [{ id: 'o1', kind: 'audit-administrator', title: '审计管理员', from: '2024-03-01', unit: 'u1', unitName: '省', line: 'adm' }] },
    })
    const { container } = await open('/')

    expect(await screen.findByRole('heading', { level: 1, name: '锁定账号 1 个，3 个账号 90 天未用' })).toBeTruthy()
    expect(await screen.findByText('何文清')).toBeTruthy()
    expect(await screen.findAllByText('没有人担任')).toHaveLength(2)
    expect(await faultsOf(container)).toEqual([])
  })
})

describe('accounts', () => {
  it('a reset names person and account, shows the password once and is closed by saying it was handed over', async () => {
    const seen = serve({
      'GET /api/session': SYSTEM, 'GET /api/account-repairs': { body: { items: [] } }, 'GET /api/accounts': { body: { items: [account()] } }, 'GET /api/accounts/counts': { body: COUNTS },
      'POST /api/accounts/a1/reset-password': { body: { login: 'he.wenqing', password: 'abcd-EFGH-2345-wxyz' } },
    })
    await open('/accounts')
    await fireEvent.click(await screen.findByRole('button', { name: '重置口令…' }))
    const dialog = screen.getByRole('dialog', { name: '重置何文清（he.wenqing）的口令？' })
    expect(document.activeElement?.textContent).toBe('取消')
    await fireEvent.click(within(dialog).getByRole('button', { name: '重置口令' }))

    expect(await screen.findByText('abcd-EFGH-2345-wxyz')).toBeTruthy()
    await fireEvent.keyDown(screen.getByRole('dialog'), { key: 'Escape' })
    expect(screen.getByText('abcd-EFGH-2345-wxyz')).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: '已告知本人' }))
    expect(screen.queryByText('abcd-EFGH-2345-wxyz')).toBeNull()
    expect(seen.filter((each) => each.method === 'POST')).toHaveLength(1)
  })

  it('the system administrator is told who looks after the three', async () => {
    serve({ 'GET /api/session': SYSTEM, 'GET /api/account-repairs': { body: { items: [] } }, 'GET /api/accounts': { body: { items: [account({ kinds: ['security-administrator'] })] } }, 'GET /api/accounts/counts': { body: COUNTS } })
    await open('/accounts')

    expect(await screen.findByText('由安全管理员办理')).toBeTruthy()
    expect(screen.queryByRole('button', { name: '重置口令…' })).toBeNull()
  })
})

describe('the account of an administrator', () => {
  const REPAIR = {
    id: 'r1', account: 'a9', login: 'shen.ji', personName: '沈计', what: 'password', why: '口令遗忘，已当面核实', askedByName: '安全员', askedAt: '2026-07-01T01:00:00Z',
    endsAt: '2026-07-02T01:00:00Z', state: 'open', mine: false, aboutMe: false,
  }
  const auditor = account({ id: 'a9', login: 'shen.ji', personName: '沈计', kinds: ['audit-administrator'], secondFactor: true })
  const lists = { 'GET /api/accounts': { body: { items: [auditor] } }, 'GET /api/accounts/counts': { body: COUNTS } }

  it('is only asked for by the security administrator, with a reason', async () => {
    const seen = serve({ 'GET /api/session': SECURITY, ...lists, 'GET /api/account-repairs': { body: { items: [] } }, 'POST /api/accounts/a9/repairs': { status: 201, body: { ...REPAIR, mine: true } } })
    await open('/accounts')
    await fireEvent.click(await screen.findByRole('button', { name: '重置口令…' }))
    const dialog = await screen.findByRole('dialog', { name: '提请给沈计（shen.ji）重置口令' })
    await fireEvent.update(within(dialog).getByLabelText('理由'), '口令遗忘，已当面核实')
    await fireEvent.submit(dialog.querySelector('form')!)

    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(seen.find((each) => each.method === 'POST')?.body).toEqual({ what: 'password', why: '口令遗忘，已当面核实' })
  })

  it('is opened by the system administrator, who sees the new password once', async () => {
    serve({
      'GET /api/session': SYSTEM, ...lists, 'GET /api/account-repairs': [{ body: { items: [REPAIR] } }, { body: { items: [] } }],
      'POST /api/account-repairs/r1/confirm': { body: { repair: { ...REPAIR, state: 'confirmed' }, first: { login: 'shen.ji', password: 'abcd-EFGH-2345-wxyz' } } },
    })
    const { container } = await open('/accounts')
    expect(await screen.findByText('等待核准的提请 1 件')).toBeTruthy()
    expect(await faultsOf(container)).toEqual([])
    await fireEvent.click(screen.getByRole('button', { name: '核准…' }))
    const dialog = screen.getByRole('dialog', { name: '核准给沈计（shen.ji）重置口令？' })
    expect(document.activeElement?.textContent).toBe('取消')
    await fireEvent.click(within(dialog).getByRole('button', { name: '核准' }))

    expect(await screen.findByText('abcd-EFGH-2345-wxyz')).toBeTruthy()
    await waitFor(() => expect(screen.queryByText('等待核准的提请 1 件')).toBeNull())
  })

  it('is not confirmed by the person it belongs to', async () => {
    serve({ 'GET /api/session': SYSTEM, ...lists, 'GET /api/account-repairs': { body: { items: [{ ...REPAIR, aboutMe: true }] } } })
    await open('/accounts')

    expect(await screen.findByText('本人的账号，由其他管理员核准')).toBeTruthy()
    expect(screen.queryByRole('button', { name: '核准…' })).toBeNull()
  })

  it('tells its holder what was done until it is read', async () => {
    const done = { what: 'second-factor', state: 'confirmed', why: '手机丢失', askedByName: '安全员', askedAt: '2026-07-01T01:00:00Z', answeredByName: '系统员', answeredAt: '2026-07-01T02:00:00Z' }
    serve({ 'GET /api/session': as('system-administrator', ['READ_REGISTER', 'MANAGE_UNITS', 'MANAGE_PEOPLE'], { repairs: [done] }), ...lists, 'GET /api/account-repairs': { body: { items: [] } }, 'POST /api/session/repairs/read': { status: 204 } })
    await open('/accounts')
    expect(await screen.findByText(/你的账号已解除动态验证码：安全员于.*系统员于.*核准/)).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: '知道了' }))

    await waitFor(() => expect(screen.queryByText(/你的账号已解除动态验证码/)).toBeNull())
  })
})

describe('the rules of the door', () => {
  it('two administrators at once: both versions are shown, mine goes over theirs only when I say so', async () => {
    const seen = serve({
      'GET /api/session': SECURITY, 'GET /api/security/policy': { body: RULES }, 'GET /api/security/policy/decisions': { body: [] }, 'GET /api/accounts/counts': { body: COUNTS }, 'GET /api/accounts': { body: { items: [] } },
      'PUT /api/security/policy': [problem(412, 'SH-1005', { current: { ...RULES, version: 2, minLength: 12 } }), { body: { ...RULES, version: 3, minLength: 14 } }],
    })
    await open('/security')
    const shortest = await screen.findByLabelText('口令最短位数')
    await fireEvent.update(shortest, '14')
    await fireEvent.submit(shortest.closest('form')!)

    expect(await screen.findByRole('dialog')).toBeTruthy()
    expect([...document.querySelectorAll('del')].some((each) => each.textContent?.includes('12'))).toBe(true)
    await fireEvent.click(screen.getByRole('button', { name: '用我的' }))
    await waitFor(() => expect(seen.filter((each) => each.method === 'PUT').map((each) => each.headers['If-Match'])).toEqual(['"1"', '"2"']))
  })
})

describe('the own account', () => {
  it('a post that demands the second factor leads there first; the code is confirmed', async () => {
    serve({
      'GET /api/session': as('security-administrator', ['MANAGE_SECURITY'], { mustEnrolSecondFactor: true }),
      'POST /api/session/second-factor': { body: { secret: 'ABCDEFGH', uri: 'otpauth://x', svg: '<svg xmlns="http://www.w3.org/2000/svg"/>' } },
      'POST /api/session/second-factor/confirm': [problem(401, 'SH-2017', { title: '动态验证码不对或已过期' }), { status: 204 }],
    })
    const { container, router } = await open('/security')
    expect(router.currentRoute.value.name).toBe('myAccount')
    expect(await screen.findByRole('heading', { level: 1, name: '先启用动态验证码，再办其他事' })).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: '启用…' }))

    expect(await screen.findByText('ABCD EFGH')).toBeTruthy()
    expect(screen.getByRole('img', { name: '用验证器扫描的二维码' })).toBeTruthy()
    const code = screen.getByRole('textbox', { name: '动态验证码' })
    await fireEvent.update(code, '123456')
    await fireEvent.submit(code.closest('form')!)
    await waitFor(() => expect(router.currentRoute.value.name).toBe('myAccount'))
    expect(await faultsOf(container)).toEqual([])
  })
})

describe('units', () => {
  const UNIT_1 = { id: '1', version: 1, name: '石泠镇中心卫生院', level: 'institution', type: 'township-hospital', code: 'C-1', attributes: { beds: 45, central: true } }
  const routes = {
    'GET /api/session': SYSTEM, 'GET /api/units/1': { body: UNIT_1 }, 'GET /api/units/1/above': { body: [{ id: 'c', name: '望溪县卫生健康局', level: 'county' }] },
    'GET /api/units/1/placements': { body: [{ line: 'adm', underName: '望溪县卫生健康局', from: '2020-01-01' }] },
    'GET /api/units/1/versions': { body: [{ version: 1, name: '石泠镇中心卫生院', type: 'township-hospital', recordedAt: '2026-01-05T01:00:00Z' }] },
  }

  it('a unit shows under whom it stands; a correction against an old version shows both', async () => {
    const seen = serve({ ...routes, 'PUT /api/units/1': [problem(412, 'SH-1005', { current: { ...UNIT_1, version: 2, name: '石泠中心卫生院' } }), { body: { ...UNIT_1, version: 3 } }] })
    const { container } = await open('/units/1')
    expect(await screen.findByText('2020年1月1日 起')).toBeTruthy()
    expect(await faultsOf(container)).toEqual([])
    await fireEvent.click(screen.getByRole('button', { name: '更正…' }))
    const name = await screen.findByLabelText('名称')
    await fireEvent.update(name, '石泠镇卫生院')
    await fireEvent.submit(name.closest('form')!)

    await fireEvent.click(await screen.findByRole('button', { name: '用我的' }))
    await waitFor(() => expect(seen.filter((each) => each.method === 'PUT').map((each) => each.headers['If-Match'])).toEqual(['"1"', '"2"']))
    expect((seen.filter((each) => each.method === 'PUT')[1]!.body as { attributes: object }).attributes).toEqual({ beds: 45, central: true })
  })

  it('striking names the unit and its effect, and a refusal stays in the dialogue', async () => {
    serve({ ...routes, 'POST /api/units/1/strike': problem(409, 'SH-2026', { title: '「石泠镇中心卫生院」还有下属单位、人员或岗位，不能撤销' }) })
    await open('/units/1')
    await fireEvent.click(await screen.findByRole('button', { name: '撤销…' }))
    const dialog = screen.getByRole('dialog', { name: '撤销「石泠镇中心卫生院」' })
    await fireEvent.update(within(dialog).getByLabelText('理由'), '停办')
    await fireEvent.submit(dialog.querySelector('form')!)

    expect((await within(dialog).findByRole('alert')).textContent).toContain('还有下属单位')
  })
})

describe('people', () => {
  const PERSON = { id: 'h1', version: 1, name: '吴秀芬', unit: 'u2', unitName: '内科' }
  it('somebody without post is said to be so, and gets a post and then an account', async () => {
    const seen = serve({
      'GET /api/session': UNIT, 'GET /api/people/h1': { body: PERSON }, 'GET /api/people/h1/posts': [{ body: [] }, { body: [{ id: 'o1', unit: 'u2', unitName: '内科', line: 'adm', kind: 'clinician', title: '医师', from: '2026-09-10' }] }],
      'GET /api/accounts': { body: { items: [] } }, 'POST /api/people/h1/posts': { status: 201, body: {} }, 'POST /api/accounts': { status: 201, body: { login: 'wu.xiufen', password: 'abcd-EFGH-2345-wxyz' } },
    })
    const { container } = await open('/people/h1')
    expect(await screen.findByRole('heading', { level: 1, name: '吴秀芬，目前没有岗位' })).toBeTruthy()
    expect(await screen.findByText('还没有账号。先安排岗位，再开账号。')).toBeTruthy()
    expect(await faultsOf(container)).toEqual([])
    await fireEvent.click(screen.getByRole('button', { name: '安排岗位…' }))
    const kind = await screen.findByLabelText('岗位类别')
    await fireEvent.update(kind, 'clinician')
    await fireEvent.submit(kind.closest('form')!)

    expect(await screen.findByRole('heading', { level: 1, name: '吴秀芬，医师' })).toBeTruthy()
    expect(seen.find((each) => each.path === '/api/people/h1/posts' && each.method === 'POST')?.body).toEqual({ unit: 'u2', kind: 'clinician', title: '医务人员', from: '2026-09-10' })
    await fireEvent.click(await screen.findByRole('button', { name: '开账号…' }))
    const login = screen.getByRole('textbox', { name: '账号' })
    await fireEvent.update(login, 'wu.xiufen')
    await fireEvent.submit(login.closest('form')!)
    expect(await screen.findByText('abcd-EFGH-2345-wxyz')).toBeTruthy()
  })

  it('the list says how many hold no post', async () => {
    serve({ 'GET /api/session': UNIT, 'GET /api/people': { body: { items: [PERSON] } }, 'GET /api/people/counts': { body: { people: 64, withPost: 60 } } })
    const { container } = await open('/people')

    expect(await screen.findByRole('heading', { level: 1, name: '64 人，4 人没有岗位' })).toBeTruthy()
    expect(await screen.findByRole('link', { name: '吴秀芬' })).toBeTruthy()
    expect(await faultsOf(container)).toEqual([])
  })
})

describe('imports', () => {
  const run = (state: string, more: Record<string, unknown> = {}) => ({ id: 'r1', fileName: '柳溪.xlsx', fileSize: 12_000, state, createdAt: '2026-09-10T00:30:00Z', done: 0, total: 0, counts: {}, faults: 0, mine: true, ...more })

  it('a wrong file shows every fault with its line, and offers no way to load it', async () => {
    serve({ 'GET /api/session': SYSTEM, 'GET /api/imports/r1': { body: run('faulty', { faults: 2 }) }, 'GET /api/imports/r1/faults': { body: { items: [{ sheet: '机构', line: 3, column: '机构代码', reason: '与第 2 行的代码重复' }, { sheet: '人员', line: 4, column: '任职日期', reason: '不是日期' }] } } })
    const { container } = await open('/imports/r1')

    expect(await screen.findByRole('heading', { level: 1, name: '柳溪.xlsx，2 处错误，没有写入任何一行' })).toBeTruthy()
    expect(await screen.findByText('与第 2 行的代码重复')).toBeTruthy()
    expect(screen.queryByRole('button', { name: '导入…' })).toBeNull()
    expect(await faultsOf(container)).toEqual([])
  })

  it('a right file is loaded after saying what that does, and the first passwords are shown once', async () => {
    const counts = { 'units.new': 2, 'units.changed': 1, 'units.same': 0, 'people.new': 3, 'people.changed': 0, 'people.same': 1, 'posts.new': 4, 'posts.same': 0, 'accounts.new': 1, 'accounts.same': 0 }
    serve({
      'GET /api/session': SYSTEM, 'GET /api/imports/r1': [{ body: run('ready', { counts }) }, { body: run('loaded', { counts }) }],
      'POST /api/imports/r1/load': { body: run('loading', { counts }) }, 'POST /api/imports/r1/first-passwords': { body: [{ name: '柳一', unitName: '柳溪内科', login: 'liu.yi', password: 'abcd-EFGH-2345-wxyz' }] },
    })
    const { container } = await open('/imports/r1')
    await fireEvent.click(await screen.findByRole('button', { name: '导入…' }))
    expect(screen.getByText(/写入单位 3 个、人员 3 人、岗位 4 个，开账号 1 个/)).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: '导入' }))

    expect(await screen.findByRole('heading', { level: 1, name: '柳溪.xlsx，已导入' })).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: '取首次口令清单…' }))
    await fireEvent.click(screen.getByRole('button', { name: '生成清单' }))
    expect(await screen.findByText('abcd-EFGH-2345-wxyz')).toBeTruthy()
    expect(await faultsOf(container)).toEqual([])
  })

  it('the list teaches where to begin and refuses what is no table with the way out', async () => {
    serve({ 'GET /api/session': SYSTEM, 'GET /api/imports': { body: { items: [] } }, 'POST /api/imports': problem(400, 'SH-2050', { title: '文件不是 xlsx 表格' }) })
    const { container } = await open('/imports')
    expect(await screen.findByText('还没有导入过')).toBeTruthy()
    expect(await faultsOf(container)).toEqual([])
    await fireEvent.change(screen.getByLabelText(/选择或拖入/), { target: { files: [new File(['MZ'], '程序.xlsx')] } })

    expect((await screen.findByRole('alert')).textContent).toContain('文件不是 xlsx 表格')
  })
})
