import { onScopeDispose, ref, shallowRef } from "vue";
import { everyPage } from "@/api/everyPage";
import { http } from "@/api/http";
import { problemOf } from "@/api/problem";
import type { Participant, Problem, Role } from "@/api/types";
import { useLogs } from "@/live/logs";
import { useSignals } from "@/rooms/signals";

/** Who is in a room, followed for as long as the component lives. */
export function useParticipants(roomId: string) {
  const logs = useLogs();
  const signals = useSignals();
  const state = ref<"loading" | "ready" | "failed">("loading");
  const problem = shallowRef<Problem | null>(null);
  const participants = shallowRef<Participant[]>([]);
  const path = `/rooms/${roomId}/participants`;
  let changes = 0;

  async function load(): Promise<void> {
    try {
      let before: number;
      let found: Participant[];
      do {
        before = changes;
        found = await everyPage<Participant>(path, "participants");
        // Whoever came or went meanwhile may be on a page or not.
      } while (before !== changes);
      participants.value = found;
      state.value = "ready";
      signals.learn(roomId, found);
    } catch (error) {
      problem.value = problemOf(error);
      state.value = "failed";
    }
  }

  const without = (userId: string) => participants.value.filter((one) => one.userId !== userId);
  const put = (one: Participant) => void (participants.value = [...without(one.userId), one]);

  async function add(userId: string): Promise<void> {
    put((await http.post<Participant>(path, { userId })).data);
  }

  async function remove(userId: string): Promise<void> {
    await http.delete(`${path}/${userId}`);
    participants.value = without(userId);
  }

  async function setRole(userId: string, role: Role): Promise<void> {
    put((await http.put<Participant>(`${path}/${userId}`, { role })).data);
  }

  const unfollow = logs.follow({
    applied(entry) {
      if (entry.roomId !== roomId) {
        return;
      }
      if (entry.kind === "member.added") {
        changes++;
        put({ userId: entry.data.userId, role: entry.data.role, joinedAt: entry.at });
      } else if (entry.kind === "member.removed") {
        changes++;
        participants.value = without(entry.data.userId);
      } else if (entry.kind === "member.role") {
        changes++;
        const { userId, role } = entry.data;
        participants.value = participants.value.map((one) => (one.userId === userId ? { ...one, role } : one));
      }
    },
    limited: (id) => void (id === roomId && load()),
    skipped: (id) => void (id === roomId && load()),
  });
  onScopeDispose(unfollow);
  void load();

  return {
    get state() {
      return state.value;
    },
    get problem() {
      return problem.value;
    },
    get participants() {
      return participants.value;
    },
    load,
    add,
    remove,
    setRole,
  };
}
