// The bundle must run in Chromium 87 and arrive quickly: parse every script as ES2021 (Chromium 85 and later), look for newer CSS, weigh it.
import { parse } from 'acorn'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const BUDGET = 180 * 1024
const NEWER_CSS = [/:has\(/, /:is\(/, /:where\(/, /\bsubgrid\b/, /color-mix\(/, /@layer\b/, /@container\b/, /aspect-ratio:/, /accent-color:/, /\d(?:d|s|l)vh\b/, /inset-inline/, /\{[^{}]*&[\s.:]/]

const dist = new URL('../dist/', import.meta.url).pathname
const faults = []
for (const name of readdirSync(join(dist, 'assets'))) {
  const text = readFileSync(join(dist, 'assets', name), 'utf8')
  if (name.endsWith('.js')) {
    try {
      parse(text, { ecmaVersion: 2021, sourceType: 'module' })
    } catch (error) {
      faults.push(`${name}: ${error.message}`)
    }
  }
  if (name.endsWith('.css')) for (const rule of NEWER_CSS) if (rule.test(text)) faults.push(`${name}: ${rule}`)
}
const html = readFileSync(join(dist, 'index.html'), 'utf8')
const first = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map((match) => match[1])
const weight = first.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0)
if (weight > BUDGET) faults.push(`first script weighs ${weight} bytes gzip, budget ${BUDGET}`)
if (faults.length) {
  console.error(faults.join('\n'))
  process.exit(1)
}
console.log(`bundle ok: first script ${(weight / 1024).toFixed(0)} kB gzip`)
