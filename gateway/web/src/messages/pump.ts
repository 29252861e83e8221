import { watch } from "vue";

/**
 * Holds a lock of the browser while `wanted` is true and no other tab holds it, so that one tab does the work of all. Where a browser has no
 * locks every tab holds it.
 */
export function hold(name: string, wanted: () => boolean, work: { begin(): unknown; end(): unknown }): void {
  const locks: LockManager | undefined = navigator.locks;
  let release: (() => void) | undefined;

  function take(): void {
    if (!locks) {
      release = () => work.end();
      void work.begin();
      return;
    }
    const abort = new AbortController();
    let over = () => abort.abort();
    release = () => over();
    const held = locks.request(name, { signal: abort.signal }, () => {
      const until = new Promise<void>((resolve) => {
        over = () => {
          work.end();
          resolve();
        };
      });
      void work.begin();
      return until;
    });
    // Given up before it was got.
    held.catch(() => undefined);
  }

  watch(
    wanted,
    (now) => {
      release?.();
      release = undefined;
      if (now) {
        take();
      }
    },
    { immediate: true },
  );
}
