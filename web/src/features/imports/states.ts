import type { ImportRun } from './api'

/** The tint of a state; the word stands beside it always. */
export function toneOf(state: ImportRun['state']): 'quiet' | 'info' | 'warn' | 'danger' | 'ok' {
  if (state === 'loaded') return 'ok'
  if (state === 'ready') return 'info'
  if (state === 'faulty' || state === 'refused' || state === 'interrupted') return 'danger'
  return state === 'cancelled' ? 'quiet' : 'warn'
}
