import { render } from "@testing-library/vue";
import { createPinia, setActivePinia } from "pinia";
import { createMemoryHistory, type Router } from "vue-router";
import { vi } from "vitest";
import type { Participant, Room, User } from "@/api/types";
import App from "@/app/App.vue";
import { makeRouter } from "@/app/router";
import { useSession } from "@/auth/session";
import { tokens } from "@/auth/tokens";
import { useConnection } from "@/live/connection";
import { wipe } from "@/offline/database";
import { FakeServer, problem, signedIn, type Answer } from "./server";
import { FakeSockets } from "./socket";

export const PEOPLE: User[] = [
  { id: "ann", name: "Ann Lee" },
  { id: "bo", name: "Bo Berg" },
  { id: "cy", name: "Cy Young" },
];

export function room(id: string, more: Partial<Room> = {}): Room {
  return {
    id,
    name: id,
    type: "group",
    history: "shared",
    createdAt: "2026-01-01T00:00:00.000Z",
    memberCount: 2,
    role: "admin",
    unread: 0,
    mentions: 0,
    muted: false,
    archived: false,
    head: { seq: 3, number: 1, at: "2026-01-02T00:00:00.000Z", preview: `words of ${id}` },
    lastReadSeq: 3,
    ...more,
  };
}

export interface House {
  server: FakeServer;
  sockets: FakeSockets;
  router: Router;
}

export interface Inside {
  /** Who is signed in. */
  as?: string;
  rooms?: Room[];
  participants?: Participant[];
  /** In place of the rooms. */
  answer?: () => Answer;
}

/** The whole client at a place, on a device that knows nothing yet, with a server and a socket that the test holds. */
export async function enter(path: string, { as, rooms = [], participants = [], answer }: Inside = {}): Promise<House> {
  await wipe();
  vi.stubGlobal("matchMedia", (media: string) => Object.assign(new EventTarget(), { media, matches: false }));
  const pinia = createPinia();
  setActivePinia(pinia);
  const server = new FakeServer();
  const sockets = new FakeSockets();
  tokens.drop();
  useConnection().openWith(sockets.open);
  server
    .on("POST", "/auth/refresh", () => (as ? { data: signedIn(as) } : problem(401, "session-ended")))
    .on("GET", "/rooms", answer ?? (() => ({ data: { rooms } })))
    .on("GET", /^\/rooms\/[^/]+$/, ({ path: at }) => {
      const found = rooms.find(({ id }) => at === `/rooms/${id}`);
      return found ? { data: found } : problem(404, "room-not-found");
    })
    .on("GET", /^\/rooms\/[^/]+\/participants$/, () => ({ data: { participants } }))
    .on("GET", /^\/rooms\/[^/]+\/(messages|attachments)$/, () => ({
      data: { messages: [], attachments: [], hasMore: false, asOfSeq: 0 },
    }))
    .on("GET", "/users", ({ params }) => {
      const ids = String(params.ids ?? "").split(",");
      const q = String(params.q ?? "").toLowerCase();
      const users = PEOPLE.filter(({ id, name }) => (q ? name.toLowerCase().includes(q) : ids.includes(id)));
      return { data: { users } };
    });
  const session = useSession();
  await session.start();
  const router = makeRouter(createMemoryHistory(), {
    known: () => Promise.resolve(),
    signedIn: () => session.state === "signed-in",
  });
  await router.push(path);
  render(App, { global: { plugins: [pinia, router] } });
  return { server, sockets, router };
}
