import { readonly, shallowRef } from 'vue'

/** What was just done, and the way to take it back. */
export interface Said {
  text: string
  undo?: () => void | Promise<void>
}

const LASTS_MS = 10_000
const said = shallowRef<Said | null>(null)
let timer: ReturnType<typeof setTimeout> | undefined

/** Says what was done in the one status line of the page; it stays ten seconds or until the next word. */
export function say(text: string, undo?: Said['undo']): void {
  clearTimeout(timer)
  said.value = undo ? { text, undo } : { text }
  timer = setTimeout(() => (said.value = null), LASTS_MS)
}

export function hush(): void {
  clearTimeout(timer)
  said.value = null
}

/** What the line says now. */
export const statusLine = readonly(said)
