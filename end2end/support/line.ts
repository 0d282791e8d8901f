// A line between a browser and the server that can be cut, or go dead without anybody noticing.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export type Line = {
  /** Where the server is reached through it. */
  url: string;
  /** Nobody gets through, and whoever talked hears that the other is gone. */
  cut: () => void;
  /** Whoever asked for `address` hears nothing more, and is not told; who calls from now on gets through. */
  fallSilent: (address: string) => void;
  mend: () => void;
  close: () => void;
};

type Talk = { caller: Socket; called: Socket; asked: string };

export async function line(to: string): Promise<Line> {
  const server = new URL(to);
  const talks = new Set<Talk>();
  let isCut = false;
  const hangUp = (talk: Talk) => {
    talks.delete(talk);
    talk.caller.destroy();
    talk.called.destroy();
  };
  const exchange = createServer((caller) => {
    if (isCut) return void caller.destroy();
    const talk: Talk = { caller, called: connect(Number(server.port), server.hostname), asked: '' };
    talks.add(talk);
    caller.on('data', (chunk) => (talk.asked = chunk.toString('latin1')));
    caller.pipe(talk.called).pipe(caller);
    for (const end of [caller, talk.called]) end.on('error', () => hangUp(talk)).on('close', () => hangUp(talk));
  });
  await new Promise<void>((listens) => exchange.listen(0, '127.0.0.1', listens));
  return {
    url: `http://127.0.0.1:${(exchange.address() as AddressInfo).port}`,
    cut: () => {
      isCut = true;
      talks.forEach(hangUp);
    },
    fallSilent: (address) => {
      for (const talk of talks) {
        // The browser would ask again over those that it keeps for later.
        if (!talk.asked.includes(address)) hangUp(talk);
        talk.called.unpipe(talk.caller);
        talk.called.resume();
      }
    },
    mend: () => (isCut = false),
    close: () => {
      exchange.close();
      talks.forEach(hangUp);
    },
  };
}
