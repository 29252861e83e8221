import { useI18n } from "vue-i18n";
import type { MessageType, Quote } from "@/api/types";
import type { Message } from "./model";

const LONGEST = 140;

/** Gives a message in one line: what it says, else what it is. */
export function useExcerpt(): (message: Message | Quote) => string {
  const { t } = useI18n();
  const kind = (type: MessageType) => t(`messages.kind.${type}`);
  return (message) => {
    if (message.deleted) {
      return t("messages.deleted");
    }
    if ("excerpt" in message || !("content" in message)) {
      return oneLine(message.excerpt ?? "") || kind(message.type);
    }
    return oneLine(message.content) || message.files[0]?.name || message.localFiles[0]?.name || kind(message.type);
  };
}

/** Without the marks of Markdown and line breaks. */
function oneLine(text: string): string {
  const plain = text.slice(0, LONGEST * 4).replace(/^(?:```.*|[ \t]*(?:[>#]+|[-*+])[ \t]+)/gm, "");
  const line = plain
    .replace(/\*\*|__|~~|`/g, "")
    .replace(/\s+/g, " ")
    .trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST).trimEnd()}…` : line;
}
