import { parse } from 'acorn'

/** Bytes of gzip the first page may load as script. */
export const BUDGET = 180 * 1024

/** CSS that Chromium 87 drops or misreads. */
const NEWER_CSS = [
  /:has\(/, /:is\(/, /:where\(/, /\bsubgrid\b/, /color-mix\(/, /\boklch\(/, /@layer\b/, /@container\b/, /aspect-ratio\s*:/,
  /accent-color\s*:/, /\b\d+(?:d|s|l)vh\b/, /inset-(?:inline|block)/, /\{[^{}]*&[\w.:#\s>+~-]*\{/,
]

/** Calls that came after Chromium 87. `oldBrowsers.ts` supplies those on the list below. */
const NEWER_CALLS = [
  /\bObject\.hasOwn\(/, /\bstructuredClone\(/, /\.findLast(?:Index)?\(/, /\bArray\.fromAsync\(/, /\bcrypto\.randomUUID\(/,
  /\bAbortSignal\.(?:timeout|any)\(/, /\bPromise\.withResolvers\(/, /\bObject\.groupBy\(/, /\.at\(-\d/,
]
const SUPPLIED = new Set([String(NEWER_CALLS[0])])

/** What is wrong with a script for Chromium 87; it understands ES2021 whole. */
export function faultsOfScript(text) {
  const faults = []
  try {
    parse(text, { ecmaVersion: 2021, sourceType: 'module' })
  } catch (error) {
    faults.push(`syntax: ${error.message}`)
  }
  for (const call of NEWER_CALLS) if (!SUPPLIED.has(String(call)) && call.test(text)) faults.push(`call: ${call}`)
  return faults
}

/** What is wrong with a style sheet for Chromium 87, and for people who must not call home. */
export function faultsOfStyle(text) {
  const faults = NEWER_CSS.filter((rule) => rule.test(text)).map((rule) => `css: ${rule}`)
  if (/url\(\s*['"]?(?:https?:)?\/\//.test(text)) faults.push('css: asks another site')
  return faults
}

/** The scripts a page loads before anything else: the entry and what it names as preloads. */
export const firstScripts = (html) => [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map((match) => match[1])
