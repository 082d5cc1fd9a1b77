import { SETTINGS } from "../provider/naming/settings";

/** The command that writes a setting. */
export function commandFor(setting: string, value = "<value>"): string {
    const known = SETTINGS.find(({ key }) => key === withoutWay(setting));
    const set = `pulumi config set ${known?.secret ? "--secret " : ""}`;
    if (setting !== known?.key) return `${set}--path '${setting}' ${value}`;
    if (known.type === "array") return `${set}--path '${setting}[0]' ${value}`;
    return known.type === "object"
        ? `${set}--path '${setting}.<name>' ${value}`
        : `${set}${setting} ${value}`;
}

/** The command that takes a setting out again. */
export function removalOf(setting: string): string {
    return setting === withoutWay(setting)
        ? `pulumi config rm '${setting}'`
        : `pulumi config rm --path '${setting}'`;
}

/** The setting itself, of a way into it. */
export function withoutWay(setting: string): string {
    return setting.replace(/[.[].*$/, "");
}
