import { cleanup } from '@testing-library/vue'
import { afterEach, beforeEach, vi } from 'vitest'

// jsdom draws nothing: axe asks for a canvas, pages for scrolling.
if (typeof HTMLCanvasElement !== 'undefined') HTMLCanvasElement.prototype.getContext = (() => null) as typeof HTMLCanvasElement.prototype.getContext
if (typeof Element !== 'undefined') Element.prototype.scrollTo ??= () => undefined

beforeEach(() => {
  if (typeof localStorage !== 'undefined') localStorage.clear()
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})
