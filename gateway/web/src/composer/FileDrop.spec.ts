import { createEvent, fireEvent, render, screen } from "@testing-library/vue";
import { describe, expect, it } from "vitest";
import FileDrop from "./FileDrop.vue";

const photo = new File(["x"], "photo.png", { type: "image/png" });
const files = {
  types: ["Files"],
  items: [
    { kind: "file", getAsFile: () => photo, webkitGetAsEntry: () => ({ isDirectory: false }) },
    { kind: "file", getAsFile: () => new File([], "folder"), webkitGetAsEntry: () => ({ isDirectory: true }) },
  ],
  files: [],
};
const words = { types: ["text/plain"], items: [], files: [] };
const zone = () => screen.queryByText("Drop files to attach them");

function show(disabled = false) {
  const view = render(FileDrop, { props: { disabled }, slots: { default: "<p>Conversation</p>" } });
  return { view, inside: screen.getByText("Conversation") };
}

describe("dropping files", () => {
  it("shows where to, for as long as they are over it, and gives the files without the folders", async () => {
    const { view, inside } = show();
    await fireEvent.dragEnter(inside, { dataTransfer: files });
    await fireEvent.dragEnter(inside.parentElement as Element, { dataTransfer: files });
    await fireEvent.dragLeave(inside, { dataTransfer: files });
    expect(zone()).toBeVisible();
    await fireEvent.drop(inside, { dataTransfer: files });
    expect(zone()).toBeNull();
    expect(view.emitted("files")).toEqual([[[photo], true]]);
  });

  it("is over when they leave again", async () => {
    const { inside } = show();
    await fireEvent.dragEnter(inside, { dataTransfer: files });
    await fireEvent.dragLeave(inside, { dataTransfer: files });
    expect(zone()).toBeNull();
  });

  it("is nothing for words, which fields take themselves", async () => {
    const { view, inside } = show();
    await fireEvent.dragEnter(inside, { dataTransfer: words });
    expect(zone()).toBeNull();
    const drop = createEvent.drop(inside, { dataTransfer: words });
    await fireEvent(inside, drop);
    expect(drop.defaultPrevented).toBe(false);
    expect(view.emitted("files")).toBeUndefined();
  });

  it("is not possible where nothing can be sent", async () => {
    const { view, inside } = show(true);
    await fireEvent.dragEnter(inside, { dataTransfer: files });
    expect(zone()).toBeNull();
    await fireEvent.drop(inside, { dataTransfer: files });
    expect(view.emitted("files")).toBeUndefined();
  });

  it("beside it never replaces the page", async () => {
    const { view } = show();
    const missed = createEvent.drop(document.body, { dataTransfer: files });
    await fireEvent(document.body, missed);
    expect(missed.defaultPrevented).toBe(true);
    view.unmount();
    const later = createEvent.drop(document.body, { dataTransfer: files });
    await fireEvent(document.body, later);
    expect(later.defaultPrevented).toBe(false);
  });
});
