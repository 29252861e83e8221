/** A place in a conversation: its end, or a line and where its upper edge is, in pixels below that of the list. */
export type Spot = { kind: "end" } | { kind: "line"; key: string; seq?: number | undefined; offset: number };

const spots = new Map<string, Spot>();

/** Where each conversation was left, for as long as the page lives. */
export const spotOf = (roomId: string): Spot | undefined => spots.get(roomId);

/** At the end there is nothing to remember: what is new is there. */
export function keepSpot(roomId: string, spot: Spot): void {
  if (spot.kind === "end") {
    spots.delete(roomId);
  } else {
    spots.set(roomId, spot);
  }
}
