// @vitest-environment node
import { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'
import { faultsOfScript, faultsOfStyle, firstScripts } from '../../scripts/bundle-rules.mjs'

/** Rules of the house, each shown a bad example it must catch. */
describe('lint', () => {
  const eslint = new ESLint()
  const rulesBroken = async (text: string, filePath: string) =>
    (await eslint.lintText(text, { filePath })).flatMap((result) => result.messages.map((message) => message.ruleId))

  it.each([
    ['a feature imports another', "import { listUnits } from '@/features/institution/api'\nexport const a = listUnits\n", 'src/features/campaign/canary.ts', 'no-restricted-imports'],
    ['a feature climbs into another', "import { listUnits } from '../../institution/api'\nexport const a = listUnits\n", 'src/features/campaign/pages/canary.ts', 'no-restricted-imports'],
    ['a feature imports the app', "import { menu } from '@/app/menu'\nexport const a = menu\n", 'src/features/campaign/canary.ts', 'no-restricted-imports'],
    ['shared imports a feature', "import { listUnits } from '@/features/institution/api'\nexport const a = listUnits\n", 'src/shared/lib/canary.ts', 'no-restricted-imports'],
    ['all of Element Plus', "import { ElButton } from 'element-plus'\nexport const a = ElButton\n", 'src/features/campaign/canary.ts', 'no-restricted-imports'],
    ['an address put together', 'export const a = (id: string) => `/api/units/${id}`\n', 'src/features/campaign/canary.ts', 'no-restricted-syntax'],
    ['an address written by hand', "export const a = fetch('/api/units')\n", 'src/features/campaign/canary.ts', 'no-restricted-syntax'],
    ['an address in a template', '<script setup lang="ts">\ndefineProps<{ id: string }>()\n</script>\n<template><a :href="`/api/units/${id}`" /></template>\n', 'src/features/evidence/pages/CanaryPage.vue', 'vue/no-restricted-syntax'],
    ['an untyped request', "import { get } from '@/shared/lib/http'\nexport const a = get\n", 'src/features/dashboard/canary.ts', 'no-restricted-imports'],
    ['a type that says nothing', 'export const a: any = 1\n', 'src/shared/lib/canary.ts', '@typescript-eslint/no-explicit-any'],
    ['a barrel', "export * from './format'\n", 'src/shared/lib/canary.ts', 'no-restricted-syntax'],
    ['a re-export', "export { day } from './format'\n", 'src/shared/lib/canary.ts', 'no-restricted-syntax'],
    ['a long file', 'export const a = 1\n'.repeat(251).replace(/a =/g, 'a ='), 'src/shared/lib/canary.ts', 'max-lines'],
    ['a bare word in a template', '<template><p>Save</p></template>\n', 'src/shared/ui/Canary.vue', 'vue/no-bare-strings-in-template'],
    ['raw html', '<script setup lang="ts">\nconst a = "x"\n</script>\n<template><p v-html="a" /></template>\n', 'src/shared/ui/Canary.vue', 'vue/no-v-html'],
  ])('catches %s', async (_, text, path, rule) => {
    expect(await rulesBroken(text, path)).toContain(rule)
  }, 20_000)

  it('lets a request name its path as the contract does', async () => {
    const text = "import { get } from '@/shared/lib/api'\nexport const a = get('/api/packs')\n"
    expect(await rulesBroken(text, 'src/features/campaign/canary.ts')).toEqual([])
  }, 20_000)

  it('lets a feature import itself and shared', async () => {
    const text = "import { day } from '@/shared/lib/format'\nimport { listCampaigns } from '@/features/campaign/api'\nexport const a = [day, listCampaigns]\n"
    expect(await rulesBroken(text, 'src/features/campaign/canary.ts')).toEqual([])
  }, 20_000)
})

describe('the check of the bundle', () => {
  it.each(['class A { static { f() } }', 'await f()', 'a.b = c.findLast(d)', 'structuredClone(a)', 'crypto.randomUUID()', 'a.at(-1)', 'class A { #b; c() { return #b in this } }'])('catches script: %s', (text) => {
    expect(faultsOfScript(text)).not.toEqual([])
  })

  it.each(['a:has(b){}', 'a:is(b,c){}', 'a{height:100dvh}', 'a{color:color-mix(in srgb,red,blue)}', 'a{& .b{color:red}}', '@layer a{}', 'a{aspect-ratio:1}', 'a{inset-inline:0}', 'a{background:url(//cdn.example/x.png)}'])('catches style: %s', (text) => {
    expect(faultsOfStyle(text)).not.toEqual([])
  })

  it('lets through what Chromium 87 knows', () => {
    expect(faultsOfScript('a ??= b?.c; const d = 1_000; async function f() { for await (const x of y) g(x) }')).toEqual([])
    expect(faultsOfStyle('a{display:grid;gap:4px}a:focus-visible{width:clamp(1px,2vw,3px)}@media (max-width:640px){a{b:c}}')).toEqual([])
  })

  it('weighs everything a page loads first', () => {
    const html = '<script type="module" src="/assets/index-1.js"></script><link rel="modulepreload" href="/assets/vue-2.js"><link rel="stylesheet" href="/assets/index.css">'
    expect(firstScripts(html)).toEqual(['assets/index-1.js', 'assets/vue-2.js'])
  })
})
