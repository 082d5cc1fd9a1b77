import { HoconError } from "../../provider/emqx/config/hocon/tokens";
import { leavesOf } from "../../provider/emqx/config/hocon/tree";
import { SECRET_ROOTS } from "../../provider/emqx/config/keys/owned";
import { keyTable } from "../../provider/emqx/config/keys/table";
import { secretFindings } from "../../provider/emqx/config/secretRules";
import { parsedConfig } from "../../provider/emqx/config/textRules";
import { textAt } from "../../provider/emqx/lines/line/plainObject";
import { resolveVersion } from "../../provider/emqx/lines/versions";
import { mayBeSecret } from "./inputs";
import type { Difference } from "./kept";
import type { LiveObject } from "./liveObjects";
import { configKey, FromConfig, type Shown } from "./shown";

/** The live value of a field, with whatever may be a secret of it left to the stack's configuration. */
export function hidden({ path, live }: Difference, of: LiveObject): Shown {
    if (path.at(-1) === "env" && Array.isArray(live))
        return live.map((variable) => hiddenVariable(variable, path, of));
    const field = path.find((key) => key === "config" || key === "bootstrapAPIKeys");
    if (field === undefined || live === undefined || (field === "config" && !holdsSecrets(of))) return live;
    const is = typeof live === "string" ? "text" : "object";
    return new FromConfig(configKey(path.join(" ")), reading(of, path), is);
}

function hiddenVariable(variable: unknown, path: readonly string[], of: LiveObject): Shown {
    const [name = "", value] = [textAt(variable, "name"), textAt(variable, "value")];
    if (value === undefined || !mayBeSecret(name, value)) return variable;
    return {
        ...(variable as object),
        value: new FromConfig(
            configKey(name),
            reading(of, [...path.slice(0, -1), `env[?(@.name=="${name}")]`, "value"]),
        ),
    };
}

function holdsSecrets({ line, object }: LiveObject): boolean {
    const { configData = "", version } = line.read(object);
    const parsed = parsedConfig(configData);
    // Nobody knows what is in a text that cannot be read.
    if (parsed instanceof HoconError) return true;
    const table = keyTable(resolveVersion(undefined, version));
    const owned = leavesOf(parsed.root).some(({ path }) => SECRET_ROOTS.includes(path[0] ?? ""));
    return owned || secretFindings(parsed.root, table, []).length > 0;
}

/** What prints a field of the live object, for a shell. */
function reading({ line, namespace, instance }: LiveObject, path: readonly string[]): string {
    const { resource } = line;
    const kind = `${resource.plural}.${resource.version}.${resource.group}`;
    const place = path.map((key) => `.${key.startsWith("env[") ? key : key.replaceAll(".", "\\.")}`).join("");
    return `kubectl --namespace ${namespace} get ${kind} ${instance} --output 'jsonpath={.spec${place}}'`;
}
