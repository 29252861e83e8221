import { computed, onScopeDispose, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from "vue";
import { http, problemOf } from "@/api/http";
import type { Problem, RoomAttachment, RoomAttachments } from "@/api/types";

export interface RoomFiles {
  state: Ref<"loading" | "ready" | "failed">;
  problem: ShallowRef<Problem | null>;
  /** Newest first. */
  files: ShallowRef<RoomAttachment[]>;
  hasMore: ComputedRef<boolean>;
  loadingMore: Ref<boolean>;
  load(): Promise<void>;
  loadMore(): Promise<void>;
}

const PAGE = 48;
/** So many pages without a file are passed over at once; then the person decides. */
const EMPTY_PAGES = 5;

/** The files of a room's messages, of one kind. */
export function useRoomFiles(roomId: string, kind: "media" | "files"): RoomFiles {
  const state = ref<"loading" | "ready" | "failed">("loading");
  const problem = shallowRef<Problem | null>(null);
  const files = shallowRef<RoomAttachment[]>([]);
  const next = ref<string>();
  const loadingMore = ref(false);
  const ended = new AbortController();

  async function fetch(cursor: string | undefined): Promise<void> {
    for (let pages = 0; pages < EMPTY_PAGES; pages++) {
      const { data } = await http.get<RoomAttachments>(`/rooms/${roomId}/attachments`, {
        params: { kind, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) },
        signal: ended.signal,
      });
      // What was sent since moves a page: nothing is shown twice.
      const known = new Set(files.value.map(({ id }) => id));
      files.value = [...files.value, ...data.attachments.filter(({ id }) => !known.has(id))];
      next.value = cursor = data.next;
      if (cursor === undefined || data.attachments.length > 0) {
        return;
      }
    }
  }

  async function load(): Promise<void> {
    state.value = "loading";
    try {
      files.value = [];
      await fetch(undefined);
      state.value = "ready";
    } catch (error) {
      problem.value = problemOf(error);
      state.value = "failed";
    }
  }

  async function loadMore(): Promise<void> {
    if (loadingMore.value || next.value === undefined) {
      return;
    }
    loadingMore.value = true;
    try {
      await fetch(next.value);
      problem.value = null;
    } catch (error) {
      problem.value = problemOf(error);
    } finally {
      loadingMore.value = false;
    }
  }

  onScopeDispose(() => ended.abort());
  void load();
  return { state, problem, files, hasMore: computed(() => next.value !== undefined), loadingMore, load, loadMore };
}

/** Those of each month together, in the order in which they come. */
export function byMonth<T extends { createdAt: string }>(
  files: readonly T[],
): { month: string; at: Date; files: T[] }[] {
  const months: { month: string; at: Date; files: T[] }[] = [];
  for (const file of files) {
    const at = new Date(file.createdAt);
    const month = `${at.getFullYear()}-${at.getMonth()}`;
    const last = months.at(-1);
    if (last?.month === month) {
      last.files.push(file);
    } else {
      months.push({ month, at, files: [file] });
    }
  }
  return months;
}
