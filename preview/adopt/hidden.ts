import { HoconError } from "../../provider/emqx/config/hocon/tokens";
import { leavesOf } from "../../provider/emqx/config/hocon/tree";
import { SECRET_ROOTS } from "../../provider/emqx/config/keys/owned";
import { keyTable } from "../../provider/emqx/config/keys/table";
import { secretFindings } from "../../provider/emqx/config/secretRules";
import { parsedConfig } from "../../provider/emqx/config/textRules";
import { listAt, textAt } from "../../provider/emqx/lines/line/plainObject";
import { resolveVersion } from "../../provider/emqx/lines/versions";
import type { Difference } from "./kept";
import type { LiveObject } from "./liveObjects";
import { looksSecret, mayBeSecret, speaksOfSecret } from "./secretText";
import { configKey, FromConfig, type Shown } from "./shown";

/** The live value of a field, with whatever may be a secret of it left to the stack's configuration. */
export function hidden({ path, live }: Difference, of: LiveObject): Shown {
    const field = path.find((key) => key === "config" || key === "bootstrapAPIKeys");
    if (field === undefined) return withoutSecrets(live, path, of);
    if (live === undefined || (field === "config" && !holdsSecrets(of))) return live;
    const is = typeof live === "string" ? "text" : "object";
    return new FromConfig(configKey(path.join(" ")), reading(of, path), is);
}

function withoutSecrets(value: unknown, path: readonly string[], of: LiveObject): Shown {
    if (typeof value === "string") {
        const isAnnotation = path.at(-2) === "annotations";
        const secret = isAnnotation ? mayBeSecret(path.at(-1) ?? "", value) : looksSecret(value);
        return secret ? asked(path, of) : value;
    }
    if (Array.isArray(value))
        return value.map((item, i) => {
            const place = [...path, String(i)];
            const before: unknown = value[i - 1];
            // `--password`, and the next argument is one.
            const follows = typeof before === "string" && /^-[^=]*$/.test(before) && speaksOfSecret(before);
            return follows && typeof item === "string" ? asked(place, of) : withoutSecrets(item, place, of);
        });
    if (typeof value !== "object" || value === null) return value;
    const [name, text] = [textAt(value, "name"), textAt(value, "value")];
    if (name !== undefined && text !== undefined)
        return mayBeSecret(name, text) ? { ...value, value: variable(name, text, path, of) } : value;
    return Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [key, withoutSecrets(inner, [...path, key], of)]),
    );
}

function asked(path: readonly string[], of: LiveObject): FromConfig {
    return new FromConfig(configKey(path.join(" ")), reading(of, path));
}

/** A variable of EMQX's, which both roles may have, or one of a header or of another container. */
function variable(name: string, text: string, path: readonly string[], of: LiveObject): FromConfig {
    if (path.at(-2) !== "env" || path.length !== 4) return asked([...path, "value"], of);
    const core = listAt(of.object, "spec", "coreTemplate", "spec", "env").find(
        (one) => textAt(one, "name") === name,
    );
    const [template = ""] = path;
    const own = core === undefined || textAt(core, "value") === text ? name : `${template} ${name}`;
    return new FromConfig(
        configKey(own),
        reading(
            of,
            [...path.slice(0, -1), `env[?(@.name=="${name}")]`, "value"].filter((key) => key !== "env"),
        ),
    );
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
    const place = path.map(step).join("");
    return `kubectl --namespace ${namespace} get ${kind} ${instance} --output 'jsonpath={.spec${place}}'`;
}

function step(key: string): string {
    if (/^\d+$/.test(key)) return `[${key}]`;
    return `.${key.startsWith("env[") ? key : key.replaceAll(".", "\\.")}`;
}
