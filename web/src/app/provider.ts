/** Where somebody wanted to go before the provider's page, and what for; it lives as long as the tab. */
const KEY = 'sanhao.provider'

export interface Errand { bind: boolean; to: string }

export function setOut(errand: Errand, address: string): void {
  sessionStorage.setItem(KEY, JSON.stringify(errand))
  window.location.assign(address)
}

/** The errand, once; without one somebody came by themselves and wants to sign in. */
export function errand(): Errand {
  const kept = sessionStorage.getItem(KEY)
  sessionStorage.removeItem(KEY)
  return kept ? (JSON.parse(kept) as Errand) : { bind: false, to: '/' }
}
