import { defineStore } from "pinia";
import { shallowReactive } from "vue";
import { http } from "@/api/http";
import type { PresenceState, User } from "@/api/types";
import { useSession } from "@/auth/session";
import { useConnection } from "@/live/connection";
import { kept } from "@/offline/database";
import { usePresence } from "@/people/presence";
import { avatarIdOf } from "@/rooms/room";

export { useWatched } from "@/people/presence";

export interface Person {
  id: string;
  name: string;
  avatarId?: string;
  deleted: boolean;
}

/** So many ids may be in one question. */
const BATCH = 100;
/** Ids are gathered this long before they are asked for, in milliseconds. */
const GATHER = 20;
const ASK_AGAIN = 10_000;

export const usePeople = defineStore("people", () => {
  const session = useSession();
  const states = usePresence();
  const known = shallowReactive(new Map<string, Person>());
  const wanted = new Set<string>();
  const asked = new Set<string>();
  const missing = new Set<string>();
  let later: ReturnType<typeof setTimeout> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Reactive: undefined until the person is known. Whoever is unknown is asked for. */
  function person(id: string): Person | undefined {
    const found = known.get(id);
    if (!found && id && !asked.has(id)) {
      asked.add(id);
      wanted.add(id);
      timer ??= setTimeout(() => void fetchWanted(), GATHER);
    }
    return found;
  }

  async function fetchWanted(): Promise<void> {
    timer = undefined;
    const ids = [...wanted].slice(0, BATCH);
    ids.forEach((id) => wanted.delete(id));
    if (wanted.size > 0) {
      timer = setTimeout(() => void fetchWanted(), GATHER);
    }
    const cached = await kept((db) => Promise.all(ids.map((id) => db.get("people", id))), []);
    cached.forEach((found) => found && !known.has(found.id) && known.set(found.id, found));
    try {
      const { data } = await http.get<{ users: User[] }>("/users", { params: { ids: ids.join(",") } });
      data.users.forEach(learn);
    } catch {
      // The next connection asks again.
      ids.filter((id) => !known.has(id)).forEach((id) => missing.add(id));
      later ??= setTimeout(askAgain, ASK_AGAIN);
    }
  }

  function askAgain(): void {
    clearTimeout(later);
    later = undefined;
    missing.forEach((id) => wanted.add(id));
    missing.clear();
    if (wanted.size > 0) {
      timer ??= setTimeout(() => void fetchWanted(), GATHER);
    }
  }

  function learn(user: User): void {
    keep(personOf(user));
  }

  function keep(found: Person): void {
    asked.add(found.id);
    known.set(found.id, found);
    void kept((db) => db.put("people", found), "");
  }

  async function search(q: string, cursor?: string): Promise<{ users: Person[]; next?: string }> {
    const params = cursor ? { q, cursor } : { q };
    const { data } = await http.get<{ users: User[]; next?: string }>("/users", { params });
    data.users.forEach(learn);
    return { ...(data.next && { next: data.next }), users: data.users.map(personOf) };
  }

  function presence(id: string): PresenceState {
    return states.of(id);
  }

  const connection = useConnection();
  connection.on("ready", askAgain);
  connection.on("user.event", (event) => {
    if (event.type === "user.updated") {
      learn({ id: event.userId, name: event.name, ...(event.avatarUrl && { avatarUrl: event.avatarUrl }) });
    } else if (event.type === "user.deleted") {
      keep({ id: event.userId, name: known.get(event.userId)?.name ?? "", deleted: true });
    }
  });
  session.whenOver(() => {
    known.clear();
    wanted.clear();
    missing.clear();
    asked.clear();
  });

  return { person, search, presence };
});

function personOf(user: User): Person {
  const avatarId = avatarIdOf(user.avatarUrl);
  return { id: user.id, name: user.name, deleted: user.deleted === true, ...(avatarId && { avatarId }) };
}
