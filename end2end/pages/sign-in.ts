/** Signing in, and a new password by mail. */
import type { Person } from '../fixtures/names.ts';
import { Screen } from './screen.ts';

export class SignInPage extends Screen {
  async open(): Promise<void> {
    await this.visit('/sign-in');
    await this.arrives('Sign in');
  }

  async fill({ email, password }: Pick<Person, 'email' | 'password'>): Promise<void> {
    await this.field('E-mail address').fill(email);
    await this.field(/^Password/).fill(password);
    await this.button('Sign in').click();
  }
}

export class ResetPasswordPage extends Screen {
  async ask(email: string): Promise<void> {
    await this.visit('/reset-password');
    await this.field('E-mail address').fill(email);
    await this.button('Mail me a link').click();
    await this.arrives('Look into your mailbox');
  }

  async setNew(link: string, password: string): Promise<void> {
    await this.visit(link);
    await this.arrives('Set a new password');
    await this.field(/^New password/).fill(password);
    await this.button('Set password').click();
  }
}
