const LEAST = 500;
const MOST = 30_000;

/**
 * How long to wait before the next try, in milliseconds: full jitter between 0.5 s and a bound that doubles with each try up to 30 s.
 * @param tries how many failed in a row, from 1
 */
export function backoff(tries: number, random: () => number = Math.random): number {
  const bound = Math.min(MOST, LEAST * 2 ** Math.min(tries, 10));
  return LEAST + random() * (bound - LEAST);
}
