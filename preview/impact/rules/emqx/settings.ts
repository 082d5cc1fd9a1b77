import { readHocon } from "../../../../provider/emqx/config/hocon/evaluate";
import { HoconError } from "../../../../provider/emqx/config/hocon/tokens";
import { leavesOf } from "../../../../provider/emqx/config/hocon/tree";
import type { EmqxState } from "../../../../provider/emqx/lines/line/state";

/** Values by the path of their key; undefined for a text that EMQX could not read. */
export function settingsOf(text: string): Map<string, string> | undefined {
    try {
        const settings = new Map<string, string>();
        for (const { path, value } of leavesOf(readHocon(text))) {
            const key = path.map((name) => (name.includes(".") ? JSON.stringify(name) : name)).join(".");
            if (value.kind !== "computed") settings.set(key, value.text);
        }
        return settings;
    } catch (error) {
        if (error instanceof HoconError) return undefined;
        throw error;
    }
}

/** Whether the configuration sets anything beneath a root; a text that cannot be read sets nothing. */
export function setsRoot(state: EmqxState | undefined, root: string): boolean {
    return [...(settingsOf(state?.configData ?? "")?.keys() ?? [])].some((key) => key.split(".")[0] === root);
}

/** What EMQX takes for true. Source: emqx/hocon, src/hocon_postprocess.erl (`onoff`). */
const ON = ["true", "on"];

/** Whether the environment, which counts before the configuration, or the configuration switches a key on. */
export function switchesOn(state: EmqxState | undefined, key: string, variable: string): boolean {
    const value =
        state?.environment.core.get(variable) ?? settingsOf(state?.configData ?? "")?.get(key) ?? "";
    return ON.includes(value);
}
