import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { VitePWA } from 'vite-plugin-pwa';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The font package names each file twice; every browser we support reads woff2, so the woff twin is not shipped. */
function woff2Only(): Plugin {
  return {
    name: 'woff2-only',
    enforce: 'pre',
    transform(code, id) {
      if (!/fontsource.*\.css/.test(id)) return null;
      return { code: code.replace(/,\s*url\([^)]*\.woff\)\s*format\('woff'\)/g, ''), map: null };
    },
  };
}

/** The field page opens without a network; the wall and the desk must never show yesterday's page, so they have none. */
function fieldWorker() {
  return VitePWA({
    filename: 'field-sw.js',
    scope: '/field.html',
    injectRegister: false,
    registerType: 'prompt',
    manifest: {
      id: '/field.html',
      name: '安澜 · 现场上报',
      short_name: '安澜现场',
      lang: 'zh-CN',
      start_url: '/field.html',
      scope: '/field.html',
      display: 'standalone',
      background_color: '#08121C',
      theme_color: '#08121C',
      icons: [
        { src: '/icons/anlan-192.png', sizes: '192x192', type: 'image/png' },
        { src: '/icons/anlan-512.png', sizes: '512x512', type: 'image/png' },
        { src: '/favicon.svg', sizes: 'any', type: 'image/svg+xml' },
      ],
    },
    workbox: {
      globPatterns: ['field.html', 'assets/*.{js,mjs,css}', 'favicon.svg'],
      globIgnores: ['assets/{wall,desk,index}-*'],
      navigateFallback: '/field.html',
      navigateFallbackAllowlist: [/^\/field/],
      maximumFileSizeToCacheInBytes: 4_000_000,
      cleanupOutdatedCaches: true,
      runtimeCaching: [
        // The map as it was last seen; nothing personal is in it. Answers of the picture are never kept here.
        {
          urlPattern: /\/(tiles\/|api\/(county|layers)$)/,
          // A layer may have been edited, so what was kept is shown only when the server does not answer.
          handler: 'NetworkFirst',
          options: {
            cacheName: 'map',
            networkTimeoutSeconds: 3,
            expiration: { maxEntries: 600, maxAgeSeconds: 30 * 86_400 },
          },
        },
      ],
    },
  });
}

const backend = `http://127.0.0.1:${process.env.ANLAN_PORT ?? 8080}`;

export default defineConfig({
  plugins: [woff2Only(), vue(), fieldWorker()],
  resolve: { alias: { '@': here('./src') } },
  define: { __VUE_I18N_LEGACY_API__: false, __INTLIFY_PROD_DEVTOOLS__: false },
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 1200,
    // Subset fonts are files, never inlined: a page then loads only the characters it shows.
    assetsInlineLimit: 0,
    rollupOptions: {
      input: {
        index: here('./index.html'),
        wall: here('./wall.html'),
        desk: here('./desk.html'),
        field: here('./field.html'),
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/api': backend,
      '/tiles': backend,
      '/files': backend,
      '/ogc': backend,
      '/healthz': backend,
      '/ws': { target: backend.replace('http', 'ws'), ws: true },
    },
  },
  test: { include: ['src/**/*.test.ts'] },
});
