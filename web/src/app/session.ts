import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { get, post, put, remove, type Schema } from '@/shared/lib/api'
import { actAs } from '@/shared/lib/http'
import { outboxOf } from '@/shared/lib/outbox'
import { RequestFailed } from '@/shared/lib/problem'

/** A post the person may act in. */
export type SessionPost = Schema<'AccessPostView'>
/** Who is signed in, and as what. */
export type Session = Schema<'AccessSessionView'>

/** The session, and nothing else: everything the server knows is asked where it is shown. */
export const useSession = defineStore('session', () => {
  const session = ref<Session | null>(null)
  const asked = ref(false)
  const acting = computed(() => session.value?.posts.find((each) => each.id === session.value?.currentPost) ?? null)
  const can = (ability: string) => session.value?.abilities.some((each) => each === ability) ?? false

  function take(next: Session | null): void {
    session.value = next
    actAs(next?.currentPost ?? null)
    outboxOf(next && !next.mustChangePassword ? next.account : null, next?.currentPost ?? null)
  }

  /** Asks the server once who we are. */
  async function load(): Promise<Session | null> {
    if (asked.value) return session.value
    try {
      take(await get('/api/session'))
    } catch (error) {
      if (!(error instanceof RequestFailed) || error.problem.status !== 401) throw error
      take(null)
    }
    asked.value = true
    return session.value
  }

  async function signIn(account: string, password: string, otp: string | undefined): Promise<void> {
    take(await post('/api/session', { body: { account, password, otp } }))
    asked.value = true
  }

  /** With what the customer's provider handed over. */
  async function comeBack(code: string, state: string): Promise<void> {
    take(await post('/api/session/oidc', { body: { code, state } }))
    asked.value = true
  }

  /** With the own second factor, after the provider's word. */
  async function comeBackWith(otp: string): Promise<void> {
    take(await post('/api/session/oidc/code', { body: { otp } }))
    asked.value = true
  }

  async function switchPost(postId: string): Promise<void> {
    take((await put('/api/session/post', { body: { postId } })).value)
  }

  async function signOut(): Promise<void> {
    await remove('/api/session')
    take(null)
  }

  async function changePassword(old: string, fresh: string): Promise<void> {
    await post('/api/session/password', { body: { old, fresh } })
    if (session.value) take({ ...session.value, mustChangePassword: false })
  }

  /** The authenticator is enrolled from now on. */
  function enrolled(): void {
    if (session.value) take({ ...session.value, mustEnrolSecondFactor: false, secondFactor: true })
  }

  /** The own second factor is off. */
  function dropped(): void {
    if (session.value) take({ ...session.value, secondFactor: false })
  }

  /** What was done to the own account has been read. */
  function repairsRead(): void {
    if (session.value) take({ ...session.value, repairs: [] })
  }

  const drop = () => take(null)
  return { session, acting, can, load, signIn, comeBack, comeBackWith, switchPost, signOut, changePassword, enrolled, dropped, repairsRead, drop }
})
