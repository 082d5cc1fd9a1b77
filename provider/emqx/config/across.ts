import type { EmqxVersion } from "../lines/versions";
import { emqxInWords } from "../lines/versions";
import { HoconError } from "./hocon/tokens";
import { findingsIn } from "./keys/check";
import type { Finding } from "./keys/finding";
import { sentenceOf } from "./keys/sentence";
import { keyTable } from "./keys/table";
import { parsedConfig } from "./textRules";

/** An EMQX and the configuration text that its object has. */
export interface TextOf {
    readonly emqx: EmqxVersion;
    readonly text: string;
}

/** A key that one of two versions does not take. */
export interface AcrossFinding {
    readonly key: string;
    /** False where no list of keys is of that very version, so that it may be wrong. */
    readonly certain: boolean;
    /** What follows on `config`, with the order of updates that works. */
    readonly sentence: string;
}

/**
 * What of two texts cannot be while one EMQX becomes another: the nodes that run are given the new text before they go, and new
 * nodes take over what the running ones had. So both have to take both. Sources: emqx_conf_cli.erl (check_config) and emqx_conf_app.erl
 * (a joining node copies the configuration of the cluster), e5.8.11 and release-63; DESIGN: a text is valid on both versions.
 */
export function acrossVersions(running: TextOf, wanted: TextOf): AcrossFinding[] {
    if (running.emqx.version === wanted.emqx.version) return [];
    const [from, to] = [name(running.emqx), name(wanted.emqx)];
    return [
        ...wrongIn(wanted.text, running.emqx).map(({ finding, certain }) => ({
            key: finding.key,
            certain,
            sentence: `sets "${finding.key}" (line ${finding.line}), which ${from} is given first, since it runs: there it ${sentenceOf(finding, same)}. Leave it out of this update, and write it in the one after`,
        })),
        ...wrongIn(running.text, wanted.emqx).map(({ finding, certain }) => ({
            key: finding.key,
            certain,
            sentence: `has set "${finding.key}" so far, which nodes of ${to} take over from those that run: there it ${sentenceOf(finding, same)}. Take it out in an update before this one, with version "${running.emqx.version}"`,
        })),
    ];
}

function name(emqx: EmqxVersion): string {
    return emqxInWords(emqx, emqx.version);
}

function same(key: string): string {
    return key;
}

interface Wrong {
    readonly finding: Finding;
    readonly certain: boolean;
}

/** What a version does not take of a text; one that cannot be read is told elsewhere. */
function wrongIn(text: string, emqx: EmqxVersion): Wrong[] {
    const parsed = parsedConfig(text);
    if (parsed instanceof HoconError) return [];
    const table = keyTable(emqx);
    const found = findingsIn(table, parsed.root).filter(({ kind }) => kind !== "dropped");
    // Where the nearest list is of another minor, the one on the other side may know better.
    const otherSide =
        table.other === undefined || table.exact
            ? []
            : findingsIn({ ...table, list: table.other, other: table.list }, parsed.root).filter(
                  ({ kind, key }) => kind !== "dropped" && !found.some((one) => one.key === key),
              );
    return [
        ...found.map((finding) => ({ finding, certain: finding.certain })),
        ...otherSide.map((finding) => ({ finding, certain: false })),
    ];
}
