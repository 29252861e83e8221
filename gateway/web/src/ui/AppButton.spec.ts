import userEvent from "@testing-library/user-event";
import { render, screen } from "@testing-library/vue";
import { expect, it, vi } from "vitest";
import AppButton from "./AppButton.vue";

it("does nothing more while it works, and keeps the focus", async () => {
  const pressed = vi.fn();
  const view = render(AppButton, { attrs: { onClick: pressed }, slots: { default: "Save" } });
  const button = screen.getByRole("button", { name: "Save" });
  await userEvent.click(button);
  await view.rerender({ loading: true });
  await userEvent.click(button);
  await userEvent.keyboard("{Enter}");
  expect(pressed).toHaveBeenCalledOnce();
  expect(button).toHaveFocus();
  expect(button).toHaveAttribute("aria-busy", "true");
});
