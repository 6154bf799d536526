import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
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

const backend = `http://127.0.0.1:${process.env.ANLAN_PORT ?? 8080}`;

export default defineConfig({
  // The field page's service worker (vite-plugin-pwa) is added here; its scope is the field page alone.
  plugins: [woff2Only(), vue()],
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
      '/healthz': backend,
      '/ws': { target: backend.replace('http', 'ws'), ws: true },
    },
  },
  test: { include: ['src/**/*.test.ts'] },
});
