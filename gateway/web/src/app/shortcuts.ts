import { defineStore } from "pinia";
import { ref } from "vue";

export const isApple = /Mac|iPhone|iPad/.test(navigator.platform);

/** What the keyboard does, as the sheet shows it: `Mod` is Command on Apple's keyboards and Control elsewhere. */
export const shortcuts = {
  everywhere: { switch: "Mod+K", search: "Mod+Shift+F", new: "Mod+Shift+O", sheet: "?" },
  rooms: { next: "Alt+ArrowDown", previous: "Alt+ArrowUp", unread: "Alt+Shift+ArrowDown", close: "Escape" },
  writing: { send: "Enter", line: "Shift+Enter", edit: "ArrowUp" },
} as const;

const SIGNS: Record<string, string> = {
  Mod: isApple ? "⌘" : "Ctrl",
  Alt: isApple ? "⌥" : "Alt",
  Shift: isApple ? "⇧" : "Shift",
  Escape: "Esc",
  ArrowUp: "↑",
  ArrowDown: "↓",
};

/** The keys of a shortcut as they are printed on the keyboard. */
export function keysOf(shortcut: string): string[] {
  return shortcut.split("+").map((key) => SIGNS[key] ?? key);
}

/** Whether this press is that shortcut, and nothing more. */
export function isPressed(event: KeyboardEvent, shortcut: string): boolean {
  const parts = shortcut.split("+");
  const key = parts.at(-1) ?? "";
  const mod = isApple ? event.metaKey : event.ctrlKey;
  const other = isApple ? event.ctrlKey : event.metaKey;
  return (
    event.key.toLowerCase() === key.toLowerCase() &&
    mod === parts.includes("Mod") &&
    !other &&
    event.altKey === parts.includes("Alt") &&
    (event.shiftKey === parts.includes("Shift") || key === "?")
  );
}

/** Whether somebody is typing there. */
export function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** The sheet that shows the shortcuts. */
export const useShortcutSheet = defineStore("shortcut-sheet", () => ({ open: ref(false) }));
