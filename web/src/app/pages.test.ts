import { fireEvent, screen, waitFor } from '@testing-library/vue'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { problem, serve, session } from '@/test/contract'
import { faultsOf, open } from '@/test/page'
import { safeAddress } from './address'
import { fault } from './fault'

const unit = (id: string, name: string) => ({ id, version: 1, name, level: 'institution', type: 'township-hospital', attributes: { beds: 1060 } })
const signedOut = problem(401, 'SH-1002')

describe('the front door', () => {
  it('asks for account and password, and passes axe', async () => {
    serve({ 'GET /api/session': signedOut })

    const { container } = await open('/units')

    expect(await screen.findByLabelText('账号')).toBeTruthy()
    expect(screen.getByText('登录已过期。没有报送的内容留在本机，登录后接着办。')).toBeTruthy()
    expect(await faultsOf(container)).toEqual([])
  })

  it('asks for the code only where one is due, then goes where the person wanted', async () => {
    const seen = serve({
      'GET /api/session': signedOut,
      'POST /api/session': [problem(401, 'SH-2016'), problem(401, 'SH-2017', { title: '动态验证码不对或已过期' }), { body: session() }],
      'GET /api/units': { body: { items: [unit('1', '石泠镇中心卫生院')] } },
    })
    const { router, container } = await open('/units?q=石')
    await fireEvent.update(await screen.findByLabelText('账号'), ' hewenqing ')
    await fireEvent.update(screen.getByLabelText('口令'), 'geheim')
    await fireEvent.submit(container.querySelector('form')!)

    const code = await screen.findByLabelText('动态验证码')
    expect(screen.queryByRole('alert')).toBeNull()
    expect(document.activeElement).toBe(code)
    expect(await faultsOf(container)).toEqual([])
    await fireEvent.update(code, '000000')
    await fireEvent.submit(container.querySelector('form')!)
    expect((await screen.findByRole('alert')).textContent).toContain('动态验证码不对或已过期')
    await fireEvent.update(code, '123456')
    await fireEvent.submit(container.querySelector('form')!)

    await screen.findByText('石泠镇中心卫生院')
    expect(router.currentRoute.value).toMatchObject({ path: '/units', query: { q: '石' } })
    const sent = seen.filter((each) => each.method === 'POST').map((each) => each.body)
    expect(sent[0]).toEqual({ account: 'hewenqing', password: 'geheim' })
    expect(sent[2]).toEqual({ account: 'hewenqing', password: 'geheim', otp: '123456' })
  })

  it('never leads to another site', () => {
    expect(safeAddress('/units?q=a')).toBe('/units?q=a')
    for (const trap of ['//evil.example', '/\\evil.example', 'https://evil.example', undefined, ['/a']]) expect(safeAddress(trap)).toBe('/')
  })

  it('a first sign-in leads to a password of one’s own, typed the same twice', async () => {
    const seen = serve({
      'GET /api/session': { body: session({ mustChangePassword: true }) },
      'POST /api/session/password': [problem(400, 'SH-2015', { fields: [{ field: 'fresh', message: '太常见' }] }), { status: 204 }],
      'GET /api/units': { body: { items: [] } },
    })
    const { router, container } = await open('/units')
    expect(router.currentRoute.value.name).toBe('password')
    await fireEvent.update(screen.getByLabelText('原口令'), 'a')
    await fireEvent.update(screen.getByLabelText('新口令'), 'sanhao')
    await fireEvent.update(screen.getByLabelText('再输一次新口令'), 'sanha')
    await fireEvent.submit(container.querySelector('form')!)
    expect(await screen.findByText('两次输入不一致')).toBeTruthy()
    expect(seen.filter((each) => each.method === 'POST')).toHaveLength(0)

    await fireEvent.update(screen.getByLabelText('再输一次新口令'), 'sanhao')
    await fireEvent.submit(container.querySelector('form')!)
    expect((await screen.findByText('太常见')).id).toBe('field-fresh-hint')
    expect(screen.getByLabelText('新口令').getAttribute('aria-invalid')).toBe('true')
    expect(await faultsOf(container)).toEqual([])
    await fireEvent.submit(container.querySelector('form')!)

    await waitFor(() => expect(router.currentRoute.value.name).toBe('units'))
  })
})

