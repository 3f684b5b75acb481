// Holds every package the front end ships or is built with against the licences we accept, and writes the list of those
// that reach the browser to target/THIRD-PARTY.txt. `node scripts/licences.mjs`; exits with 1 when one is not accepted.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path/posix'
import { fileURLToPath } from 'node:url'

/** What may reach a hospital's browser. */
const SHIPPED = new Set(['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'])
/** What may help to build it and stays with us. */
const TOOLS = new Set([...SHIPPED, 'BlueOak-1.0.0', 'CC0-1.0', 'CC-BY-4.0', 'MIT-0', 'MPL-2.0', 'Python-2.0', 'Unlicense'])

/**
 * Whether an SPDX expression is accepted: of alternatives one, of several at once all.
 * @param {string} expression such as `MIT` or `(MIT OR CC0-1.0)`
 * @param {Set<string>} accepted
 */
export function accepts(expression, accepted) {
  const tokens = expression.match(/[()]|[^\s()]+/g) ?? []
  let at = 0
  const either = () => {
    let met = both()
    while (tokens[at] === 'OR') {
      at++
      met = both() || met
    }
    return met
  }
  const both = () => {
    let met = one()
    while (tokens[at] === 'AND') {
      at++
      met = one() && met
    }
    return met
  }
  const one = () => {
    const token = tokens[at++]
    if (token !== '(') return token !== undefined && accepted.has(token)
    const met = either()
    return tokens[at++] === ')' && met
  }
  return either() && at === tokens.length
}

/**
 * The paths of what the front end depends on when it runs, followed from package to package as node would find them.
 * @param {{packages: Record<string, {dependencies?: object, optionalDependencies?: object}>}} lock
 */
export function reached(lock) {
  const found = new Set()
  const follow = (from, dependencies) => {
    for (const name of Object.keys(dependencies ?? {})) {
      let folder = from
      let path = join(folder, 'node_modules', name)
      while (!(path in lock.packages) && folder !== '') {
        folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))
        path = join(folder, 'node_modules', name)
      }
      if (path in lock.packages && !found.has(path)) {
        found.add(path)
        const { dependencies: needs, optionalDependencies: may } = lock.packages[path]
        follow(path, { ...needs, ...may })
      }
    }
  }
  follow('', lock.packages[''].dependencies)
  return found
}

/**
 * The packages of a lock file with the licence each declares; what the lock does not know is read from the package.
 * @param {{packages: Record<string, {version?: string, license?: string, link?: boolean}>}} lock
 * @param {(path: string) => string | undefined} installed licence of an installed package
 */
export function packages(lock, installed) {
  const shipped = reached(lock)
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && !entry.link)
    .map(([path, entry]) => ({
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version: entry.version ?? '?',
      licence: entry.license ?? installed(path) ?? 'none',
      shipped: shipped.has(path),
    }))
}

/** @param {ReturnType<typeof packages>} all */
export function refused(all) {
  return all.filter(({ licence, shipped }) => !accepts(licence, shipped ? SHIPPED : TOOLS))
}

function main() {
  const web = join(dirname(fileURLToPath(import.meta.url)), '..')
  const lock = JSON.parse(readFileSync(join(web, 'package-lock.json'), 'utf8'))
  const all = packages(lock, (path) => {
    const file = join(web, path, 'package.json')
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).license : undefined
  })
  const wrong = refused(all)
  for (const one of wrong) {
    console.error(`${one.name} ${one.version}: ${one.licence} is not accepted${one.shipped ? ' in what we ship' : ''}`)
  }
  const shipped = all.filter((one) => one.shipped)
  const list = shipped.map((one) => `(${one.licence}) ${one.name} ${one.version}`).sort()
  mkdirSync(join(web, 'target'), { recursive: true })
  writeFileSync(join(web, 'target', 'THIRD-PARTY.txt'), `${[...new Set(list)].join('\n')}\n`)
  console.log(`licences: ${all.length} packages, ${shipped.length} shipped, ${wrong.length} not accepted`)
  process.exitCode = wrong.length > 0 ? 1 : 0
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main()
