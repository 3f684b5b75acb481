import { fireEvent, screen, waitFor, within } from '@testing-library/vue'
import { afterEach, describe, expect, it } from 'vitest'
import { problem, serve, session } from '@/test/contract'
import { faultsOf, open } from '@/test/page'

const signedOut = problem(401, 'SH-1002')
afterEach(() => sessionStorage.clear())

describe('the customer’s provider', () => {
  it('has a button only where there is one', async () => {
    serve({ 'GET /api/session': signedOut, 'GET /api/session/oidc': { body: { title: '省统一门户' } } })
    const { container } = await open('/sign-in')
    expect(await screen.findByRole('button', { name: '用省统一门户登录' })).toBeTruthy()
    expect(await faultsOf(container)).toEqual([])
  })

  it('brings back a code that signs in, asks for the own second factor where it is due, and goes where one wanted', async () => {
    sessionStorage.setItem('sanhao.provider', JSON.stringify({ bind: false, to: '/units' }))
    const seen = serve({
      'GET /api/session': signedOut,
      'POST /api/session/oidc': problem(401, 'SH-2016'),
      'POST /api/session/oidc/code': [problem(401, 'SH-2017', { title: '动态验证码不对或已过期' }), { body: session() }],
      'GET /api/units': { body: { items: [] } },
    })
    const { container, router } = await open('/sign-in/back?code=abc&state=xyz')
    const code = await screen.findByLabelText('动态验证码')
    expect(await faultsOf(container)).toEqual([])
    await fireEvent.update(code, '000000')
    await fireEvent.submit(container.querySelector('form')!)
    expect(await screen.findByText('动态验证码不对或已过期')).toBeTruthy()
    await fireEvent.update(code, '123456')
    await fireEvent.submit(container.querySelector('form')!)
    await waitFor(() => expect(router.currentRoute.value.path).toBe('/units'))
    expect(seen.find((each) => each.path === '/api/session/oidc' && each.method === 'POST')?.body).toEqual({ code: 'abc', state: 'xyz' })
  })

  it('says what to do when nobody here is bound to it, and when somebody turned back', async () => {
    serve({ 'GET /api/session': signedOut, 'POST /api/session/oidc': problem(401, 'SH-2044', { title: '省统一门户里的这个身份还没有绑定三好的账号' }) })
    await open('/sign-in/back?code=abc&state=xyz')
    expect(await screen.findByText('省统一门户里的这个身份还没有绑定三好的账号')).toBeTruthy()
    expect(screen.getByRole('link', { name: '回到登录页' })).toBeTruthy()
  })

  it('is bound and unbound on the own account, where the own second factor is switched off, too', async () => {
    const seen = serve({
      'GET /api/session': { body: session({ secondFactor: true }) },
      'GET /api/session/oidc': [{ body: { title: '省统一门户', boundAt: '2026-09-01T02:00:00Z' } }, { body: { title: '省统一门户' } }],
      'POST /api/session/oidc/unbind': { status: 204 },
      'POST /api/session/second-factor/drop': [problem(409, 'SH-2047', { title: '当前岗位要求动态验证码，不能停用' }), { status: 204 }],
    })
    const { container } = await open('/account')
    await fireEvent.click(await screen.findByRole('button', { name: '解除绑定' }))
    await fireEvent.click(screen.getAllByRole('button', { name: '解除绑定' }).pop()!)
    expect(await screen.findByRole('button', { name: '绑定…' })).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: '停用…' }))
    const dialog = within(screen.getByRole('dialog'))
    await fireEvent.update(dialog.getByLabelText('口令'), 'a')
    await fireEvent.update(dialog.getByLabelText('动态验证码'), '123456')
    await fireEvent.submit(screen.getByRole('dialog').querySelector('form')!)
    expect(await screen.findByText('当前岗位要求动态验证码，不能停用')).toBeTruthy()
    expect(await faultsOf(container)).toEqual([])
    await fireEvent.submit(screen.getByRole('dialog').querySelector('form')!)
    await waitFor(() => expect(screen.getByRole('button', { name: '启用…' })).toBeTruthy())
    expect(seen.filter((each) => each.path.endsWith('/drop'))[1]!.body).toEqual({ password: 'a', code: '123456' })
  })
})
