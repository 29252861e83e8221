import { defineStore } from "pinia";
import { computed, ref, shallowReactive, shallowRef, watch } from "vue";
import { everyPage } from "@/api/everyPage";
import { http } from "@/api/http";
import { problemOf } from "@/api/problem";
import type { Head, Problem, Room } from "@/api/types";
import { useSession } from "@/auth/session";
import { useConnection } from "@/live/connection";
import { useLogs } from "@/live/logs";
import { kept } from "@/offline/database";
import { applied } from "@/rooms/follow";
import { type RoomView, viewOf } from "@/rooms/room";

export type { RoomView } from "@/rooms/room";
export { useParticipants } from "@/rooms/participants";
export { useSignals } from "@/rooms/signals";

export interface NewRoom {
  name: string;
  description?: string;
  participantIds: string[];
  avatarId?: string;
  history?: "shared" | "joined";
}

const SAVE_AFTER = 1000;
/** In milliseconds without a connection. */
const FRESH_FOR = 300_000;

export const useRooms = defineStore("rooms", () => {
  const session = useSession();
  const connection = useConnection();
  const logs = useLogs();
  const state = ref<"loading" | "ready" | "failed">("loading");
  const problem = shallowRef<Problem | null>(null);
  const rooms = shallowReactive(new Map<string, RoomView>());
  const gone = shallowReactive(new Map<string, "left" | "removed" | "deleted">());
  const stale = new Set<string>();
  const unsaved = new Set<string>();
  let loading: Promise<void> | null = null;
  let fresh = false;
  let liveUntil = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let saving: ReturnType<typeof setTimeout> | undefined;

  const all = computed(() => [...rooms.values()].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)));
  const list = computed(() => all.value.filter((room) => !room.archived));
  const archived = computed(() => all.value.filter((room) => room.archived));
  const totalUnread = computed(() => sum(list.value, (room) => (room.muted ? 0 : room.unread)));
  const totalMentions = computed(() => sum(list.value, (room) => room.mentions));

  const me = () => session.me?.id ?? "";
  const room = (id: string) => rooms.get(id);
  const removedBecause = (id: string) => gone.get(id);

  /** From the cache at once, then from the server. */
  function load(): Promise<void> {
    loading ??= fromServer().finally(() => (loading = null));
    return loading;
  }

  async function fromServer(): Promise<void> {
    if (rooms.size === 0) {
      const cached = await kept((db) => db.getAll("rooms"), []);
      if (rooms.size === 0 && cached.length > 0 && session.me) {
        cached.forEach((view) => rooms.set(view.id, view));
        state.value = "ready";
      }
    }
    try {
      const found = await everyPage<Room>("/rooms", "rooms");
      const ids = new Set(found.map(({ id }) => id));
      [...rooms.keys()].filter((id) => !ids.has(id)).forEach((id) => forget(id));
      found.forEach(learn);
      fresh = true;
      liveUntil = Date.now();
      problem.value = null;
      state.value = "ready";
    } catch (error) {
      problem.value = problemOf(error);
      state.value = rooms.size > 0 ? "ready" : "failed";
      throw error;
    }
  }

  function learn(found: Room): RoomView {
    const view = viewOf(found, me());
    const before = rooms.get(view.id);
    gone.delete(view.id);
    if (before && before.headSeq > view.headSeq) {
      // The list is older than what came live since.
      set({ ...before, muted: view.muted });
    } else {
      const { previewActor, previewSeq } = before?.headSeq === view.headSeq ? before : {};
      set({ ...view, ...(previewActor && { previewActor }), ...(previewSeq && { previewSeq }) });
    }
    logs.log(view.id).base(view.headSeq);
    return rooms.get(view.id) as RoomView;
  }

  function set(view: RoomView): void {
    rooms.set(view.id, view);
    unsaved.add(view.id);
    saving ??= setTimeout(() => void save(), SAVE_AFTER);
  }

  async function save(): Promise<void> {
    saving = undefined;
    const views = [...unsaved].flatMap((id) => rooms.get(id) ?? []);
    unsaved.clear();
    await kept(async (db) => {
      const transaction = db.transaction("rooms", "readwrite");
      await Promise.all([...views.map((view) => transaction.store.put(view)), transaction.done]);
    }, undefined);
  }

  function forget(id: string, reason?: "left" | "removed" | "deleted"): void {
    rooms.delete(id);
    if (reason) {
      gone.set(id, reason);
    }
    logs.drop(id);
    void kept((db) => Promise.all([db.delete("rooms", id), db.delete("windows", id), db.delete("drafts", id)]), []);
  }

  /** What cannot be told from the log is asked for, gathered. */
  function refresh(id: string): void {
    stale.add(id);
    timer ??= setTimeout(() => void refreshStale(), 300);
  }

  async function refreshStale(): Promise<void> {
    timer = undefined;
    const ids = [...stale];
    stale.clear();
    if (ids.length > 10) {
      await load().catch(() => undefined);
      return;
    }
    await Promise.all(ids.map(fetchOne));
  }

  async function fetchOne(id: string): Promise<RoomView | undefined> {
    try {
      return learn((await http.get<Room>(`/rooms/${id}`)).data);
    } catch (error) {
      if (problemOf(error).code === "room-not-found" && rooms.has(id)) {
        forget(id, "removed");
      }
      return undefined;
    }
  }

  async function create(made: NewRoom): Promise<RoomView> {
    const body = { ...made, type: "group", clientId: crypto.randomUUID() };
    return learn((await http.post<Room>("/rooms", body, { repeatable: true })).data);
  }

  async function openPrivate(userId: string): Promise<RoomView> {
    return learn((await http.put<Room>(`/rooms/private/${userId}`)).data);
  }

  async function update(id: string, patch: Partial<Omit<NewRoom, "participantIds">>): Promise<void> {
    learn((await http.patch<Room>(`/rooms/${id}`, patch)).data);
  }

  async function remove(id: string): Promise<void> {
    await http.delete(`/rooms/${id}`);
    forget(id, "deleted");
  }

  async function leave(id: string): Promise<void> {
    await http.delete(`/rooms/${id}/participants/me`);
    forget(id, "left");
  }

  /** Shown at once, taken back if it is refused. */
  async function setPreferences(id: string, wanted: { muted?: boolean; archived?: boolean }): Promise<void> {
    const before = rooms.get(id);
    if (before) {
      set({ ...before, ...wanted });
    }
    try {
      await http.patch(`/rooms/${id}/participants/me`, wanted);
    } catch (error) {
      const now = rooms.get(id);
      if (before && now) {
        set({ ...now, muted: before.muted, archived: before.archived });
      }
      throw error;
    }
  }

  function marked(id: string, marker: { lastReadSeq: number; unread: number; mentions: number }): void {
    const before = rooms.get(id);
    if (before && marker.lastReadSeq >= before.lastReadSeq) {
      set({ ...before, lastReadSeq: marker.lastReadSeq, unread: marker.unread, mentions: marker.mentions });
    }
  }

  /** Rooms that are not known, and those that were read on another device meanwhile. */
  function heads(of: Head[]): void {
    for (const head of of) {
      const there = rooms.get(head.roomId);
      if (!there || (head.unread !== undefined && head.seq === there.headSeq && head.unread !== there.unread)) {
        refresh(head.roomId);
      }
    }
  }

  /** What is known of it is void, also if it says that there is more than the server has. */
  function limited(id: string): void {
    const before = rooms.get(id);
    if (before) {
      rooms.set(id, { ...before, headSeq: 0 });
    }
    refresh(id);
  }

  /** Preferences and the like are in no log: after a long time away the list is read anew. */
  const isFresh = () => fresh && Date.now() - liveUntil < FRESH_FOR;
  watch(
    () => connection.state,
    (_now, before) => before === "live" && (liveUntil = Date.now()),
  );
  logs.before(() => (isFresh() ? Promise.resolve() : load()));
  logs.follow({
    applied(entry) {
      const before = rooms.get(entry.roomId);
      if (!before) {
        return;
      }
      const after = applied(before, entry, me());
      if (after.room !== before) {
        set(after.room);
      }
      if (after.unclear) {
        refresh(entry.roomId);
      }
    },
    limited,
    removed: (id) => forget(id, gone.get(id) ?? "removed"),
    heads,
    void() {
      fresh = false;
      rooms.clear();
      state.value = "loading";
    },
  });
  connection.on("room.added", ({ id }) => {
    gone.delete(id);
    refresh(id);
  });
  connection.on("room.removed", ({ roomId, reason }) => forget(roomId, reason));
  connection.on("user.event", (event) => {
    if (event.type === "room.read") {
      marked(event.roomId, event);
    } else if (event.type === "room.settings") {
      const before = rooms.get(event.roomId);
      if (before) {
        set({ ...before, muted: event.muted, archived: event.archived });
      }
    }
  });
  session.whenOver(() => {
    rooms.clear();
    gone.clear();
    unsaved.clear();
    fresh = false;
    state.value = "loading";
    problem.value = null;
  });

  return {
    state,
    problem,
    list,
    archived,
    room,
    totalUnread,
    totalMentions,
    load,
    create,
    openPrivate,
    update,
    remove,
    leave,
    setPreferences,
    removedBecause,
    marked,
    refresh,
  };
});

function sum(rooms: RoomView[], of: (room: RoomView) => number): number {
  return rooms.reduce((all, room) => all + of(room), 0);
}
