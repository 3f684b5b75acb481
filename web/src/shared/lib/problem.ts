/** What the server says when the answer is no (RFC 9457), ready to be shown. */
export interface Problem {
  title: string
  status: number
  code: string
  wayOut: string
  fields?: { field: string; message: string }[]
  reasons?: string[]
  basis?: string
  allowedFrom?: string
  trace?: string
  /** On 412: the version that stands now. */
  current?: unknown
}

/** A request that was refused or did not arrive. */
export class RequestFailed extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title)
  }

  get stale(): boolean {
    return this.problem.status === 412
  }

  get offline(): boolean {
    return this.problem.status === 0
  }
}
