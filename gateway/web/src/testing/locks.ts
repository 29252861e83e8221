type Work = (lock: object | null) => unknown;

/** The locks of one browser, for all its tabs: one name, first come first served. */
export function fakeLocks(): Pick<LockManager, "request"> {
  let held = false;
  const queue: (() => void)[] = [];

  function next(): void {
    held = false;
    queue.shift()?.();
  }

  async function request(_name: string, ...rest: unknown[]): Promise<unknown> {
    const work = rest.at(-1) as Work;
    const { ifAvailable, signal } = (rest.length > 1 ? rest[0] : {}) as LockOptions;
    if (held && ifAvailable) {
      return work(null);
    }
    if (held) {
      await new Promise<void>((resolve, reject) => {
        queue.push(resolve);
        signal?.addEventListener("abort", () => {
          queue.splice(queue.indexOf(resolve), 1);
          reject(new DOMException("", "AbortError"));
        });
      });
    }
    held = true;
    try {
      return await work({});
    } finally {
      next();
    }
  }

  return { request } as unknown as Pick<LockManager, "request">;
}
