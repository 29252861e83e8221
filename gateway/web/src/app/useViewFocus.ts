import { nextTick } from "vue";
import { useRouter } from "vue-router";

/**
 * After a navigation the focus stands at the heading of the new view, unless the view put it somewhere itself. The first view, and
 * another place in the same view, leave it where it is.
 */
export function useViewFocus(): void {
  const router = useRouter();
  router.afterEach(async (to, from, failure) => {
    if (failure || from.matched.length === 0 || to.path === from.path) {
      return;
    }
    const before = document.activeElement;
    await nextTick();
    requestAnimationFrame(() => {
      const pane = document.querySelector(`[data-pane="${to.meta.pane ?? "main"}"]`) ?? document.querySelector("main");
      const now = document.activeElement;
      if (pane && (now === before || now === document.body || now === null) && !pane.contains(now)) {
        pane.querySelector<HTMLElement>("h1, h2")?.focus({ preventScroll: true });
      }
    });
  });
}
