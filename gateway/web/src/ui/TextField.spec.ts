import userEvent from "@testing-library/user-event";
import { render, screen } from "@testing-library/vue";
import { expect, it } from "vitest";
import TextField from "./TextField.vue";

it("names its field and describes it with the hint and what is wrong", async () => {
  const view = render(TextField, {
    props: { label: "Email", hint: "Nobody sees it", error: "That is no address", modelValue: "x" },
    attrs: { autocomplete: "email" },
  });
  const field = screen.getByRole("textbox", { name: "Email" });
  expect(field).toHaveAccessibleDescription("That is no address Nobody sees it");
  expect(field).toBeInvalid();
  expect(field).toHaveAttribute("autocomplete", "email");
  await userEvent.type(field, "y");
  expect(view.emitted("update:modelValue")).toEqual([["xy"]]);
});

it("says nothing of errors while there is none", () => {
  render(TextField, { props: { label: "Name", modelValue: "" } });
  expect(screen.getByRole("textbox", { name: "Name" })).not.toHaveAttribute("aria-invalid");
  expect(screen.getByRole("textbox", { name: "Name" })).not.toHaveAttribute("aria-describedby");
});
