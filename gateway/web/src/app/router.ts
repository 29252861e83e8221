import {
  createRouter,
  type Router,
  type RouteLocationNormalized,
  type RouterHistory,
  type RouteRecordRaw,
} from "vue-router";

declare module "vue-router" {
  interface RouteMeta {
    /** For those who are not signed in. */
    open?: boolean;
    /** The pane that a phone shows; of the others it knows nothing then. */
    pane?: "list" | "main" | "side";
    /** The key of its name, for the title of the window. A conversation has its own. */
    title?: string;
  }
}

function roomOf(route: RouteLocationNormalized): { roomId: string; at?: number } {
  const at = Number(route.query.at);
  const roomId = String(route.params.roomId);
  return Number.isSafeInteger(at) && at > 0 ? { roomId, at } : { roomId };
}

const conversation = () => import("@/messages/ConversationView.vue");

export const routes: RouteRecordRaw[] = [
  {
    path: "/signin",
    name: "signin",
    component: () => import("@/auth/SignInView.vue"),
    meta: { open: true, title: "auth.signin.title" },
  },
  {
    path: "/register",
    name: "register",
    component: () => import("@/auth/RegisterView.vue"),
    meta: { open: true, title: "auth.register.title" },
  },
  {
    path: "/",
    component: () => import("@/app/PanesLayout.vue"),
    children: [
      { path: "", name: "rooms", component: () => import("@/rooms/NothingOpen.vue"), meta: { pane: "list" } },
      { path: "rooms/:roomId", name: "room", component: conversation, props: roomOf, meta: { pane: "main" } },
      {
        path: "rooms/:roomId/info",
        name: "room-info",
        components: { default: conversation, side: () => import("@/rooms/RoomInfo.vue") },
        props: { default: roomOf, side: roomOf },
        meta: { pane: "side", title: "rooms.info.title" },
      },
      {
        path: "search",
        name: "search",
        component: () => import("@/messages/SearchView.vue"),
        meta: { pane: "main", title: "app.search" },
      },
      {
        path: "new",
        name: "new",
        component: () => import("@/rooms/NewRoomView.vue"),
        meta: { pane: "main", title: "rooms.new.title" },
      },
      {
        path: "settings",
        component: () => import("@/app/SettingsLayout.vue"),
        meta: { pane: "main" },
        children: [
          {
            path: "",
            name: "settings",
            component: () => import("@/app/SettingsView.vue"),
            meta: { title: "app.settings.title" },
          },
          {
            path: "profile",
            name: "profile",
            component: () => import("@/auth/ProfileView.vue"),
            meta: { title: "auth.profile.title" },
          },
          {
            path: "devices",
            name: "devices",
            component: () => import("@/auth/DevicesView.vue"),
            meta: { title: "auth.devices.title" },
          },
        ],
      },
      {
        path: ":rest(.*)*",
        name: "nowhere",
        component: () => import("@/app/NotFound.vue"),
        meta: { pane: "main", title: "app.nowhere.title" },
      },
    ],
  },
];

/** Where somebody goes who has signed in: where they were, if that is a place of ours. */
export function placeAfterSignIn(next: unknown): string {
  return typeof next === "string" && /^\/(?![/\\])/.test(next) ? next : "/";
}

export interface Door {
  /** Resolves when it is known whether somebody is signed in. */
  known(): Promise<void>;
  signedIn(): boolean;
}

/** The places of the client; those that are not `open` lead to sign-in and back. */
export function makeRouter(history: RouterHistory, door: Door): Router {
  const router = createRouter({ history, routes });
  router.beforeEach(async (to) => {
    await door.known();
    if (!to.meta.open && !door.signedIn()) {
      return { name: "signin", query: to.fullPath === "/" ? {} : { next: to.fullPath } };
    }
    return to.meta.open && door.signedIn() ? placeAfterSignIn(to.query.next) : true;
  });
  return router;
}
