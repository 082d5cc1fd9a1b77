import { EmqxEdition } from "../../../../provider/emqx/args/edition";
import { filledIn, keyTable } from "../../../../provider/emqx/config/keys/table";
import type { EmqxState } from "../../../../provider/emqx/lines/line/state";
import { settingsIn } from "./configTree";
import type { DefaultOfSetting } from "./listenerState";
import type { DefaultOf } from "./removedKeys";

/** EMQX's defaults, of the release that an object runs; nothing is known of one without a version. */
export function defaultsFor(state: EmqxState | undefined): DefaultOf {
    const version = state?.version;
    if (version === undefined) return () => undefined;
    const edition = state?.enterprise === false ? EmqxEdition.OpenSource : EmqxEdition.Enterprise;
    const table = keyTable({ edition, version });
    return (path, isNamed) => {
        const written = filledIn(table, path, isNamed);
        return typeof written === "string" ? plain(written) : written;
    };
}

/** The same of one setting of a listener. */
export function listenerDefaultsFor(state: EmqxState | undefined): DefaultOfSetting {
    const defaultOf = defaultsFor(state);
    return (kind, setting) => {
        const path = ["listeners", kind, "default", ...setting.split(".")];
        return defaultOf(path, (block) => block.length < path.length);
    };
}

/** Without quotes. */
function plain(hocon: string): string {
    return settingsIn(`value = ${hocon}`)?.[0]?.value ?? hocon;
}
