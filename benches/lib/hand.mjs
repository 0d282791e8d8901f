// A hand at a phone. Human time is the touch-level model: a tap, a digit or a letter 0.31 s, each look and decision 1.2 s
// (frame the product; read the price), and every millisecond that we make somebody wait. The hand works at that pace, so that
// what leaves in the background takes its share of the phone and of the network.
export const TAP = 0.31;
export const DECISION = 1.2;

/** What a shop's page shows to whoever asks. */
export async function look(address) {
  const html = await (await fetch(address)).text();
  const labels = [...html.matchAll(/<p class="price-label[^>]*>(.*?)<\/p>/gs)].map(([, label]) => label.replaceAll(/<[^>]*>|\s/g, ''));
  const prices = labels.map((label) => label.match(/\d+,\d\d/)?.[0] ?? '').filter(Boolean);
  return { prices, pictures: html.match(/<picture/g)?.length ?? 0 };
}

/** Runs in the page. A wait is what lies between a finger and what it asked for. */
export async function oneProduct({ price, tap, decision }) {
  const frame = () => new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
  const pause = (millis) => new Promise((next) => setTimeout(next, millis));
  const isSeen = (element) => element && element.offsetParent !== null;
  const button = (label) => [...document.querySelectorAll('button')].find((found) => isSeen(found) && found.textContent.trim() === label);
  // A hand that has to scroll first does more than the model counts.
  const reach = (label) => {
    const target = button(label);
    const { top, bottom, left, right } = target.getBoundingClientRect();
    if (top < 0 || left < 0 || bottom > innerHeight || right > innerWidth) throw new Error(`“${label}” is not on the screen: ${top} to ${bottom} of ${innerHeight}`);
    return target;
  };
  const press = async (label, isDone) => {
    await pause(tap);
    const target = reach(label);
    const start = performance.now();
    target.click();
    do await frame();
    while (!isDone());
    return performance.now() - start;
  };
  await pause(decision);
  const before = document.querySelectorAll('.ribbon__item').length;
  const shot = await press('Prendre la photo', () => isSeen(document.querySelector('.pricing')) && button('Mettre en vente'));
  await pause(decision);
  let typing = 0;
  for (const key of price) {
    const label = key === ',' ? ',virgule' : key;
    const shown = document.querySelector('.price-label output').textContent;
    typing += await press(label, () => document.querySelector('.price-label output').textContent !== shown);
  }
  const sold = await press('Mettre en vente', () => button('Prendre la photo') && document.querySelectorAll('.ribbon__item').length > before);
  return { taps: 2, digits: price.length, confirming: shot + sold, waits: shot + typing + sold, confirmedAt: Date.now() };
}
