import { onScopeDispose, readonly, ref } from 'vue'

/** One key, what it does in words, and the deed. `ctrl` asks for Ctrl (or ⌘) as well. */
export interface KeyDeed {
  key: string
  words: string
  deed: () => void
  ctrl?: boolean
}

const OFF = 'sanhao.keys.off'
const off = ref(localStorage.getItem(OFF) === '1')
const layers: (() => KeyDeed[])[] = []

/** Single letters can be switched off (WCAG 2.1.4); the choice stays on this machine. */
export const keysOff = readonly(off)
export function switchKeys(on: boolean): void {
  off.value = !on
  if (on) localStorage.removeItem(OFF)
  else localStorage.setItem(OFF, '1')
}

/** Everything the keyboard does on this page now, the innermost first. */
export const keysNow = (): KeyDeed[] => [...layers].reverse().flatMap((layer) => layer())

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

function pressed(event: KeyboardEvent): void {
  if (event.isComposing || event.altKey || event.defaultPrevented) return
  const ctrl = event.ctrlKey || event.metaKey
  if (!ctrl && (off.value || typing(event.target) || document.querySelector('[aria-modal="true"]'))) return
  const found = keysNow().find((each) => each.key.toLowerCase() === event.key.toLowerCase() && Boolean(each.ctrl) === ctrl)
  if (!found) return
  event.preventDefault()
  found.deed()
}

/** Gives the page its keys for as long as the calling component lives. */
export function useKeys(deeds: () => KeyDeed[]): void {
  if (layers.length === 0) document.addEventListener('keydown', pressed)
  layers.push(deeds)
  onScopeDispose(() => {
    layers.splice(layers.indexOf(deeds), 1)
    if (layers.length === 0) document.removeEventListener('keydown', pressed)
  })
}
