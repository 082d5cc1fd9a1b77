import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { editionKeys } from "./editions";
import { keysFile } from "./file";
import { pack } from "./pack";

// `npm run data:keys -- FOLDER`, from the repository's root, with the lists of EMQX's keys in the folder:
// emqx-ce-5.7.2-all.json, emqx-ee-5.8.11-all.json, emqx-ee-5.7.2.json and emqx-ce-5.8.11.json.
const [folder] = process.argv.slice(2);
if (folder === undefined) {
    console.error("usage: npm run data:keys -- FOLDER   (with the lists of EMQX's keys)");
    process.exit(2);
}
const lists = pack(editionKeys(folder));
writeFileSync(join(process.cwd(), "provider/emqx/config/keys/keys.json"), keysFile(lists));
console.log(`${lists.keys.length} keys, ${lists.types.length} types`);
