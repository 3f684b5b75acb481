import { get, post, put, type Schema } from '@/shared/lib/api'

export type Message = Schema<'NotifyMessageView'>
export type Reach = Schema<'NotifyReachView'>
export type TopicPace = Schema<'NotifyTopicBody'>
export type Channels = Schema<'NotifyChannelsView'>
export type Channel = Schema<'NotifyChannelView'>
export type ChannelWish = Schema<'NotifyChannelBody'>
export type Delivery = Schema<'NotifyDeliveryRow'>

export const listMessages = (unreadOnly: boolean, cursor: string | null, signal?: AbortSignal) => get('/api/messages', { query: { unreadOnly, cursor, limit: 50 }, signal })
export const loadUnread = (signal?: AbortSignal) => get('/api/messages/unread', { signal })
export const readMessage = (id: string) => post('/api/messages/{id}/read', { path: { id } })
export const readAll = (upTo: string) => post('/api/messages/read', { body: { upTo } })

export const loadReach = (signal?: AbortSignal) => get('/api/reach', { signal })
export const setReach = (version: number, topics: TopicPace[], quietFrom: string, quietUntil: string) => put('/api/reach', { version, body: { topics, quietFrom, quietUntil } })
export const proposeAddress = (address: string) => post('/api/reach/address', { body: { address } })
export const confirmAddress = (version: number, code: string) => put('/api/reach/address', { version, body: { code } })
export const forgetAddress = () => post('/api/reach/address/forget', {})

export const loadChannels = (signal?: AbortSignal) => get('/api/channels', { signal })
export const addChannel = (wish: ChannelWish) => post('/api/channels', { body: wish })
export const changeChannel = (channel: Channel, wish: ChannelWish) => put('/api/channels/{id}', { path: { id: channel.id }, version: channel.version, body: wish })
export const tryChannel = (id: string) => post('/api/channels/{id}/trial', { path: { id } })

export const loadGlance = (signal?: AbortSignal) => get('/api/deliveries/glance', { signal })
export const listGivenUp = (cursor: string | null, signal?: AbortSignal) => get('/api/deliveries', { query: { cursor, limit: 50 }, signal })
export const sendAgain = (id: string) => post('/api/deliveries/{id}/again', { path: { id } })
