/** The most pixels of a picture's side. */
export const AVATAR_SIDE = 512;

/**
 * The square in the middle of an image, at most {@link AVATAR_SIDE} wide, as the camera was held.
 *
 * @throws if this browser cannot read it as an image
 */
export async function squareOf(file: Blob): Promise<File> {
  const image = await createImageBitmap(file, { imageOrientation: "from-image" });
  try {
    const side = Math.min(image.width, image.height);
    const target = Math.min(side, AVATAR_SIDE);
    const canvas = document.createElement("canvas");
    canvas.width = target;
    canvas.height = target;
    const context = canvas.getContext("2d");
    if (!context || side === 0) {
      throw new Error("nothing to draw on");
    }
    context.imageSmoothingQuality = "high";
    // A see-through picture would show whatever is behind it.
    context.fillStyle = "#fff";
    context.fillRect(0, 0, target, target);
    const [x, y] = [(image.width - side) / 2, (image.height - side) / 2];
    context.drawImage(image, x, y, side, side, 0, 0, target, target);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.9));
    if (!blob) {
      throw new Error("nothing came of it");
    }
    return new File([blob], "avatar.jpg", { type: "image/jpeg" });
  } finally {
    image.close();
  }
}
