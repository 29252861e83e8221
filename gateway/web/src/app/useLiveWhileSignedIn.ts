import { watch } from "vue";
import { useSession } from "@/auth/session";
import { useConnection } from "@/live/connection";
import { useOutbox } from "@/messages/outbox";
import { useOwnPresence } from "@/people/ownPresence";
import { useRooms } from "@/rooms/rooms";

/**
 * The connection lives as long as somebody is signed in, and the rooms are loaded once they are. What was not sent goes out from whatever view the
 * page begins with.
 */
export function useLiveWhileSignedIn(): void {
  const session = useSession();
  const connection = useConnection();
  const rooms = useRooms();
  useOutbox();
  useOwnPresence();

  watch(
    () => session.state === "signed-in",
    (signedIn) => {
      if (signedIn) {
        connection.start();
        rooms.load().catch(() => undefined);
      } else {
        connection.stop();
      }
    },
    { immediate: true },
  );
}
