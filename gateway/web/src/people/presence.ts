import { defineStore } from "pinia";
import { onScopeDispose, type Ref, shallowReactive, watch } from "vue";
import type { PresenceState } from "@/api/types";
import { useSession } from "@/auth/session";
import { useConnection } from "@/live/connection";

/** How long who is on screen may change before the server is told, in milliseconds: well within its one a second. */
const SETTLE = 1200;
const MOST = 200;

export const usePresence = defineStore("presence", () => {
  const connection = useConnection();
  const states = shallowReactive(new Map<string, PresenceState>());
  const watched = new Map<symbol, string[]>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let told = "";

  function of(id: string): PresenceState {
    return states.get(id) ?? "offline";
  }

  function look(who: symbol, ids: string[]): void {
    if (ids.length > 0) {
      watched.set(who, ids);
    } else {
      watched.delete(who);
    }
    timer ??= setTimeout(() => void tell(), SETTLE);
  }

  async function tell(): Promise<void> {
    timer = undefined;
    const most = Math.min(MOST, connection.ready?.limits.watched ?? MOST);
    const userIds = [...new Set([...watched.values()].reverse().flat())].slice(0, most);
    const now = userIds.toSorted().join();
    if (connection.state !== "live" || now === told) {
      return;
    }
    told = now;
    try {
      learn((await connection.ask("presence.watch", { userIds })).states);
    } catch {
      told = "?";
      timer ??= setTimeout(() => void tell(), 5 * SETTLE);
    }
  }

  function learn(changes: Record<string, PresenceState>): void {
    Object.entries(changes).forEach(([id, state]) => states.set(id, state));
  }

  connection.on("presence.batch", (batch) => learn(batch.states));
  connection.on("ready", () => {
    told = "?";
    timer ??= setTimeout(() => void tell(), 0);
  });
  useSession().whenOver(() => {
    states.clear();
    watched.clear();
  });

  return { of, look };
});

/** Watches the presence of these people for as long as the component lives: of all that are watched, at most 200. */
export function useWatched(ids: Ref<string[]>): void {
  const presence = usePresence();
  const who = Symbol("watch");
  watch(ids, (now) => presence.look(who, now.filter(Boolean)), { immediate: true });
  onScopeDispose(() => presence.look(who, []));
}
