import { onScopeDispose, readonly, ref, watch, type Ref } from 'vue'

/** True once `busy` has lasted `ms`: under 300 ms nothing is shown, over a second a bar with a count. */
export function useLasting(busy: () => boolean, ms: number): Readonly<Ref<boolean>> {
  const lasting = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(
    busy,
    (now) => {
      clearTimeout(timer)
      if (!now) lasting.value = false
      else timer = setTimeout(() => (lasting.value = true), ms)
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(timer))
  return readonly(lasting)
}
