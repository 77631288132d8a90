/** `make screenshots`: the README's pictures, from the demo account. */
import { defineConfig } from '@playwright/test';
import { chromium } from './fixtures/chromium.ts';

export default defineConfig({
  testDir: '.',
  testMatch: 'screenshots.ts',
  workers: 1,
  reporter: 'line',
  use: { ...chromium },
});
