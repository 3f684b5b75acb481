export const BUDGET: number
export function faultsOfScript(text: string): string[]
export function faultsOfStyle(text: string): string[]
export function firstScripts(html: string): string[]
