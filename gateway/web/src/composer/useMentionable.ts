import { computed, effectScope, onScopeDispose, shallowRef, watch, type ComputedRef, type Ref } from "vue";
import { useSession } from "@/auth/session";
import { usePeople } from "@/people/people";
import { useParticipants } from "@/rooms/participants";
import type { Mentionable } from "./mentions";

/**
 * Who can be mentioned in a room: those in it, who are asked for when the first `@` is written.
 *
 * @param picked those first of whom it is known that they are meant, also when others are called the same
 */
export function useMentionable(
  roomId: string,
  content: Ref<string>,
  picked: Ref<string[]>,
): ComputedRef<Mentionable[]> {
  const session = useSession();
  const people = usePeople();
  const scope = effectScope();
  const there = shallowRef<ReturnType<typeof useParticipants>>();

  watch(
    content,
    (text) => {
      if (!there.value && text.includes("@")) {
        there.value = scope.run(() => useParticipants(roomId));
      }
    },
    { immediate: true },
  );
  onScopeDispose(() => scope.stop());

  return computed(() => {
    const ids = new Set([...picked.value, ...(there.value?.participants.map(({ userId }) => userId) ?? [])]);
    ids.delete(session.me?.id ?? "");
    return [...ids].flatMap((id) => {
      const person = people.person(id);
      return person && !person.deleted ? [{ id, name: person.name }] : [];
    });
  });
}
