import userEvent from "@testing-library/user-event";
import { render, screen } from "@testing-library/vue";
import { createPinia, setActivePinia } from "pinia";
import { beforeEach, expect, it } from "vitest";
import { useConfirm } from "./confirm";
import ConfirmDialog from "./ConfirmDialog.vue";

beforeEach(() => setActivePinia(createPinia()));

it("asks, and passes the answer on", async () => {
  render(ConfirmDialog);
  const answer = useConfirm().confirm({ title: "Leave the room?", text: "Ask to come back.", action: "Leave" });
  expect(await screen.findByRole("dialog", { name: "Leave the room?" })).toHaveAccessibleDescription(
    "Ask to come back.",
  );
  await userEvent.click(screen.getByRole("button", { name: "Leave" }));
  await expect(answer).resolves.toBe(true);
});

it("takes Escape for a no, and a second question too", async () => {
  render(ConfirmDialog);
  const first = useConfirm().confirm({ title: "One?", action: "Yes" });
  const second = useConfirm().confirm({ title: "Two?", action: "Yes" });
  await expect(first).resolves.toBe(false);
  await screen.findByRole("dialog", { name: "Two?" });
  await userEvent.keyboard("{Escape}");
  await expect(second).resolves.toBe(false);
});
