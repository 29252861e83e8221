import { render, screen } from "@testing-library/vue";
import { createPinia, setActivePinia } from "pinia";
import { nextTick } from "vue";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { messageOf } from "@/testing/messages";
import { know } from "@/testing/people";
import LiveNews from "./LiveNews.vue";
import type { Item, Message } from "./model";

const item = (seq: number, more: Partial<Message> = {}): Item => {
  const message = messageOf({ seq, content: `Message ${String(seq)}`, ...more });
  return { kind: "message", key: message.key, message };
};

beforeEach(async () => {
  setActivePinia(createPinia());
  await know({ ana: "Ana" });
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

it("tells what others write, at a pace that a voice can follow", async () => {
  const items = [item(1), item(2)];
  const { rerender } = render(LiveNews, { props: { items, hasNewer: false } });
  const log = screen.getByRole("log", { name: "New messages" });
  expect(log.textContent).toBe("");
  await rerender({ items: [...items, item(3)] });
  expect(log).toHaveTextContent("Ana: Message 3");
  const more = [...items, item(3), item(4), item(5), item(6), item(7)];
  await rerender({ items: more });
  expect(log).not.toHaveTextContent("new messages");
  vi.advanceTimersByTime(3000);
  await nextTick();
  expect(log).toHaveTextContent("4 new messages");
});

it("tells neither one's own messages, nor what is loaded", async () => {
  const { rerender } = render(LiveNews, { props: { items: [item(5)], hasNewer: false } });
  await rerender({ items: [item(3), item(4), item(5), item(6, { mine: true })] });
  await rerender({ items: [item(100), item(101)], hasNewer: true });
  expect(screen.getByRole("log").textContent).toBe("");
});
