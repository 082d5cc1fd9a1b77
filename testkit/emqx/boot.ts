import { asStarted, overlaid, overridesIn, type Variable } from "./environment";
import { featuresOf } from "./features";
import { type Files, filesOf, resolvedPath } from "./files";
import { deepMerge, HoconRefusal, readHocon, type Tree, type Value, valueAt } from "./hocon";
import { rootsOf } from "./keys";
import { licenceRefusal } from "./licence";
import {
    cannotStart,
    isEnabled,
    type Listener,
    listenersIn,
    sharesPort,
    verificationRefusal,
} from "./listeners";
import { dialectOf, type Release } from "./release";
import { checked, filledFor } from "./schema";
import { cookieRefusal, profileOf, type SecurityProfile } from "./securityProfile";

/** What a node begins with. */
export interface BootInput {
    readonly release: Release;
    /** `etc/base.hocon`, which 5.8.4 and later read. Default: nothing. */
    readonly base?: string;
    /** `etc/emqx.conf`, the operator's own lines in front. */
    readonly text: string;
    /** The container's `env`, as it stands in the pod. */
    readonly environment: readonly Variable[];
    /** What is mounted, by path. */
    readonly files: ReadonlyMap<string, string>;
    /** `cluster.hocon`: of an earlier life on the same disk, or of the core that it joins. Default: nothing. */
    readonly kept?: Tree;
}

/** A node that runs, as far as its configuration goes. */
export interface RunningNode {
    readonly release: Release;
    readonly profile: SecurityProfile;
    /** Parts of EMQX that it has started. */
    readonly features: ReadonlySet<string>;
    readonly files: Files;
    /** Every root as written, with its defaults: what a push is merged with. */
    readonly written: Tree;
    /** `cluster.hocon`: what pushes have left on the disk. */
    readonly kept: Tree;
    readonly listeners: readonly Listener[];
    /** Of those that are on: which have failed to start, or to start again. */
    readonly down: ReadonlySet<string>;
    /** Variables under a root that EMQX knows that are no keys of it. */
    readonly warnings: readonly string[];
}

export type Booted =
    | { readonly kind: "running"; readonly node: RunningNode }
    /** The container ends; `says` is its last line. */
    | { readonly kind: "ended"; readonly says: string };

/**
 * From a pod's files and environment to a node, or to the words with which the container ends. Lowest to highest: `base.hocon`,
 * `cluster.hocon`, `emqx.conf`, environment. Source: bin/emqx; emqx_config.erl (init_load, load_config_files), v5.7.2, e5.8.11, release-63.
 */
export function boot({ release, base = "", text, environment, files, kept = new Map() }: BootInput): Booted {
    const variables = asStarted(environment);
    const onNode = filesOf(files);
    try {
        const roots = rootsOf(release);
        const dialect = dialectOf(release);
        const profile = profileOf(release, variables);
        if (typeof profile === "object") return { kind: "ended", says: profile.refusal };
        const features = featuresOf(release, variables);
        if ("refusal" in features) return { kind: "ended", says: features.refusal };
        const { overrides, unknown } = overridesIn(variables, roots, dialect);
        const lowest = readsBase(release) ? readHocon(base, "file", dialect) : new Map();
        const inFiles = deepMerge(deepMerge(lowest, kept), readHocon(text, "file", dialect)) as Tree;
        const asWritten = new Map([...overlaid(inFiles, overrides)].filter(([name]) => roots.has(name)));
        if (release.edition === "Enterprise") {
            const license = String(valueAt(asWritten, ["license", "key"]) ?? "default");
            const refusal = licenceRefusal(variables.get("EMQX_LICENSE__KEY"), license, onNode);
            if (refusal !== undefined) return { kind: "ended", says: refusal };
        }
        const written = new Map<string, Value>();
        const typed = new Map<string, Value>();
        for (const [name, root] of roots) {
            const whole = filledFor(profile, root, asWritten.get(name));
            if (whole === undefined) continue;
            written.set(name, whole);
            typed.set(name, checked(root, whole) as Value);
        }
        const cookie = String(valueAt(asWritten, ["node", "cookie"]) ?? "");
        const refusal = cookieRefusal(profile, cookie) ?? emulatorRefusal(typed) ?? dataRefusal(asWritten);
        if (refusal !== undefined) return { kind: "ended", says: refusal };
        const listeners = listenersIn(typed.get("listeners"));
        const unstarted = verificationRefusal(listeners) ?? listenerRefusal(listeners, onNode);
        if (unstarted !== undefined) return { kind: "ended", says: unstarted };
        const node = {
            release,
            profile,
            features,
            files: onNode,
            written,
            kept,
            listeners,
            down: new Set<string>(),
            warnings: unknown,
        };
        return { kind: "running", node };
    } catch (error) {
        const prefix = error instanceof HoconRefusal ? "call_hocon_failed: " : "";
        return { kind: "ended", says: `${prefix}${(error as Error).message}` };
    }
}

/** Source: release notes of 5.8.4; emqx_config.erl, base_hocon_file. */
function readsBase({ version }: Release): boolean {
    const [major = 0, minor = 0, patch = 0] = version.split(/[.-]/).map(Number);
    return major > 5 || minor > 8 || (minor === 8 && patch >= 4);
}

/** `+P` is twice the ports, and the emulator takes 134,217,727 at most. Source: emqx_conf_schema.erl, emqx_vm_args; erl(1). */
function emulatorRefusal(typed: Tree): string | undefined {
    const ports = Number(valueAt(typed, ["node", "max_ports"]) ?? 0);
    return 2 * ports > 134_217_727 ? `bad number of processes ${2 * ports}` : undefined;
}

/** Keys that EMQX requires and whose absence ends the start. Source: emqx_conf_schema.erl, node.cookie and node.data_dir. */
function dataRefusal(written: Tree): string | undefined {
    const missing = ["cookie", "data_dir"].find((name) => valueAt(written, ["node", name]) === undefined);
    return missing && `#{reason => required_field,path => "node.${missing}",kind => validation_error}`;
}

/**
 * A listener that does not start ends the node; a certificate of ssl that is missing does not, its handshakes fail. Source:
 * emqx_listeners.erl (start, foreach_listeners); seen on 5.8.11.
 */
function listenerRefusal(listeners: readonly Listener[], files: Files): string | undefined {
    const on = listeners.filter(isEnabled);
    for (const [i, listener] of on.entries()) {
        const failed = (reason: string) =>
            `{failed_to_start,"${listener.id}(${listener.config.get("bind")}) : ${reason}"}`;
        if (on.slice(0, i).some((other) => sharesPort(listener, other))) return failed("eaddrinuse");
        if (cannotStart(listener))
            return failed("{options,incompatible,[{verify,verify_peer},{cacerts,undefined}]}");
        const certificate = String(valueAt(listener.config, ["ssl_options", "certfile"]) ?? "");
        const isThere = files(resolvedPath(certificate)) !== undefined;
        if ((listener.kind === "wss" || listener.kind === "quic") && !isThere) return failed("no_cert");
    }
    return undefined;
}
