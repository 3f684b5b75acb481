import { afterEach } from 'vitest'
import { cleanup } from '@testing-library/vue'

afterEach(() => cleanup())
