import { defineStore } from "pinia";
import { shallowReactive } from "vue";
import { useSession } from "@/auth/session";
import { kept, type KeptDraft } from "@/offline/database";

export type DraftText = Omit<KeptDraft, "roomId">;

const SAVE_AFTER = 300;
const nothing: DraftText = { content: "", mentions: [] };

/** What was written and not sent, by room. It survives a reload. */
export const useDrafts = defineStore("drafts", () => {
  const drafts = shallowReactive(new Map<string, DraftText>());
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  /** Reactive: what lies in the database comes a moment after the start. */
  const draft = (roomId: string): DraftText => drafts.get(roomId) ?? nothing;

  /** Nothing written: no draft. */
  function save(roomId: string, text: DraftText): void {
    const empty = text.content.trim() === "" && text.replyTo === undefined;
    if (empty) {
      drafts.delete(roomId);
    } else {
      drafts.set(roomId, text);
    }
    clearTimeout(timers.get(roomId));
    timers.set(
      roomId,
      setTimeout(() => void keep(roomId), empty ? 0 : SAVE_AFTER),
    );
  }

  async function keep(roomId: string): Promise<void> {
    timers.delete(roomId);
    const text = drafts.get(roomId);
    // Arrays of components are proxies, which the database does not take.
    await kept<unknown>(
      (db) =>
        text ? db.put("drafts", { ...text, mentions: [...text.mentions], roomId }) : db.delete("drafts", roomId),
      undefined,
    );
  }

  async function load(): Promise<void> {
    const all = await kept((db) => db.getAll("drafts"), []);
    all.filter(({ roomId }) => !drafts.has(roomId)).forEach(({ roomId, ...text }) => drafts.set(roomId, text));
  }

  useSession().whenOver(() => {
    timers.forEach((timer) => clearTimeout(timer));
    timers.clear();
    drafts.clear();
  });
  const loaded = load();

  return { draft, save, loaded };
});
