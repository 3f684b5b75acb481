import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { actAs, get, post, put, remove } from '@/shared/lib/http'
import { outboxOf } from '@/shared/lib/outbox'
import { RequestFailed } from '@/shared/lib/problem'

/** A post the person may act in. */
export interface SessionPost {
  id: string
  title: string
  unitId: string
  unitName: string
  level: string
  kind: string
}

/** Who is signed in, and as what. */
export interface Session {
  account: string
  person: { name: string }
  posts: SessionPost[]
  currentPost: string
  /** The level in which the current post works. */
  level: string
  abilities: string[]
  mustChangePassword: boolean
  demo: boolean
  clock: { today: string; demo: boolean }
}

/** The session, and nothing else: everything the server knows is asked where it is shown. */
export const useSession = defineStore('session', () => {
  const session = ref<Session | null>(null)
  const asked = ref(false)
  const acting = computed(() => session.value?.posts.find((each) => each.id === session.value?.currentPost) ?? null)
  const can = (ability: string) => session.value?.abilities.includes(ability) ?? false

  function take(next: Session | null): void {
    session.value = next
    actAs(next?.currentPost ?? null)
    outboxOf(next && !next.mustChangePassword ? next.account : null, next?.currentPost ?? null)
  }

  /** Asks the server once who we are. */
  async function load(): Promise<Session | null> {
    if (asked.value) return session.value
    try {
      take(await get<Session>('/api/session'))
    } catch (error) {
      if (!(error instanceof RequestFailed) || error.problem.status !== 401) throw error
      take(null)
    }
    asked.value = true
    return session.value
  }

  async function signIn(account: string, password: string, otp: string | undefined): Promise<void> {
    take(await post<Session>('/api/session', { body: { account, password, otp } }))
    asked.value = true
  }

  async function switchPost(postId: string): Promise<void> {
    take((await put<Session>('/api/session/post', { body: { postId } })).value)
  }

  async function signOut(): Promise<void> {
    await remove('/api/session')
    take(null)
  }

  async function changePassword(old: string, fresh: string): Promise<void> {
    await post('/api/session/password', { body: { old, fresh } })
    if (session.value) take({ ...session.value, mustChangePassword: false })
  }

  const drop = () => take(null)
  return { session, acting, can, load, signIn, switchPost, signOut, changePassword, drop }
})
