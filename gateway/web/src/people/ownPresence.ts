import { defineStore } from "pinia";
import { useConnection } from "@/live/connection";

/** Without input for so long the person is away, in milliseconds. */
const AWAY_AFTER = 300_000;
/** Said at most so often, in milliseconds: within the one a second that the server takes. */
const SETTLE = 1500;
const INPUT = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;

/** Tells the server that the person is away, and that they are back. */
export const useOwnPresence = defineStore("own-presence", () => {
  const connection = useConnection();
  let away = false;
  let told = false;
  let last = Date.now();
  let settling: ReturnType<typeof setTimeout> | undefined;
  let idle: ReturnType<typeof setTimeout> | undefined;

  function input(): void {
    last = Date.now();
    idle ??= setTimeout(check, AWAY_AFTER);
    if (away) {
      away = false;
      tell();
    }
  }

  function check(): void {
    const left = last + AWAY_AFTER - Date.now();
    idle = left > 0 ? setTimeout(check, left) : undefined;
    if (left <= 0) {
      away = true;
      tell();
    }
  }

  function tell(): void {
    settling ??= setTimeout(() => {
      settling = undefined;
      if (away !== told && connection.state === "live") {
        told = away;
        connection.ask("presence.set", { state: away ? "away" : "online" }).catch(() => (told = !away));
      }
    }, SETTLE);
  }

  INPUT.forEach((event) => addEventListener(event, input, { passive: true, capture: true }));
  idle = setTimeout(check, AWAY_AFTER);
  connection.on("ready", () => {
    // A new connection is online until it says something else.
    told = false;
    tell();
  });

  return {};
});
