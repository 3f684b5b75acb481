import { inject, provide, ref, type InjectionKey } from 'vue'
import type { Unread } from '@/features/notify/composables/useUnread'

const KEY: InjectionKey<Unread> = Symbol('unread')

/** The shell asks; the page of messages looks at the same figures. */
export const shareUnread = (unread: Unread): void => provide(KEY, unread)
export const unreadMessages = (): Unread => inject(KEY, () => ({ here: ref(undefined), elsewhere: ref(0), refresh: () => Promise.resolve() }), true)
