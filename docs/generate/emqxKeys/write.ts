import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dataText } from "../../../testkit/data";
import { editionKeys } from "./editions";
import { keysFile } from "./file";
import { pack } from "./pack";

// `npm run data:keys`, from the repository's root, with the lists of EMQX's keys in tests/data; `npm run data:keys -- FOLDER` with
// those of a folder: emqx-ce-5.7.2-all.json, emqx-ee-5.8.11-all.json, emqx-ee-6.3-all.json, emqx-ee-5.7.2.json and emqx-ce-5.8.11.json.
const [folder] = process.argv.slice(2);
const textOf = (file: string) =>
    folder === undefined ? dataText("emqx-keys", file) : readFileSync(join(folder, file), "utf8");
const lists = pack(editionKeys(textOf));
writeFileSync(join(process.cwd(), "provider/emqx/config/keys/keys.json"), keysFile(lists));
console.log(`${lists.keys.length} keys, ${lists.types.length} types`);
