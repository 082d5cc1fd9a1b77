import { PROJECT, SETTINGS, type Setting } from "../provider/naming/settings";
import { withoutWay } from "./commands";
import { pathOf } from "./config";
import { at, leadsInto } from "./paths";
import { isObject, type Values } from "./values";

/** Whoever configures the root stack knows its settings, and the component names the properties of its arguments. */

/** The setting that an argument comes from, with the way into it: `replicantInstanceTypes[0]`, `emqx.limits.maxPorts`. */
export function settingOf(path: string, values: Values): string | undefined {
    const written = writtenIn(path, values);
    if (written !== undefined) return written;
    const special = vswitchSetting(path, values) ?? listenerSetting(path);
    if (special !== undefined) return special;
    const own = longest(path, (setting) => (setting.rest ? [] : [pathOf(setting, values)]));
    const follower = longest(path, ({ also = [] }) => also);
    const rest = longest(path, ({ rest, path: inside }) => (rest ? [inside] : []));
    return own ?? (follower && withoutWay(follower)) ?? rest;
}

/** In an object that has settings beside it, as it stands there. */
function writtenIn(path: string, values: Values): string | undefined {
    const inside = SETTINGS.find(({ rest, path: outer }) => rest && leadsInto(path, outer) && path !== outer);
    // The same knob in its own place counts.
    const twice = SETTINGS.some(
        ({ key, rest, path: own }) =>
            !rest &&
            key in values &&
            own !== "emqx.listeners" &&
            own !== "loadBalancer" &&
            leadsInto(path, own),
    );
    if (inside === undefined || twice) return undefined;
    const inner = path.slice(inside.path.length).replace(/^\./, "");
    const written = at(values[inside.key], inner.replaceAll(/\[.*$/g, ""));
    return written === undefined ? undefined : `${inside.key}.${inner}`;
}

function longest(path: string, pathsOf: (setting: Setting) => readonly string[]): string | undefined {
    const found = SETTINGS.flatMap((setting) =>
        pathsOf(setting).map((outer) => ({ key: setting.key, outer })),
    )
        .filter(({ outer }) => leadsInto(path, outer))
        .sort((a, b) => b.outer.length - a.outer.length)[0];
    return found && `${found.key}${path.slice(found.outer.length)}`;
}

/** A list as an argument, and an object of zones as a setting. */
function vswitchSetting(path: string, { existingVswitches }: Values): string | undefined {
    const match = /^existingCluster\.vswitches\[(\d+)\]/.exec(path);
    const zone = match && isObject(existingVswitches) && Object.keys(existingVswitches)[Number(match[1])];
    return zone ? `existingVswitches[${JSON.stringify(zone)}]` : undefined;
}

/** An object as an argument, and a list of names as a setting. */
function listenerSetting(path: string): string | undefined {
    if (/^emqx\.listeners\.(ssl|wss|quic)\.tlsSecretName$/.test(path)) return "tlsSecretName";
    const match = /^emqx\.listeners(\.\w+|\["[^"]*"\])?$/.exec(path);
    if (match) return "listeners";
    return leadsInto(path, "emqx.listeners") ? path : undefined;
}

const TOP =
    "newCluster|existingCluster|corePool|replicantPool|existingNodes|kernel|capacity|traffic|certManager|operator|emqx|loadBalancer";
/** A property path of the whole stack, in the middle of a sentence. */
const PATH = new RegExp(String.raw`(?<![\w.:/"'-])(?:${TOP})(?:\.[A-Za-z]\w*|\[(?:\d+|"[^"]*")\])+`, "g");

/** Inputs of the components inside, which name them from where they are, in words that stand for nothing else. */
const WITHIN: readonly string[] = SETTINGS.flatMap(({ path, also = [] }) => [path, ...also])
    .filter((path) =>
        /^emqx\.\w+\.\w+(\.\w+)?$|^emqx\.[a-z]+[A-Z]\w*$|^loadBalancer\.[a-z]+[A-Z]\w*$/.test(path),
    )
    .concat("loadBalancer.idleTimeoutSeconds", "loadBalancer.connectionDrainSeconds", "emqx.podAnnotations");

const names = WITHIN.map((path) => path.replace(/^\w+\./, "").replaceAll(".", "\\.")).join("|");
const RELATIVE = new RegExp(String.raw`(?<![\w.:/"'-])(${names})((?:\.\w+|\[\d+\])*)(?![\w(-])`, "g");

/** Inputs of the whole stack whose names are no English words. */
const WHOLE =
    /(?<![\w.:/"'-])(?:imageRegistry|existingNodes|existingOperator|existingCertManager|certManager|corePool|replicantPool|newCluster|existingCluster)(?!\w|\.\w|[[(-])/g;

/** A sentence with the settings in place of the arguments that it names. */
export function inSettings(sentence: string, values: Values): string {
    const setting = (path: string) => `${PROJECT}:${settingOf(path, values) ?? path}`;
    return sentence
        .replace(PATH, setting)
        .replace(RELATIVE, (_, word: string, way: string) =>
            setting(`${WITHIN.find((path) => path.endsWith(`.${word}`)) ?? word}${way}`),
        )
        .replace(WHOLE, setting)
        .replace(/\ba (?=emqx-ack:)/g, "an ")
        .replace(/(emqx-ack:[\w.[\]]+)((?:, | and | or )\1(?![\w.[]))+/g, "$1");
}