describe('the register of units', () => {
  it('lists, filters in the address, pages forth and back, and passes axe', async () => {
    const seen = serve({
      'GET /api/session': { body: session() },
      'GET /api/units': ({ query }) =>
        query.get('cursor') ? { body: { items: [unit('2', '禾塘镇卫生院')] } } : { body: { items: [unit('1', '石泠镇中心卫生院')], next: 'c2' } },
    })
    const { container, router } = await open('/units')

    expect((await screen.findByRole('rowheader')).textContent).toBe('石泠镇中心卫生院')
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('机构和单位，本页 1 家')
    expect(screen.getByText('1,060')).toBeTruthy()
    expect(await faultsOf(container)).toEqual([])
    await fireEvent.click(screen.getByRole('button', { name: '下一页' }))
    await screen.findByText('禾塘镇卫生院')
    expect(router.currentRoute.value.query).toEqual({ cursor: 'c2' })

    await fireEvent.update(screen.getByLabelText('类型'), 'general-hospital')
    await waitFor(() => expect(router.currentRoute.value.query).toEqual({ type: 'general-hospital' }))
    await waitFor(() => expect(seen[seen.length - 1]!.query.get('type')).toBe('general-hospital'))
    expect(seen[seen.length - 1]!.query.get('cursor')).toBeNull()
    await fireEvent.click(screen.getByRole('button', { name: '清除条件' }))
    await waitFor(() => expect(router.currentRoute.value.query).toEqual({}))
  })

  it('says what would stand here, and what went wrong', async () => {
    serve({
      'GET /api/session': { body: session() },
      'GET /api/units': [{ body: { items: [] } }, problem(500, 'SH-1011', { trace: '9f31' }), { body: { items: [unit('1', '石泠镇中心卫生院')] } }],
    })
    const { container } = await open('/units')
    expect(await screen.findByText('没有符合条件的单位')).toBeTruthy()
    expect(await faultsOf(container)).toEqual([])

    await fireEvent.update(screen.getByLabelText('级别'), 'city')
    expect((await screen.findByRole('alert')).textContent).toContain('9f31')
    await fireEvent.click(screen.getByRole('button', { name: '现在重试' }))

    expect(await screen.findByText('石泠镇中心卫生院')).toBeTruthy()
  })

  it('an answer that was overtaken is dropped', async () => {
    const gate: { open?: () => void } = {}
    serve({
      'GET /api/session': { body: session() },
      'GET /api/units': async ({ query }) => {
        if (query.get('level') === 'institution') await new Promise<void>((resolve) => (gate.open = resolve))
        return { body: { items: [unit('1', query.get('level') === 'city' ? '岚川市卫生健康委员会' : '石泠镇中心卫生院')] } }
      },
    })
    await open('/units')
    await fireEvent.update(screen.getByLabelText('级别'), 'city')
    await screen.findByText('岚川市卫生健康委员会')
    gate.open?.()
    await new Promise((resolve) => setTimeout(resolve, 20))

    expect(screen.queryByText('石泠镇中心卫生院')).toBeNull()
  })
})

describe('the frame', () => {
  it('a change of post is sent along with everything after it', async () => {
    const seen = serve({
      'GET /api/session': { body: session() },
      'PUT /api/session/post': { body: session({ currentPost: 'p2' }) },
      'GET /api/units': { body: { items: [] } },
    })
    await open('/units')
    await fireEvent.click(await screen.findByRole('button', { name: /何文清/ }))
    await fireEvent.click(screen.getByRole('menuitem', { name: /联络员/ }))

    await waitFor(() => expect(seen[seen.length - 1]!.headers['Sanhao-Post']).toBe('p2'))
    expect(seen[seen.length - 1]!.path).toBe('/api/units')
  })

  it('a session that expires leads to the door and back to where one was', async () => {
    serve({ 'GET /api/session': { body: session() }, 'GET /api/units': { body: { items: [] } } })
    const { router } = await open('/units?level=city')
    await screen.findByText('没有符合条件的单位')
    expect(router.currentRoute.value.fullPath).toBe('/units?level=city')
    expect(screen.getByText('演示时钟 2026年9月10日 星期四')).toBeTruthy()
    expect(screen.getAllByRole('navigation', { name: '主菜单' })[0]!.textContent).toContain('机构')
  })
})

describe('pages that cannot be shown', () => {
  beforeEach(() => fault.clear())
  afterEach(() => fault.clear())

  it('an unknown address and a page of another post say so, with a way out', async () => {
    serve({ 'GET /api/session': { body: session({ abilities: [] }) } })

    const { container, router } = await open('/nowhere')
    expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('没有找到这个页面')
    expect(await faultsOf(container)).toEqual([])
    await router.push('/units')

    expect(await screen.findByText('当前身份不能看这一页')).toBeTruthy()
  })

  it('a server that breaks names the number under which its log knows it', async () => {
    serve({ 'GET /api/session': problem(500, 'SH-1011', { title: '系统出错，没有保存', trace: '9f31c6' }) })

    await open('/units')

    expect((await screen.findByRole('alert')).textContent).toContain('9f31c6')
  })
})
