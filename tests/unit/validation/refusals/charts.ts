import type { Refused } from "./refused";

export const CERT_MANAGER: Refused[] = [
    ["no pod", { replicas: 0 }, ["replicas: is 0; write a whole number from 1 to 10"]],
    [
        "a chart that installs no CRDs",
        { source: { version: "v1.14.7" } },
        [
            'source.version: is "v1.14.7"; write v1.15.0 or later (older charts know no crds.enabled and would install no CRDs)',
        ],
    ],
    [
        "a repository without its protocol",
        { source: { repository: "charts.jetstack.io" } },
        [
            'source.repository: is "charts.jetstack.io"; write the repository\'s address, e.g. "https://charts.example.com"',
        ],
    ],
    [
        "a repository beside a folder",
        { source: { chart: "./charts/cert-manager", repository: "https://charts.jetstack.io" } },
        ["source.repository: is given, but chart is a whole location; leave out one of the two"],
    ],
    [
        "a version as a number",
        { source: { version: 1.21 } },
        ["source.version: is 1.21; write a text in quotes"],
    ],
    [
        "pull secrets as text",
        { imagePullSecrets: "registry" },
        ['imagePullSecrets: is "registry"; write a list, e.g. ["registry-credentials"]'],
    ],
    [
        "an effect that is misspelt",
        { tolerations: [{ key: "dedicated", effect: "NoSchedul" }] },
        [
            'tolerations[0].effect: is "NoSchedul"; write one of "NoSchedule", "PreferNoSchedule", "NoExecute"; did you mean "NoSchedule"?',
        ],
    ],
    [
        "a toleration of everything",
        { tolerations: [{ operator: "Exists" }] },
        [
            "tolerations[0].operator: is not an input: with value it is Equal, without one Exists; leave it out",
            "tolerations[0].key: is missing; write the key of the taint",
        ],
    ],
    [
        "tolerations as one object",
        { tolerations: { key: "dedicated" } },
        ['tolerations: is an object; write a list, e.g. [{ key: "dedicated" }]'],
    ],
];

export const EMQX_OPERATOR: Refused[] = [
    [
        "a version that loops",
        { version: "2.2.21" },
        ['version: is "2.2.21"; write 2.2.29 or a later 2.2 (older ones loop on "replicas -1")'],
    ],
    [
        "a version with a letter",
        { version: "v2.3.3" },
        ['version: is "v2.3.3"; write a full version in quotes such as "2.2.29", never "latest"'],
    ],
    [
        "a version before its release",
        { version: "2.3.4-rc.1" },
        ['version: is "2.3.4-rc.1"; write 2.3.0 or a later 2.3 (the first one of its line)'],
    ],
    [
        "the version of its chart",
        { source: { version: "2.2.29" } },
        ["source.version: is the operator's own; write it as version beside source"],
    ],
    [
        "a webhook where the operator has none",
        { version: "2.3.3", webhook: true },
        ["webhook: is given, but operator 2.3 has none; leave it out"],
    ],
    ["six pods", { replicas: 6 }, ["replicas: is 6; write a whole number from 1 to 5"]],
    ["a webhook as text", { webhook: "on" }, ['webhook: is "on"; write true or false, without quotes']],
    [
        "an empty namespace",
        { namespace: "" },
        [
            'namespace: is ""; write at most 63 lower-case letters, digits and "-", beginning and ending with a letter or digit',
        ],
    ],
    ["a misspelt input", { replica: 2 }, ['replica: is not an input; did you mean "replicas"?']],
];
