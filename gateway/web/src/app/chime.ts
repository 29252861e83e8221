let context: AudioContext | undefined;

/** Two soft notes. Nothing where the browser has not been touched yet, or has no sound. */
export function chime(): void {
  try {
    context ??= new AudioContext();
    const now = context.currentTime;
    [660, 880].forEach((pitch, i) => note(context as AudioContext, pitch, now + i * 0.11));
  } catch {
    // No sound here.
  }
}

function note(on: AudioContext, pitch: number, at: number): void {
  const tone = on.createOscillator();
  const volume = on.createGain();
  tone.frequency.value = pitch;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(0.06, at + 0.015);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.3);
  tone.connect(volume).connect(on.destination);
  tone.start(at);
  tone.stop(at + 0.32);
}
