// The bundle must run in Chromium 87 and arrive quickly. Run after the build; with a folder, checks that build instead
// (the gallery's holds every part, used or not).
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { BUDGET, faultsOfScript, faultsOfStyle, firstScripts } from './bundle-rules.mjs'

const gallery = process.argv[2]
const dist = gallery ?? new URL('../dist/', import.meta.url).pathname
const assets = join(dist, 'assets')
const faults = readdirSync(assets).flatMap((name) => {
  const text = readFileSync(join(assets, name), 'utf8')
  const found = name.endsWith('.js') ? faultsOfScript(text) : name.endsWith('.css') ? faultsOfStyle(text) : []
  if (!gallery && /^Parts/.test(name)) found.push('the gallery of parts is for development only')
  return found.map((fault) => `${name}: ${fault}`)
})
const first = firstScripts(readFileSync(join(dist, 'index.html'), 'utf8'))
const weight = first.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0)
if (first.length === 0) faults.push('index.html names no script')
if (weight > BUDGET) faults.push(`first scripts weigh ${weight} bytes gzip, budget ${BUDGET}`)
if (faults.length) {
  console.error(faults.join('\n'))
  process.exit(1)
}
console.log(`bundle ok: first scripts ${(weight / 1024).toFixed(0)} kB gzip of ${BUDGET / 1024}`)
