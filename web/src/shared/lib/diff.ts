/** A run of text, and whether the other version has it too. */
export interface Piece {
  text: string
  differs: boolean
}

/** Words: a Han character each, a Latin word or a number whole, everything else by character. */
const words = (text: string): string[] => text.match(/[A-Za-z]+|\d+(?:[.,]\d+)*|[\s\S]/gu) ?? []

/** Above this many comparisons the middle is marked as a whole; a page of text stays far below it. */
const LIMIT = 4_000_000

function common(a: string[], b: string[]): [boolean[], boolean[]] {
  const inA = a.map(() => false)
  const inB = b.map(() => false)
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) inA[head] = inB[head++] = true
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) {
    inA[a.length - 1 - tail] = inB[b.length - 1 - tail] = true
    tail++
  }
  const m = a.length - head - tail
  const n = b.length - head - tail
  if (m * n > LIMIT) return [inA, inB]
  const longest = Array.from({ length: m + 1 }, () => new Uint32Array(n + 1))
  for (let i = m - 1; i >= 0; i--) {
    for (let j = n - 1; j >= 0; j--) {
      longest[i]![j] = a[head + i] === b[head + j] ? longest[i + 1]![j + 1]! + 1 : Math.max(longest[i + 1]![j]!, longest[i]![j + 1]!)
    }
  }
  for (let i = 0, j = 0; i < m && j < n; ) {
    if (a[head + i] === b[head + j]) inA[head + i++] = inB[head + j++] = true
    else if (longest[i + 1]![j]! >= longest[i]![j + 1]!) i++
    else j++
  }
  return [inA, inB]
}

function pieces(all: string[], same: boolean[]): Piece[] {
  const runs: Piece[] = []
  all.forEach((word, at) => {
    const last = runs[runs.length - 1]
    if (last && last.differs === !same[at]) last.text += word
    else runs.push({ text: word, differs: !same[at] })
  })
  return runs
}

/** Two versions of a text with the differing words marked on each side. */
export function compare(left: string, right: string): { left: Piece[]; right: Piece[] } {
  const a = words(left)
  const b = words(right)
  const [inA, inB] = common(a, b)
  return { left: pieces(a, inA), right: pieces(b, inB) }
}
