import userEvent from "@testing-library/user-event";
import { render, screen } from "@testing-library/vue";
import { expect, it, vi } from "vitest";
import { h } from "vue";
import AppMenu from "./AppMenu.vue";
import AppMenuItem from "./AppMenuItem.vue";

it("opens, is walked through and chosen from by keyboard", async () => {
  const chosen = vi.fn();
  render(AppMenu, {
    slots: {
      trigger: () => h("button", "More"),
      default: () => [
        h(AppMenuItem, { onSelect: () => chosen("mute") }, () => "Mute"),
        h(AppMenuItem, { onSelect: () => chosen("leave"), danger: true }, () => "Leave"),
      ],
    },
  });
  screen.getByRole("button", { name: "More" }).focus();
  await userEvent.keyboard("{Enter}");
  await screen.findByRole("menu");
  await userEvent.keyboard("{ArrowDown}{Enter}");
  await vi.waitFor(() => expect(chosen).toHaveBeenCalledWith("leave"));
});
