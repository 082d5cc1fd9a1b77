import { isPlain } from "../../validation/conform";
import type { Problems } from "../../validation/problems";
import type { EmqxArgs } from "../args/emqxClusterArgs";
import type { OwnedKeys } from "../lines/line/keys";
import { HoconError } from "./hocon/tokens";
import { ownerOf } from "./keys/owned";
import { parsedConfig } from "./textRules";
import { keyOf } from "./variables";

/**
 * Roots that both `config` and the environment set. A push fills each root that it names with EMQX's defaults before it merges it,
 * so that what only a variable says of it is undone on all running nodes. Source: emqx_conf_cli.erl (check_config), v5.7.2 and e5.8.11.
 */
export function checkSharedRoots(problems: Problems, args: EmqxArgs, owned: OwnedKeys): void {
    const config = isPlain(args.config) ? parsedConfig(args.config) : undefined;
    if (config === undefined || config instanceof HoconError) return;
    const lines = new Map(config.root.fields.map(({ path, line }) => [path[0] ?? "", line]));
    for (const input of ["environment", "secretEnvironment"] as const) {
        for (const name of Object.keys(args[input] ?? {})) {
            const key = keyOf(name);
            const [root = ""] = key;
            const line = lines.get(root);
            if (!name.startsWith("EMQX_") || line === undefined) continue;
            // Told already, with the input that it has: it cannot move into config.
            if (ownerOf(owned, key) !== undefined) continue;
            const way =
                input === "environment"
                    ? `write ${key.join(".")} in config, and leave the variable out`
                    : `write ${key.join(".")} in config as a file of secretFiles, or all of ${root} in secretEnvironment`;
            problems
                .at(input, name)
                .add(
                    "",
                    `sets ${root}, as config does (line ${line}): EMQX would put it back to its default at each change of config; ${way}`,
                );
        }
    }
}
