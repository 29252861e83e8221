/** The catalogues of this language, one for each area. */
const files = import.meta.glob<Record<string, unknown>>("./*.json", { eager: true, import: "default" });

export default Object.fromEntries(
  Object.entries(files).map(([path, catalogue]) => [path.slice("./".length, -".json".length), catalogue]),
);
