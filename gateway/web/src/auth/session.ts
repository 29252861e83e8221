import { defineStore } from "pinia";
import { ref, shallowRef } from "vue";
import { http } from "@/api/http";
import { problemOf } from "@/api/problem";
import type { OwnUser, Session } from "@/api/types";
import { bare, claimsOf, type SignedIn, tokens } from "@/auth/tokens";
import { kept, wipe } from "@/offline/database";

/** Who is signed in, and whether they still are. */
export const useSession = defineStore("session", () => {
  const state = ref<"starting" | "anonymous" | "signed-in" | "ended">("starting");
  const endedBecause = ref<string | null>(null);
  const me = shallowRef<OwnUser | null>(null);
  const sessionId = ref<string | null>(null);
  const over = new Set<() => void>();

  tokens.onToken = (answer) => void adopt(answer);
  tokens.onOver = (code) => void finish(code);

  /** At boot. Without an answer, whom this browser remembers is signed in, from the cache. */
  async function start(): Promise<void> {
    const remembered = await kept((db) => db.get("facts", "me"), undefined);
    try {
      await adopt(await tokens.refresh());
    } catch (error) {
      const { code } = problemOf(error);
      if (state.value === "ended" || state.value === "signed-in") {
        return;
      }
      if (code === "session-ended") {
        state.value = "anonymous";
      } else if (remembered) {
        me.value = remembered as OwnUser;
        state.value = "signed-in";
      } else {
        state.value = "anonymous";
      }
    }
  }

  async function register(as: { name: string; email: string; password: string }): Promise<void> {
    await signIn((await bare.post<SignedIn>("/auth/register", { ...as, cookie: true })).data);
  }

  async function logIn(as: { email: string; password: string }): Promise<void> {
    await signIn((await bare.post<SignedIn>("/auth/login", { ...as, cookie: true })).data);
  }

  async function signIn(answer: SignedIn): Promise<void> {
    const remembered = (await kept((db) => db.get("facts", "me"), undefined)) as OwnUser | undefined;
    if (remembered && remembered.id !== answer.user.id) {
      await forgetEverything();
    }
    tokens.take(answer);
    await adopt(answer);
  }

  async function adopt(answer: SignedIn): Promise<void> {
    if (me.value && me.value.id !== answer.user.id) {
      await forgetEverything();
    }
    me.value = answer.user;
    sessionId.value = claimsOf(answer.accessToken).sid ?? null;
    endedBecause.value = null;
    state.value = "signed-in";
    await kept((db) => db.put("facts", answer.user, "me"), "me");
  }

  /** Everything kept here goes, the outbox included, also when the server cannot be told. */
  async function logOut(): Promise<void> {
    await bare.post("/auth/logout").catch(() => undefined);
    tokens.drop();
    await finish("signed-out");
  }

  async function finish(code: string): Promise<void> {
    const was = state.value;
    state.value = code === "signed-out" || was === "starting" ? "anonymous" : "ended";
    endedBecause.value = state.value === "ended" ? code : null;
    await forgetEverything();
  }

  async function forgetEverything(): Promise<void> {
    me.value = null;
    sessionId.value = null;
    over.forEach((handler) => handler());
    await wipe();
  }

  /** Told when what is known of the person has to be forgotten. Returns how to stop it. */
  function whenOver(handler: () => void): () => void {
    over.add(handler);
    return () => over.delete(handler);
  }

  async function update(patch: { name?: string; avatarId?: string | null }): Promise<void> {
    const { avatarId, ...rest } = patch;
    const body = avatarId === undefined ? rest : { ...rest, avatar: avatarId };
    me.value = (await http.patch<OwnUser>("/me", body)).data;
    await kept((db) => db.put("facts", me.value as OwnUser, "me"), "me");
  }

  async function changePassword(change: { currentPassword: string; newPassword: string }): Promise<void> {
    await http.put("/me/password", change);
  }

  async function deleteAccount(password: string): Promise<void> {
    await http.delete("/me", { data: { password } });
    tokens.drop();
    await finish("signed-out");
  }

  const sessions = async () => (await http.get<{ sessions: Session[] }>("/me/sessions")).data.sessions;
  const endSession = async (id: string) => void (await http.delete(`/me/sessions/${id}`));
  const endOtherSessions = async () => void (await http.delete("/me/sessions"));

  return {
    state,
    endedBecause,
    me,
    sessionId,
    start,
    register,
    logIn,
    logOut,
    finish,
    whenOver,
    update,
    changePassword,
    deleteAccount,
    sessions,
    endSession,
    endOtherSessions,
  };
});
