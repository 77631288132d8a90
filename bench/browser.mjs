/** The directory in a browser that has never been here: when the first row is visible, and what is loaded for it. */
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';

const fromTests = createRequire(new URL('../end2end/package.json', import.meta.url));
const debian = '/usr/bin/chromium';

/**
 * Opens `path` once in a new browser, signed in by `cookie`.
 * @param {string} url
 * @param {string} path
 * @param {string} cookie
 * @returns {Promise<{ visible: number, loaded: number }>} milliseconds, and bytes of program and style
 */
export async function coldVisit(url, path, cookie) {
  const { chromium } = fromTests('@playwright/test');
  const browser = await chromium.launch({
    ...(existsSync(debian) ? { executablePath: debian } : {}),
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const cookies = cookie.split('; ').map((pair) => {
      const at = pair.indexOf('=');
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url };
    });
    await context.addCookies(cookies);
    const page = await context.newPage();
    await page.addInitScript(watchForFirstRow);
    let loaded = 0;
    /** @type {Promise<void>[]} */
    const sizes = [];
    page.on('requestfinished', (/** @type {any} */ request) => {
      if (/\.(wasm|pack|js|css)$/.test(new URL(request.url()).pathname)) {
        sizes.push(request.sizes().then((/** @type {any} */ size) => void (loaded += size.responseBodySize)));
      }
    });
    await page.goto(url + path);
    await page.waitForSelector('html.hydrated', { state: 'attached' });
    await page.waitForFunction('window.firstRow > 0');
    const visible = await page.evaluate('window.firstRow');
    await Promise.all(sizes);
    return { visible, loaded };
  } finally {
    await browser.close();
  }
}

/** Runs in the page: notes when a row of the table has been painted, counted from the start of the navigation. */
function watchForFirstRow() {
  const look = () => {
    const row = document.querySelector('tbody tr');
    if (row !== null && row.getBoundingClientRect().height > 0) {
      requestAnimationFrame(() => setTimeout(() => Object.assign(window, { firstRow: performance.now() })));
    } else {
      requestAnimationFrame(look);
    }
  };
  requestAnimationFrame(look);
}
