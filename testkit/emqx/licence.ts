import type { Files } from "./files";

/**
 * The start script's look at a license, which is at the variable as it stands: quotes are part of it. Whether a key is signed by EMQ
 * is not looked at. Source: bin/emqx (check_license), emqx_license_parser.erl; the same in 5.7.2 and e5.8.11.
 */
export function licenceRefusal(
    variable: string | undefined,
    written: string,
    files: Files,
): string | undefined {
    const key = variable !== undefined && variable !== "" ? variable : written;
    if (key === "") return "License not found.";
    if (key === "default" || key === "evaluation") return undefined;
    if (key.startsWith("file://")) {
        const path = key.slice("file://".length);
        const content = files(path);
        if (content === undefined)
            return `Error reading license: #{license_file => "${path}",read_error => enoent}`;
        return isKey(content) ? undefined : "Error reading license: bad_license_format";
    }
    return isKey(key) ? undefined : "Error reading license: bad_license_format";
}

/** Two parts of base64 with a dot between. Source: emqx_license_parser_v20220101.erl. */
function isKey(text: string): boolean {
    const parts = text.trim().split(".");
    return parts.length === 2 && parts.every((part) => /^[A-Za-z0-9+/\s]+=*$/.test(part));
}
