// For specs in which letters leave: their town's server leaves them at a mail server that wants to be spoken to in private.
import { PostOffice } from './post-office.ts';
import { test as base } from './test.ts';

export const test = base.extend<{}, { office: PostOffice }>({
  office: [
    async ({}, use) => {
      const office = await PostOffice.open();
      await use(office);
      await office.close();
    },
    { scope: 'worker' },
  ],
  told: async ({ office }, use) => use(office.told),
});
