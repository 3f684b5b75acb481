import type { components, paths } from '@/generated/api'
import * as http from './http'

/** A record of the contract: `Schema<'ReviewCaseView'>`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name]

type Method = 'get' | 'post' | 'put' | 'delete'
/** The paths of the contract that answer the method. */
type PathOf<M extends Method> = { [P in keyof paths]: paths[P][M] extends { responses: unknown } ? P : never }[keyof paths]
type Operation<P extends keyof paths, M extends Method> = NonNullable<paths[P][M]>

type Part<O, Place extends string> = O extends { parameters: Partial<Record<Place, infer Found>> } ? NonNullable<Found> : never
type PathPart<O> = [Part<O, 'path'>] extends [never] ? { path?: never } : { path: Part<O, 'path'> }
/** Empty values are not sent, so that a filter at rest needs no case of its own. */
type QueryPart<O> = [Part<O, 'query'>] extends [never]
  ? { query?: never }
  : { query?: { [Name in keyof Part<O, 'query'>]: Part<O, 'query'>[Name] | '' | null } }
type VersionPart<O> = [Part<O, 'header'>] extends [never] ? { version?: never } : Part<O, 'header'> extends { 'If-Match': string } ? { version: number } : { version?: never }
type Sent<B> = B extends { content: { 'application/json': infer Body } } ? Body : B extends { content: { 'multipart/form-data': unknown } } ? FormData : never
type BodyPart<O> = O extends { requestBody: infer B } ? { body: Sent<B> } : O extends { requestBody?: infer B } ? { body?: Sent<NonNullable<B>> } : { body?: never }
type Wish<O> = PathPart<O> & QueryPart<O> & VersionPart<O> & BodyPart<O> & Pick<http.Wish, 'signal' | 'key'>
type Wished<O> = object extends Wish<O> ? [wish?: Wish<O>] : [wish: Wish<O>]

type Said<A> = A extends { content: { 'application/json': infer Body } } ? Body : undefined
type Success<R> = R extends { 200: infer A } ? A : R extends { '2XX': infer A } ? A : R extends { 201: infer A } ? A : R extends { 202: infer A } ? A : never
/** What the server answers to an operation; nothing for 204. */
type Reply<O> = O extends { responses: infer R } ? ([Success<R>] extends [never] ? undefined : Said<Success<R>>) : never
/** The answer of `GET` at a path of the contract, for pages that name it. */
export type ReplyTo<P extends PathOf<'get'>> = Reply<Operation<P, 'get'>>

type AnyWish = http.Wish & { path?: Record<string, string | number> }

const filled = (path: string, values: Record<string, string | number> = {}): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])))

function ask<P extends keyof paths, M extends Method>(method: M, path: P, wish: AnyWish = {}): Promise<http.Answer<Reply<Operation<P, M>>>> {
  const { path: values, ...rest } = wish
  return http.send(method.toUpperCase(), filled(path, values), rest)
}

/** Asks; the path is written as the contract writes it: `get('/api/cases/{id}', { path: { id } })`. */
export const get = async <P extends PathOf<'get'>>(path: P, ...[wish]: Wished<Operation<P, 'get'>>) => (await ask<P, 'get'>('get', path, wish as AnyWish)).value

/** Does; bears its `Idempotency-Key` by itself. */
export const post = async <P extends PathOf<'post'>>(path: P, ...[wish]: Wished<Operation<P, 'post'>>) => (await ask<P, 'post'>('post', path, wish as AnyWish)).value

/** Writes a version over the one seen; the answer bears the new one. */
export const put = <P extends PathOf<'put'>>(path: P, ...[wish]: Wished<Operation<P, 'put'>>) => ask<P, 'put'>('put', path, wish as AnyWish)

export const remove = async <P extends PathOf<'delete'>>(path: P, ...[wish]: Wished<Operation<P, 'delete'>>) => (await ask<P, 'delete'>('delete', path, wish as AnyWish)).value

/** The address of a path of the contract: of a file to download, of a draft that saves itself. */
export function addressOf<P extends keyof paths>(path: P, ...[wish]: Placed<P>): string {
  const { path: values, query } = (wish ?? {}) as AnyWish
  return http.address(filled(path, values), query)
}
type PathValues<P extends keyof paths> = Part<Operation<P, 'get'>, 'path'> | Part<Operation<P, 'put'>, 'path'> | Part<Operation<P, 'post'>, 'path'>
type Placed<P extends keyof paths> = [PathValues<P>] extends [never]
  ? [wish?: QueryPart<Operation<P, 'get'>>]
  : [wish: { path: PathValues<P> } & QueryPart<Operation<P, 'get'>>]
