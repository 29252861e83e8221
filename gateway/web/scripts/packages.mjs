// Installs the packages of the lockfile, unless just these are there.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

const web = new URL("../", import.meta.url);
const packagesOf = (lockfile) => JSON.parse(readFileSync(new URL(lockfile, web), "utf8")).packages;

function areInstalled() {
  if (!existsSync(new URL("node_modules/.package-lock.json", web))) {
    return false;
  }
  const wanted = packagesOf("package-lock.json");
  const installed = packagesOf("node_modules/.package-lock.json");
  const differ = (path) => wanted[path]?.version !== installed[path]?.version;
  // Optional ones are those of other platforms.
  const missing = Object.keys(wanted).filter((path) => path !== "" && !wanted[path].optional && differ(path));
  return missing.length === 0 && !Object.keys(installed).some(differ);
}

if (!areInstalled()) {
  const { status } = spawnSync("npm", ["ci", "--prefer-offline", "--no-audit", "--no-fund"], {
    cwd: web,
    stdio: "inherit",
  });
  process.exit(status ?? 1);
}
