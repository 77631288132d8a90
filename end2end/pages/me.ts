/** The person's own pages: name, address, accounts, sessions, password, second factor. */
import { expect, type Locator } from '@playwright/test';
import { TOTP } from 'otpauth';
import { Screen } from './screen.ts';

export class MePage extends Screen {
  async open(): Promise<void> {
    await this.visit('/me');
    await this.arrives('My profile');
  }

  get sessions(): Locator {
    return this.card('Where you are signed in').getByRole('listitem');
  }

  async changePassword(present: string, next: string): Promise<void> {
    const card = this.card('Password');
    await card.getByLabel('Present password').fill(present);
    await card.getByLabel(/^New password/).fill(next);
    await card.getByRole('button', { name: 'Change password' }).click();
  }
}

/** The second factor's page. */
export class SecondFactorPage extends Screen {
  async open(): Promise<void> {
    await this.visit('/me/second-factor');
    await this.arrives('Second factor');
  }

  /** Begins, scans the key with an app, and enters the app's first code. */
  async setUp(password: string): Promise<TOTP> {
    await this.card('Set up a second factor').getByLabel('Present password').fill(password);
    await this.button('Begin').click();
    await expect(this.page.getByRole('img', { name: /QR code/ })).toBeVisible();
    const secret = (await this.fact('Key').innerText()).replaceAll(' ', '');
    const app = new TOTP({ secret });
    await this.page.getByRole('textbox', { name: 'Code' }).fill(app.generate());
    await this.button('Set up').click();
    await this.says('The second factor is set up.');
    return app;
  }

  async takeAway(password: string): Promise<void> {
    await this.card('Take the second factor away').getByLabel('Present password').fill(password);
    await this.button('Take it away').click();
    await this.says('Your sign-in asks for your password alone.');
  }

  get recoveryCodes(): Locator {
    return this.page.locator('.recovery-codes li');
  }
}

/** The page that asks for the code after the password. */
export class CodePage extends Screen {
  async enter(code: string): Promise<void> {
    await this.arrives('Enter the code');
    await this.page.getByRole('textbox', { name: 'Code' }).fill(code);
    await this.button('Sign in').click();
  }
}
