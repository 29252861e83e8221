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
  /** The code of the problem with which the session ended. */
  const endedBecause = ref<string | null>(null);
  const me = shallowRef<OwnUser | null>(null);
  const sessionId = ref<string | null>(null);
  const over = new Set<() => void>();

  tokens.onToken = adopt;
  tokens.onOver = (code) => void finish(code);

  /** At boot. Without an answer, whom this browser remembers is signed in, from the cache. */
  async function start(): Promise<void> {
    const remembered = await recall();
    try {
      await tokens.refresh();
    } catch (error) {
      if (state.value === "starting") {
        startWithout(remembered, problemOf(error).code);
      }
    }
  }

  function startWithout(remembered: OwnUser | undefined, code: string): void {
    if (remembered && code !== "session-ended") {
      me.value = remembered;
      state.value = "signed-in";
    } else {
      state.value = "anonymous";
    }
  }

  async function register(as: { name: string; email: string; password: string }): Promise<void> {
    await signIn((await bare.post<SignedIn>("/auth/register", { ...as, cookie: true })).data);
  }

  async function logIn(as: { email: string; password: string }): Promise<void> {
    await signIn((await bare.post<SignedIn>("/auth/login", { ...as, cookie: true })).data);
  }

  async function signIn(answer: SignedIn): Promise<void> {
    const remembered = await recall();
    if (remembered && remembered.id !== answer.user.id) {
      forget();
      await wipe();
    }
    tokens.take(answer);
  }

  /** A token came, of this tab's doing or another's. */
  function adopt(answer: SignedIn): void {
    if (me.value && me.value.id !== answer.user.id) {
      // Another tab has signed somebody else in, and wiped what was kept.
      forget();
    }
    me.value = answer.user;
    sessionId.value = claimsOf(answer.accessToken).sid ?? null;
    endedBecause.value = null;
    state.value = "signed-in";
    void remember(answer.user);
  }

  const remember = (user: OwnUser) => kept<unknown>((db) => db.put("facts", user, "me"), undefined);
  const recall = async () => (await kept((db) => db.get("facts", "me"), undefined)) as OwnUser | undefined;

  /** Everything kept here goes, the outbox included, also when the server cannot be told. */
  async function logOut(): Promise<void> {
    await bare.post("/auth/logout").catch(() => undefined);
    tokens.drop();
    await finish("signed-out");
  }

  /**
   * The session is over. Who logged out leaves nothing here. After a session that ended by itself, what was written and not sent stays for the
   * same person; what others wrote does not.
   */
  async function finish(code: string): Promise<void> {
    const remembered = me.value ?? (await recall());
    const out = code === "signed-out" || !remembered;
    forget();
    state.value = out ? "anonymous" : "ended";
    endedBecause.value = out ? null : code;
    await (code === "session-ended" || code === "session-revoked" ? wipe(["rooms", "people", "windows"]) : wipe());
  }

  function forget(): void {
    me.value = null;
    sessionId.value = null;
    over.forEach((handler) => handler());
  }

  /** Told when what is known of the person has to be forgotten. Returns how to stop it. */
  function whenOver(handler: () => void): () => void {
    over.add(handler);
    return () => over.delete(handler);
  }

  async function update(patch: { name?: string; avatarId?: string | null }): Promise<void> {
    const { avatarId, ...rest } = patch;
    const body = avatarId === undefined ? rest : { ...rest, avatar: avatarId };
    const { data } = await http.patch<OwnUser>("/me", body);
    me.value = data;
    await remember(data);
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
