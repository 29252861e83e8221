const EMOJI =
  /^(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\u{fe0f}|\p{Regional_Indicator}{2}|[0-9#*]\u{fe0f}?\u{20e3})/u;
let segments: Intl.Segmenter | undefined;

/** Whether a message is one to three emoji and nothing else. */
export function isOnlyEmoji(content: string): boolean {
  const text = content.trim();
  // The longest emoji, a family with its tones, has fewer than forty units.
  if (text === "" || text.length > 120) {
    return false;
  }
  segments ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  let count = 0;
  for (const { segment } of segments.segment(text)) {
    if (segment.trim() === "") {
      continue;
    }
    count++;
    if (count > 3 || !EMOJI.test(segment)) {
      return false;
    }
  }
  return true;
}
