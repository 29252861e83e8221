import { createPinia, setActivePinia } from "pinia";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { effectScope, nextTick, ref } from "vue";
import { usePeople, type Person } from "./people";
import { usePeopleSearch } from "./usePeopleSearch";

type Page = { users: Person[]; next?: string };
const answers: ((page: Page) => void)[] = [];
const person = (id: string): Person => ({ id, name: id, deleted: false });

beforeEach(() => {
  vi.useFakeTimers();
  setActivePinia(createPinia());
  answers.length = 0;
  vi.spyOn(usePeople(), "search").mockImplementation(() => new Promise((resolve) => answers.push(resolve)));
});
afterEach(() => vi.useRealTimers());

async function type(typed: { value: string }, text: string): Promise<void> {
  typed.value = text;
  await nextTick();
  await vi.advanceTimersByTimeAsync(300);
}

it("shows nothing of an answer to what does not stand there any more", async () => {
  const typed = ref("");
  const { found, state } = effectScope().run(() => usePeopleSearch(typed)) as ReturnType<typeof usePeopleSearch>;
  await type(typed, "bo");
  await type(typed, "b");
  answers[0]?.({ users: [person("bo")] });
  await vi.advanceTimersByTimeAsync(1);
  expect([state.value, found.value]).toEqual(["idle", []]);

  await type(typed, "cy");
  await type(typed, "cyr");
  answers[2]?.({ users: [person("cyr")] });
  answers[1]?.({ users: [person("cyd"), person("cyr")] });
  await vi.advanceTimersByTimeAsync(1);
  expect(found.value.map(({ id }) => id)).toEqual(["cyr"]);
});
