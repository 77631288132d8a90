/** Hubs: the list, the form. */
import type { Page } from '@playwright/test';
import { ListPage } from './list.ts';

export interface Hub {
  name: string;
  description?: string;
  instanceType?: string;
  instanceId?: string;
}

export class HubsPage extends ListPage {
  constructor(page: Page, account: string) {
    super(page, `/${account}/hubs`);
  }

  async add(hub: Hub): Promise<void> {
    await this.link('Add hub').click();
    await this.arrives('Add hub');
    await this.fill(hub);
    await this.button('Add hub').click();
  }

  async edit(name: string, changes: Hub): Promise<void> {
    await this.openRow(name);
    await this.fill(changes);
    await this.button('Save').click();
  }

  async delete(name: string): Promise<void> {
    await this.openRow(name);
    await this.confirm('Delete hub', 'Delete hub');
  }

  async openRow(name: string): Promise<void> {
    await this.link(name).click();
    await this.arrives(name);
  }

  private async fill(hub: Hub): Promise<void> {
    await this.field(/^Name/).fill(hub.name);
    await this.field(/^Description/).fill(hub.description ?? '');
    await this.field('Instance type').fill(hub.instanceType ?? '');
    await this.field('Instance id').fill(hub.instanceId ?? '');
  }
}
