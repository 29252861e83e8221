import type { Line } from "./lines";

/** How a list that shows `from` comes to show `to` without moving what is seen. */
export interface Step {
  lines: Line[];
  /** What is new or gone stands at the beginning: places are kept from the end. */
  shift: boolean;
}

/**
 * The steps from one set of lines to another; undefined if they have nothing in common, so that no place can be kept. What came or
 * went at the beginning is a step of its own.
 */
export function stepsBetween(from: Line[], to: Line[]): Step[] | undefined {
  if (from.length === 0 || to.length === 0) {
    return [{ lines: to, shift: false }];
  }
  const was = from.findIndex(isAnchor);
  const anchor = from[was];
  if (!anchor) {
    return [{ lines: to, shift: false }];
  }
  if (to[was]?.key === anchor.key) {
    return [{ lines: to, shift: false }];
  }
  const places = new Map(to.map((line, i) => [line.key, i]));
  const stays = from.findIndex((line) => isAnchor(line) && places.has(line.key));
  const is = places.get(from[stays]?.key ?? "");
  if (stays < 0 || is === undefined) {
    return undefined;
  }
  const shifted = [...to.slice(0, is), ...from.slice(stays)];
  const rest = to.length === shifted.length && to.at(-1)?.key === shifted.at(-1)?.key;
  return rest
    ? [{ lines: to, shift: true }]
    : [
        { lines: shifted, shift: true },
        { lines: to, shift: false },
      ];
}

/** Days and dividers come and go with what is around them. */
function isAnchor(line: Line): boolean {
  return line.kind === "message" || line.kind === "event";
}
