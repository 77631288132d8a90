/**
 * Two projects run the same journeys: `javascript` with the hydrated application, `plain` with scripts off.
 * A test that makes sense in one only carries the tag `@javascript` or `@plain`.
 */
import { defineConfig } from '@playwright/test';
import { chromium } from './fixtures/chromium.ts';
import type { WorkerOptions } from './fixtures/index.ts';

export default defineConfig<object, WorkerOptions>({
  testDir: 'tests',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  // Room for a machine whose two cores are shared: a journey of twenty pages took 32 seconds on one.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: { ...chromium, screenshot: 'only-on-failure', actionTimeout: 10_000, navigationTimeout: 15_000 },
  projects: [
    { name: 'javascript', grepInvert: /@plain/, use: { javascript: true } },
    { name: 'plain', grepInvert: /@javascript/, use: { javascript: false } },
  ],
});
