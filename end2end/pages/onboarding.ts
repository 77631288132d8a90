/** The settings of onboarding. */
import type { Locator } from '@playwright/test';
import { Screen } from './screen.ts';

export class OnboardingPage extends Screen {
  async open(account: string): Promise<void> {
    await this.visit(`/${account}/onboarding`);
    await this.arrives('Onboarding');
  }

  get automatic(): Locator {
    return this.page.getByRole('switch', { name: /^Auto-onboarding/ });
  }

  async set(on: boolean): Promise<void> {
    await this.automatic.setChecked(on);
    await this.button('Save').click();
  }
}
