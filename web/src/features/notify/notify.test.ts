import { fireEvent, screen, waitFor } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { problem, serve, session } from '@/test/contract'
import { faultsOf, open } from '@/test/page'

const message = (id: string, more: Record<string, unknown> = {}) => ({ id, topic: 'case', topicTitle: '申报与评审', aboutKind: 'case', aboutId: 'c1', title: '石泠镇中心卫生院申报基本标准，等你单位受理', day: '2026-09-10', at: '2026-09-10T02:00:00Z', asks: true, urgent: false, unread: true, ...more })
/** The form of the address, after the one that searches. */
const formOf = (container: Element) => container.querySelector<HTMLFormElement>('main form')!
const reach = (more: Record<string, unknown> = {}) => ({
  version: 1, sendsMail: true, refused: false, quietFrom: '18:00:00', quietUntil: '08:30:00',
  topics: [{ topic: 'sign-off', title: '等我签批', pace: 'daily' }, { topic: 'case', title: '申报与评审', pace: 'daily' }],
  paces: [{ pace: 'at-once', title: '工作时间即时发' }, { pace: 'daily', title: '每个工作日早上汇总' }, { pace: 'never', title: '不发邮件' }],
  ...more,
})

describe('messages', () => {
  it('lists what is said, marks what is opened as read, and passes axe', async () => {
    const seen = serve({
      'GET /api/session': { body: session({ abilities: ['READ_WORK'] }) },
      'GET /api/messages/unread': [{ body: { here: 1, elsewhere: 2 } }],
      'GET /api/messages': { body: { items: [message('m1'), message('m2', { title: '已看过的一件', unread: false })] } },
      'POST /api/messages/m1/read': { body: message('m1', { unread: false }) },
    })
    const { container, router } = await open('/messages')

    const link = await screen.findByRole('link', { name: '石泠镇中心卫生院申报基本标准，等你单位受理' })
    expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('1 条未读消息')
    expect(screen.getByText('你的另一个身份还有 2 条未读，在右上角换身份查看。')).toBeTruthy()
    expect(screen.getByRole('button', { name: /^消息\s*1$/ })).toBeTruthy()
    expect(await faultsOf(container)).toEqual([])
    await fireEvent.click(link)

    await waitFor(() => expect(router.currentRoute.value.path).toBe('/cases/c1'), { timeout: 5000 })
    expect(seen.filter((each) => each.method === 'POST').map((each) => each.path)).toEqual(['/api/messages/m1/read'])
  })

  it('teaches what will stand here', async () => {
    serve({ 'GET /api/session': { body: session() }, 'GET /api/messages': { body: { items: [] } } })
    await open('/messages')
    expect(await screen.findByText('还没有消息')).toBeTruthy()
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('没有未读消息')
    expect((screen.getByRole('button', { name: '全部标为已读' }) as HTMLButtonElement).disabled).toBe(true)
  })
})

describe('how one is reached', () => {
  it('proves an address by a code, and says how many tries are left', async () => {
    const waits = reach({ pending: 'a@example.gov.cn', pendingUntil: '2026-09-10T02:30:00Z' })
    const seen = serve({
      'GET /api/session': { body: session() },
      'GET /api/reach': { body: reach() },
      'POST /api/reach/address': [problem(400, 'SH-6101', { fields: [{ field: 'address', message: '例如 zhang@example.gov.cn' }] }), { body: waits }],
      'PUT /api/reach/address': [problem(409, 'SH-6103', { title: '验证码不对，还可以试 4 次', fields: [{ field: 'code', message: '不对，还可以试 4 次' }] }), { body: reach({ version: 3, address: 'a@example.gov.cn' }), headers: { ETag: '"3"' } }],
    })
    const { container } = await open('/messages/settings')
    await fireEvent.update(await screen.findByLabelText('邮箱'), 'a@example')
    await fireEvent.submit(formOf(container))
    expect(await screen.findByText('例如 zhang@example.gov.cn')).toBeTruthy()
    await fireEvent.update(screen.getByLabelText('邮箱'), 'a@example.gov.cn')
    await fireEvent.submit(formOf(container))

    const code = await screen.findByLabelText('邮件里的六位数字')
    expect(await faultsOf(container)).toEqual([])
    await fireEvent.update(code, '000000')
    await fireEvent.submit(formOf(container))
    expect(await screen.findByText('不对，还可以试 4 次')).toBeTruthy()
    await fireEvent.update(code, '123456')
    await fireEvent.submit(formOf(container))

    expect(await screen.findByText('a@example.gov.cn')).toBeTruthy()
    expect(seen.filter((each) => each.method === 'PUT').map((each) => each.body)).toEqual([{ code: '000000' }, { code: '123456' }])
  })

  it('saves topics and quiet hours over the version that was seen', async () => {
    const seen = serve({
      'GET /api/session': { body: session() },
      'GET /api/reach': { body: reach({ version: 4 }) },
      'PUT /api/reach': { body: reach({ version: 5 }), headers: { ETag: '"5"' } },
    })
    await open('/messages/settings')
    await fireEvent.update(await screen.findByLabelText('等我签批'), 'at-once')
    await fireEvent.update(screen.getByLabelText('到早上'), '09:00')
    await fireEvent.submit(screen.getByLabelText('到早上').closest('form')!)

    await waitFor(() => expect(seen.find((each) => each.method === 'PUT')?.body).toEqual({ topics: [{ topic: 'sign-off', pace: 'at-once' }, { topic: 'case', pace: 'daily' }], quietFrom: '18:00', quietUntil: '09:00' }))
    expect(seen.find((each) => each.method === 'PUT')?.headers['If-Match']).toBe('"4"')
  })

  it('shows the channels of the office and what went wrong there', async () => {
    serve({
      'GET /api/session': { body: session({ abilities: ['SET_CHANNEL', 'MANAGE_UNITS'] }) },
      'GET /api/reach': { body: reach({ sendsMail: false }) },
      'GET /api/channels': { body: { hosts: ['qyapi.weixin.qq.com'], shapes: [{ shape: 'wecom', title: '企业微信群机器人' }], paces: [{ pace: 'daily', title: '每个工作日早上一次' }], channels: [{ id: 'k', version: 1, name: '创建办群', shape: 'wecom', shapeTitle: '企业微信群机器人', host: 'qyapi.weixin.qq.com', pace: 'daily', paceTitle: '每个工作日早上一次', state: 'on', stateTitle: '启用', last: '2026-09-10T02:00:00Z', problem: '对方不收，代码 93000' }] } },
      'GET /api/deliveries/glance': { body: { waiting: 2, failing: 1, givenUp: 1 } },
      'GET /api/deliveries': { body: { items: [{ id: 'd', what: 'round', whatTitle: '消息通道：新事项', madeAt: '2026-09-08T02:00:00Z', attempts: 9, problem: '对方没有回应' }] } },
    })
    const { container } = await open('/messages/settings')
    expect(await screen.findByText(/对方不收，代码 93000/)).toBeTruthy()
    expect(await screen.findByText('对方没有回应')).toBeTruthy()
    expect(screen.getByText(/其中 1 件发送失败/)).toBeTruthy()
    expect(screen.queryByLabelText('邮箱')).toBeNull()
    expect(await faultsOf(container)).toEqual([])
  })
})
