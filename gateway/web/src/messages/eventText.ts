import { useI18n } from "vue-i18n";
import type { RoomEntry } from "./model";
import { useNames } from "./useNames";

/** Gives in words what happened to the room; several entries are one person's adding of several. */
export function useEventText(): (entries: RoomEntry[]) => string {
  const { t, locale } = useI18n();
  const { subject, object } = useNames();

  return (entries) => {
    const entry = entries[0];
    if (!entry) {
      return "";
    }
    const actor = subject(entry.actor);
    switch (entry.kind) {
      case "room.created":
        return t("messages.event.created", { actor, name: entry.data.name ?? "" });
      case "room.updated":
        return updated(entry.data, actor);
      case "room.deleted":
        return t("messages.event.deleted", { actor });
      case "member.added": {
        if (entry.data.userId === entry.actor) {
          return t("messages.event.joined", { actor });
        }
        const people = entries.map((one) => (one.kind === "member.added" ? object(one.data.userId) : ""));
        const list = new Intl.ListFormat(locale.value, { type: "conjunction" }).format(people);
        return t("messages.event.added", { actor, people: list });
      }
      case "member.removed":
        return entry.data.reason === "left"
          ? t("messages.event.left", { actor: subject(entry.data.userId) })
          : t("messages.event.removed", { actor, person: object(entry.data.userId) });
      case "member.role":
        return entry.data.role === "admin"
          ? t("messages.event.promoted", { actor, person: object(entry.data.userId) })
          : t("messages.event.demoted", { actor, person: object(entry.data.userId) });
    }
  };

  function updated(data: Extract<RoomEntry, { kind: "room.updated" }>["data"], actor: string): string {
    if (data.name !== undefined) {
      return t("messages.event.renamed", { actor, name: data.name });
    }
    if (data.avatarUrl !== undefined) {
      return data.avatarUrl === ""
        ? t("messages.event.pictureGone", { actor })
        : t("messages.event.picture", { actor });
    }
    if (data.description !== undefined) {
      return t("messages.event.described", { actor });
    }
    return data.history === "joined"
      ? t("messages.event.historyJoined", { actor })
      : t("messages.event.historyShared", { actor });
  }
}
