import lingui from '@lingui/babel-plugin-lingui-macro'
import babel from '@rolldown/plugin-babel'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { appParts } from './scripts/app-parts.ts'

/**
 * Two builds of one source: `vite build --mode office` (at /) and `--mode field` (at /app/, with its own service worker,
 * so that everything below /app/ is exactly what a phone must hold to start without a network).
 */
export default defineConfig(({ mode }) => {
  const field = mode === 'field'
  const parts = appParts(import.meta.dirname)
  return {
    root: `src/app/web/${field ? 'field' : 'office'}`,
    base: field ? '/app/' : '/',
    define: { 'process.env.NODE_ENV': JSON.stringify('production') },
    build: {
      outDir: `${import.meta.dirname}/dist/web${field ? '/app' : ''}`,
      emptyOutDir: true,
      target: 'es2022',
      // Inlined assets would be data: URLs, which the content security policy refuses for fonts and scripts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      ...(field && {
        rolldownOptions: {
          output: { codeSplitting: { groups: parts.groups } },
          // Our modules only declare: what nobody uses of a slice's public.ts does not come along with it.
          treeshake: { moduleSideEffects: [{ test: /\/src\/(slices|platform)\/.+\.tsx?$/, sideEffects: false }] },
        },
      }),
    },
    plugins: [
      react(),
      babel({ include: /src\/.*\.tsx?$/, plugins: [lingui] }),
      ...(field ? [parts.plugin, pwa(parts.partOf)] : []),
    ],
  }
})

const pwa = (partOf: (file: string) => string | undefined) =>
  VitePWA({
    strategies: 'injectManifest',
    srcDir: '../service-worker',
    filename: 'sw.ts',
    injectRegister: false,
    includeManifestIcons: false, // they are in the folder already
    injectManifest: {
      globPatterns: ['**/*.{js,css,html,woff2,svg,png,webmanifest}'],
      rollupFormat: 'es',
      manifestTransforms: [
        (manifest) => ({ manifest: manifest.map((entry) => ({ ...entry, part: partOf(entry.url) })) }),
      ],
    },
    manifest: {
      id: '/app/',
      name: 'Từng Nhà',
      short_name: 'Từng Nhà',
      description: 'Đi từng ngõ, gõ từng nhà, hướng dẫn từng người.',
      lang: 'vi',
      start_url: '/app/',
      scope: '/app/',
      display: 'standalone',
      background_color: '#ffffff',
      theme_color: '#0b5563',
      icons: [
        { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
        { src: 'icon-512.png', sizes: '512x512', type: 'image/png' },
        { src: 'icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      ],
    },
  })
