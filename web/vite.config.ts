import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

const SERVER = process.env.SANHAO_SERVER ?? 'http://localhost:8080'

// The oldest browsers we build for: Chromium 87 and the ones inside WeChat.
export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: { target: 'chrome87', cssTarget: 'chrome87', outDir: 'dist', sourcemap: false, chunkSizeWarningLimit: 700 },
  server: { proxy: { '/api': SERVER, '^/p/': SERVER } },
  // Slow machines build too; a test that hangs is stopped all the same.
  test: { testTimeout: 30_000, environment: 'jsdom', globals: true, setupFiles: ['src/test-setup.ts'], server: { deps: { inline: ['element-plus'] } } },
})
