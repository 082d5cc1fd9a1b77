import type { Problems } from "../validation/problems";
import type { EmqxArgs } from "./emqxClusterArgs";

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Variables that are ours or the operator's: a second value would decide by position which one counts. */
const OWNED: readonly [RegExp, string][] = [
    [
        /^EMQX_NODE__(PROCESS_LIMIT|MAX_PORTS|DIST_BUFFER_SIZE)$/,
        "has an input of its own; write it in limits",
    ],
    [/^EMQX_LISTENERS__/, "has an input of its own; write it in listeners"],
    [/^EMQX_DASHBOARD__DEFAULT_/, "has an input of its own; write it in dashboard"],
    [/^EMQX_LICENSE__KEY$/, "has an input of its own; write it in licenseKey"],
    [/^EMQX_NODE__(COOKIE|ROLE|DATA_DIR)$/, "is set by the operator; leave it out"],
    [
        /^EMQX_DURABLE_(SESSIONS|STORAGE)__/,
        "durable storage does not survive operator 2.2's blue-green update; leave it out",
    ],
    [
        /^EMQX_(CLUSTER__(DISCOVERY_STRATEGY|DNS__.*)|HOST|API_KEY__BOOTSTRAP_FILE)$/,
        "is set by the operator; leave it out",
    ],
];

/** Names of variables that cannot be, or that an input of their own decides. */
export function checkEnvironment(problems: Problems, path: (p: string) => string, args: EmqxArgs): void {
    for (const input of ["environment", "secretEnvironment"] as const) {
        for (const name of Object.keys(args[input] ?? {})) {
            const at = path(`${input}.${name}`);
            if (!VARIABLE.test(name))
                problems.add(at, "is no name of an environment variable; write letters, digits and _");
            const owner = OWNED.find(([pattern]) => pattern.test(name));
            if (owner) problems.add(at, owner[1]);
            if (input === "secretEnvironment" && args.environment?.[name] !== undefined) {
                problems.add(at, "is in environment too; leave out one of the two");
            }
        }
    }
}
