import { computed, reactive, type CSSProperties, type ComputedRef } from "vue";

export const MOST_ZOOM = 6;
const STEP = 1.5;
/** In CSS pixels. */
const SWIPE = 60;
const DISMISS = 110;

export interface Zoom {
  readonly scale: number;
  style: ComputedRef<CSSProperties>;
  /** Closer or further, by steps, at a point measured from the middle. */
  by(steps: number, at?: Point): void;
  toggle(at: Point): void;
  reset(): void;
  down(event: PointerEvent): void;
  move(event: PointerEvent): void;
  up(event: PointerEvent): void;
}

interface Point {
  x: number;
  y: number;
}

/**
 * Zooming and moving a picture by wheel, keys, fingers and mouse. What is not zoomed is swiped: to the side or away.
 *
 * @param swiped told of the direction when a finger has swiped
 */
export function useZoom(swiped: (to: "next" | "previous" | "away") => void): Zoom {
  const place = reactive({ scale: 1, x: 0, y: 0 });
  const pointers = new Map<number, Point>();
  let began: Point | undefined;
  let apart = 0;

  function zoom(scale: number, at: Point = { x: 0, y: 0 }): void {
    const next = Math.min(Math.max(scale, 1), MOST_ZOOM);
    const by = next / place.scale;
    // What is at the point stays there.
    place.x = next === 1 ? 0 : at.x - (at.x - place.x) * by;
    place.y = next === 1 ? 0 : at.y - (at.y - place.y) * by;
    place.scale = next;
  }

  function down(event: PointerEvent): void {
    (event.currentTarget as Element).setPointerCapture?.(event.pointerId);
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    began = pointers.size === 1 ? { x: event.clientX, y: event.clientY } : undefined;
    apart = distance();
  }

  function move(event: PointerEvent): void {
    const before = pointers.get(event.pointerId);
    if (!before) {
      return;
    }
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (pointers.size === 2) {
      const now = distance();
      const [a, b] = [...pointers.values()];
      if (a && b && apart > 0) {
        zoom((place.scale * now) / apart, fromMiddle((a.x + b.x) / 2, (a.y + b.y) / 2, event));
      }
      apart = now;
    } else if (place.scale > 1) {
      place.x += event.clientX - before.x;
      place.y += event.clientY - before.y;
    } else if (began && event.pointerType === "touch") {
      place.x = event.clientX - began.x;
      place.y = Math.max(0, event.clientY - began.y);
    }
  }

  function up(event: PointerEvent): void {
    const wasThere = pointers.delete(event.pointerId);
    if (!wasThere || place.scale > 1) {
      return;
    }
    const { x, y } = place;
    place.x = 0;
    place.y = 0;
    if (began && event.type === "pointerup") {
      if (Math.abs(x) > SWIPE && Math.abs(x) > y) {
        swiped(x < 0 ? "next" : "previous");
      } else if (y > DISMISS) {
        swiped("away");
      }
    }
    began = undefined;
  }

  function distance(): number {
    const [a, b] = [...pointers.values()];
    return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
  }

  return {
    get scale() {
      return place.scale;
    },
    style: computed(() => ({ transform: `translate(${place.x}px, ${place.y}px) scale(${place.scale})` })),
    by: (steps, at) => zoom(place.scale * STEP ** steps, at),
    toggle: (at) => zoom(place.scale > 1 ? 1 : 2.5, at),
    reset: () => zoom(1),
    down,
    move,
    up,
  };
}

/** A place on the screen, as seen from the middle of what was pressed. */
export function fromMiddle(x: number, y: number, event: Event): Point {
  const { left, top, width, height } = (event.currentTarget as Element).getBoundingClientRect();
  return { x: x - left - width / 2, y: y - top - height / 2 };
}
