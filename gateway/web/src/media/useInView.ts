import { onBeforeUnmount, onMounted, ref, type Ref } from "vue";

/** Whether an element has come near to where it is seen; it stays so. Browsers without the means see all. */
export function useInView(element: Ref<Element | null>, seen?: () => void): Ref<boolean> {
  const isSeen = ref(false);
  let observer: IntersectionObserver | undefined;

  function see(): void {
    isSeen.value = true;
    seen?.();
  }

  onMounted(() => {
    if (typeof IntersectionObserver === "undefined") {
      see();
    } else if (element.value) {
      observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && see(), {
        rootMargin: "300px",
      });
      observer.observe(element.value);
    }
  });
  onBeforeUnmount(() => observer?.disconnect());
  return isSeen;
}
