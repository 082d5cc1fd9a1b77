import { EvacuationType } from "../../../../provider/emqx/args/emqxClusterArgs";
import { EmqxLicense } from "../../../../provider/emqx/args/license";
import type { Refused } from "./refused";

export const EMQX_CLUSTER: Refused[] = [
    [
        "an operator that does not run the version of EMQX",
        { version: "5.7.2", operatorVersion: "3.0.0" },
        [
            'operatorVersion: is "3.0.0", and EMQX 5.7.2 runs on operator line 2.2; write "2.2.29", or the EMQX that 3.0 runs',
        ],
    ],
    [
        "an operator's version as a number",
        { operatorVersion: 2.2 },
        ['operatorVersion: is 2.2; write a full version in quotes such as "2.2.29", never "latest"'],
    ],
    [
        "zero cores",
        { cores: { replicas: 0 } },
        [
            "cores.replicas: is 0; write a whole number from 1 to 15 (cores hold the database; more make every write slower)",
        ],
    ],
    [
        "cores as a number",
        { cores: 3 },
        ["cores: is 3; write an object with replicas, resources, nodeSelector, tolerations, storage"],
    ],
    [
        "replicants that are null",
        { replicants: null },
        ["replicants: is null; write a value, or leave it out"],
    ],
    [
        "a version that floats",
        { version: "latest" },
        ['version: is "latest"; write a full version such as "6.3.1", never "latest"'],
    ],
    [
        "a version as a number",
        { version: 5.7 },
        ['version: is 5.7; write a full version such as "6.3.1", never "latest"'],
    ],
    [
        "a version of EMQX 4",
        { version: "4.4.19" },
        [
            `version: is "4.4.19", which is out of its vendor's support; this package writes EMQX 5.7 to 6.3, and a running cluster of an older 5.x upgrades first: write "5.7.2", or "5.8.11" with edition "Enterprise"`,
        ],
    ],
    [
        "a version newer than all that are known",
        { version: "7.0.0" },
        [
            'version: is "7.0.0", and the newest EMQX that this package knows is 6.3; write "6.3.1", or take a newer version of this package',
        ],
    ],
    [
        "an edition where there is one EMQX",
        { version: "6.3.1", edition: "Enterprise", licenseKey: "key" },
        [
            "edition: is given, and from 5.9 on there is one EMQX, with all of Enterprise's features; leave it out",
        ],
    ],
    [
        "no license for more than one node",
        { version: "6.3.1" },
        [
            'licenseKey: is not given, and EMQX 6.3.1 without a license is a single node: of these 6 only one would start. Write licenseKey, or license "Evaluation" for trying it out (25 clients, and a restart of each node every 30 days), or one node on operator line 3.0: cores: { replicas: 1 } and replicants: { replicas: 0 }',
        ],
    ],
    [
        "no license for one node that the line cannot change",
        { version: "6.3.1", cores: { replicas: 1 }, replicants: { replicas: 0 } },
        [
            'licenseKey: is not given, and EMQX 6.3.1 without a license is a single node, which operator line 2.3 cannot change: it starts a second one beside it that cannot join, and the old one takes the database with it (emqx-operator#1151). Write licenseKey, or license "Evaluation" for trying it out (25 clients, and a restart of each node every 30 days), or take operator line 3.0',
        ],
    ],
    [
        "a license that EMQX does not bring along",
        { version: "6.3.1", license: "evaluation" as never },
        ['license: is "evaluation"; write one of "Evaluation", "Community"; did you mean "Evaluation"?'],
    ],
    [
        "EMQX's own word in the place of a key",
        { version: "6.3.1", licenseKey: "evaluation\n" },
        [
            `licenseKey: is EMQX's word for a license that it brings along, and no key; leave it out, and write license "Evaluation" for it`,
        ],
    ],
    [
        "the same before there was one EMQX",
        { version: "5.8.11", edition: "Enterprise", licenseKey: "default" },
        ["licenseKey: is EMQX's word for a license that it brings along, and no key; leave it out"],
    ],
    [
        "a release that crashes on a single node",
        { version: "6.2.1", licenseKey: "key", cores: { replicas: 1 }, replicants: { replicas: 0 } },
        [
            'version: is "6.2.1": a single node of it crashes again and again when its pod is made anew; write "6.2.3"',
        ],
    ],
    [
        "a release that counts connections for each acceptor",
        { version: "5.10.0", licenseKey: "key", listeners: { tcp: { maxConnectionRate: 1000 } } },
        [
            'version: is "5.10.0": EMQX counts maxConnectionRate for each acceptor there instead of each listener, so that many times as many get in; write "5.10.4"',
        ],
    ],
    [
        "a hardened cluster that asks nobody",
        {
            version: "6.3.1",
            licenseKey: "key",
            securityProfile: "Hardened",
            config: "mqtt.max_inflight = 10",
        },
        [
            'securityProfile: is "Hardened", and nothing asks clients who they are: EMQX would refuse them all. Write authentication in config, or leave it out',
        ],
    ],
    [
        "a part of EMQX that there is not",
        { version: "6.3.1", licenseKey: "key", features: ["dashboard", "plugin"] },
        [
            'features[0]: is "dashboard"; write one of "data_integration", "message_transformation", "schema_validation", "schema_registry", "gateways", "cluster_link", "multi_tenancy", "plugins", "ai", "mqtt_extensions", "file_transfer", "gcp_device", "exhook", "opentelemetry"',
            'features[1]: is "plugin"; write one of "data_integration", "message_transformation", "schema_validation", "schema_registry", "gateways", "cluster_link", "multi_tenancy", "plugins", "ai", "mqtt_extensions", "file_transfer", "gcp_device", "exhook", "opentelemetry"; did you mean "plugins"?',
        ],
    ],
    [
        "a text that EMQX 6.3 reads otherwise",
        {
            version: "6.3.1",
            licenseKey: "key",
            config: 'mqtt.max_inflight = 10\nrewrite = [{action = all, source_topic = "\\u0041", dest_topic = b, re = x}]',
        },
        [
            "config: is not read alike by all versions (line 2, column 42): \\u is the number of a character from EMQX 6.3 on, and was two characters before; write the character itself, or \\\\u for the two",
        ],
    ],
    [
        "two licenses",
        { version: "5.8.11", edition: "Enterprise", license: "Evaluation", licenseKey: "key" },
        ["license: is given beside licenseKey; leave out one of the two"],
    ],
    [
        "EMQX's key for evaluation below 5.9",
        { edition: "Enterprise", version: "5.8.11", license: "Evaluation", connections: 1000 },
        [
            'license: is "Evaluation", a key that EMQX has from 5.9 on; without licenseKey EMQX Enterprise 5.8.11 takes 25 connections by itself. Leave it out',
            'license: is "Evaluation", which takes 25 clients, and connections is 1,000; write licenseKey, or connections: 25',
        ],
    ],
    [
        "EMQX's license for one node below 5.9",
        { version: "5.7.2", license: "Community" },
        ['license: is "Community", which EMQX has from 5.9 on; leave it out'],
    ],
    [
        "a license that there is not",
        { license: "Trial" },
        ['license: is "Trial"; write one of "Evaluation", "Community"'],
    ],
    [
        "a security profile below 6.3",
        { version: "5.7.2", securityProfile: "Hardened" },
        ["securityProfile: is given, and EMQX 5.7.2 has none: it came with 6.3. Leave it out"],
    ],
    [
        "parts of EMQX below 6.3",
        { version: "5.7.2", features: ["plugins"] },
        ["features: is given, and EMQX 5.7.2 has none: it came with 6.3. Leave it out"],
    ],
    [
        "a patch that was never released of a version that has ended",
        { version: "5.7.3" },
        [
            'version: is "5.7.3", which was never released: 5.7 came to its end with 5.7.2 (2024-08-06). Write "5.7.2"',
        ],
    ],
    [
        "a patch that the other edition has",
        { version: "5.8.11", replicants: { replicas: 0 } },
        [
            'version: is "5.8.11", which was released as EMQX Enterprise only; the newest 5.8 of open-source EMQX is 5.8.9 (2025-12-31). Write "5.8.9", or edition "Enterprise"',
        ],
    ],
    [
        "letters behind a version",
        { version: "5.7.2ee" },
        ['version: is "5.7.2ee"; write a full version such as "6.3.1", never "latest"'],
    ],
    [
        "a v in front of a version",
        { version: "v5.7.2" },
        ['version: is "v5.7.2"; write a full version such as "6.3.1", never "latest"'],
    ],
    [
        "an open-source image that refuses replicants",
        { image: "emqx/emqx:5.8.6" },
        [
            'image: is "emqx/emqx:5.8.6", and open-source EMQX 5.8.6 refuses replicants; write the image of EMQX Enterprise with edition "Enterprise", or replicants: { replicas: 0 }',
        ],
    ],
    [
        "open-source replicants that EMQX refuses",
        { version: "5.8.6" },
        [
            'replicants.replicas: is 3; open-source EMQX 5.8 and later refuses replicants. Write 0, or version "5.7.2", or edition "Enterprise" with a licenseKey',
        ],
    ],
    [
        "an edition in lower case",
        { edition: "enterprise" },
        ['edition: is "enterprise"; write one of "OpenSource", "Enterprise"; did you mean "Enterprise"?'],
    ],
    [
        "a license for open source",
        { licenseKey: "abc" },
        ['licenseKey: is given, but open-source EMQX takes none; write edition "Enterprise" or leave it out'],
    ],
    [
        "an empty license",
        { edition: "Enterprise", licenseKey: "" },
        ["licenseKey: does not fit; write a non-empty text, or leave it out"],
    ],
    [
        "an instance's name that is too long",
        { instanceName: "a-name-of-more-than-thirty-characters" },
        [
            'instanceName: is "a-name-of-more-than-thirty-characters"; write at most 30 lower-case letters, digits and "-", beginning and ending with a letter or digit',
        ],
    ],
    [
        "an instance's name that no Service can have",
        { instanceName: "5g-mqtt" },
        [
            'instanceName: is "5g-mqtt", and the Service "5g-mqtt-headless" has to begin with a letter; write a name that does',
        ],
    ],
    [
        "memory in decimal units with a B",
        { cores: { resources: { memoryRequest: "8GB" } } },
        [
            'cores.resources.memoryRequest: is "8GB"; write a Kubernetes quantity such as "4Gi"; did you mean "8Gi"?',
        ],
    ],
    [
        "memory without a unit",
        { replicants: { resources: { memoryRequest: "8" } } },
        [
            'replicants.resources.memoryRequest: is "8"; write a Kubernetes quantity with its unit, such as "4Gi": this is less than 1Mi',
        ],
    ],
    [
        "a limit below the default request",
        { replicants: { resources: { cpuLimit: "500m" } } },
        [
            "replicants.resources.cpuLimit: is 500m, less than the cpuRequest of 1 that it has by default; Kubernetes refuses that. Write cpuRequest too",
        ],
    ],
    [
        "a request above its limit",
        { cores: { resources: { memoryRequest: "8Gi", memoryLimit: "4Gi" } } },
        [
            "cores.resources.memoryRequest: is 8Gi, more than memoryLimit 4Gi; Kubernetes refuses that. Lower one or raise the other",
        ],
    ],
    [
        "CPU in words",
        { cores: { resources: { cpuRequest: "4 cores" } } },
        [
            'cores.resources.cpuRequest: is "4 cores"; write a Kubernetes quantity such as "4"; did you mean "4"?',
        ],
    ],
    [
        "a StorageClass with a space",
        { cores: { storage: { storageClassName: "my class" } } },
        [
            'cores.storage.storageClassName: is "my class"; write at most 253 lower-case letters, digits, "-" and ".", beginning and ending with a letter or digit',
        ],
    ],
    [
        "a disk that does not last and has a size",
        { cores: { storage: { ephemeral: true, size: "40Gi" } } },
        [
            "cores.storage.ephemeral: is true, but a size or storageClassName is given; leave out one or the other",
        ],
    ],
    [
        "disks for replicants",
        { replicants: { storage: { size: "40Gi" } } },
        [
            "replicants.storage: is not an input; the inputs here are nodeSelector, replicas, resources, tolerations",
        ],
    ],
    [
        "no listener",
        { listeners: {} },
        [
            "listeners: names no listener; write at least one of tcp, ssl, ws, wss, quic, or leave it out for tcp on 1883",
        ],
    ],
    [
        "a listener that is true",
        { listeners: { tcp: true } },
        [
            "listeners.tcp: is true; write an object with enabled, exposed, port, additionalPorts, bind, acceptors, maxConnections, maxConnectionRate, proxyProtocol, tlsSecretName, verifyClient",
        ],
    ],
    [
        "a port as text",
        { listeners: { tcp: { port: "1883" } } },
        ['listeners.tcp.port: is "1883"; write a whole number from 1 to 65535, without quotes'],
    ],
    [
        "a port that is taken",
        { listeners: { ws: { bind: 18083 } } },
        ["listeners.ws.bind: is 18083, which the dashboard has; write another port of the pods"],
    ],
    [
        "one port for two",
        { listeners: { tcp: { port: 8083 }, ws: {} } },
        [
            "listeners.ws.port: is 8083 by default, as is tcp's behind the same load balancer; write another one, or exposed: false",
        ],
    ],
    [
        "a further port twice",
        { listeners: { tcp: { additionalPorts: [1884, 1884] } } },
        ["listeners.tcp.additionalPorts[1]: is 1884 again; leave it out"],
    ],
    [
        "a listener by name on the default one's ports",
        { listeners: { tcp: {}, more: { inside: { protocol: "tcp" } } } },
        [
            "listeners.more.inside.bind: is 1883 by default, as is tcp's; every listener needs a port of its own in the pods",
            "listeners.more.inside.port: is 1883 by default, as is tcp's behind the same load balancer; write another one, or exposed: false",
        ],
    ],
    [
        "a queue, which is no input any more",
        { listeners: { tcp: { backlog: 4_294_967_296 } } },
        [
            "listeners.tcp.backlog: is no input any more: EMQX restarts a listener whose backlog changes and cuts its clients, so it is one constant that the pod's net.core.somaxconn clips. Leave it out; for another queue write net.core.somaxconn into the kernel profile's parameters",
        ],
    ],
    [
        "TLS without a certificate",
        { listeners: { wss: {} } },
        [
            "listeners.wss.tlsSecretName: is missing; write the name of a kubernetes.io/tls Secret in EMQX's namespace (the certificate inside EMQX's image is public knowledge)",
        ],
    ],
    [
        "a certificate's name that is none",
        { listeners: { ssl: { tlsSecretName: "TLS" } } },
        [
            'listeners.ssl.tlsSecretName: is "TLS"; write the name of a kubernetes.io/tls Secret in EMQX\'s namespace (lower-case letters, digits, "-" and "."), and neither the certificate nor where it is',
        ],
    ],
    [
        "a rate with its unit",
        { listeners: { tcp: { maxConnectionRate: "1000/s" } } },
        ['listeners.tcp.maxConnectionRate: is "1000/s"; write a whole number of 1 or more (a second)'],
    ],
    [
        "PROXY protocol for QUIC",
        { listeners: { quic: { tlsSecretName: "tls", proxyProtocol: true } } },
        ["listeners.quic.proxyProtocol: is not for quic, which has no TCP; leave it out"],
    ],
    [
        "too few ports",
        { limits: { maxPorts: 1023 } },
        ["limits.maxPorts: is 1023; write a whole number from 1024 to 67108863"],
    ],
    [
        "more ports than a node starts with",
        { limits: { maxPorts: 67_108_864 } },
        [
            "limits.maxPorts: is 67108864; write a whole number from 1024 to 67108863: EMQX asks Erlang for twice as many processes, and above that no node starts",
        ],
    ],
    [
        "a limit of processes, which EMQX drops",
        { limits: { processLimit: 4_000_000, maxPorts: 1_048_576 } } as object,
        [
            "limits.processLimit: is not an input: EMQX drops node.process_limit and lets a node have twice as many processes as ports; leave it out, and raise maxPorts where a node needs more",
        ],
    ],
    [
        "a buffer with its unit",
        { limits: { distBufferSizeKb: "16MB" } },
        ['limits.distBufferSizeKb: is "16MB"; write a whole number from 1 to 2097151 (KB)'],
    ],
    [
        "a weak password",
        { dashboard: { password: "public" } },
        [
            'dashboard.password: does not fit; write 8 characters or more, and not "public", or leave it out for a random one',
        ],
    ],
    [
        "a password that EMQX 6.3 takes for a file",
        { dashboard: { password: "file:///run/secrets/password" } },
        [
            "dashboard.password: does not fit; write a password that does not begin with file://, which EMQX 6.3 takes for a file's name",
        ],
    ],
    [
        "an empty user's name",
        { dashboard: { username: "" } },
        ["dashboard.username: does not fit; write a non-empty text, or leave it out"],
    ],
    [
        "an API key with a colon",
        { apiKeys: [{ key: "a:b", secret: "abc" }] },
        ['apiKeys[0].key: is "a:b"; write letters, digits, "-" and "_"'],
    ],
    [
        "an API key without a secret",
        { apiKeys: [{ key: "a" }] },
        ["apiKeys[0].secret: is missing; write the key's secret"],
    ],
    [
        "an API key that is a text",
        { apiKeys: ["a:b"] },
        ['apiKeys[0]: is "a:b"; write an object with key, secret'],
    ],
    [
        "a pod annotation that is no name",
        { podAnnotations: { "a b": "1" } },
        [
            'podAnnotations["a b"]: cannot be a name here; write at most 63 letters, digits, "-", "_" and ".", with a DNS name and "/" in front where wanted, e.g. "example.com/team"',
        ],
    ],
    [
        "the annotation that says which spec it is",
        { podAnnotations: { "emqx-ack.io/revision": "1" } },
        [
            'podAnnotations["emqx-ack.io/revision"]: is written by this package, and says which spec a pod carries; leave it out',
        ],
    ],
    [
        "evacuation and replacement that the operator's line has nothing for",
        {
            version: "5.7.2",
            evacuation: { waitHealthCheckSeconds: 5, type: EvacuationType.Disabled },
            rollingUpdate: { maxSurge: 1 },
        },
        [
            "evacuation.waitHealthCheckSeconds: is given, but operator 2.2 does not hand it on, and EMQX waits its own 60 seconds; leave it out",
            "evacuation.type: is given, but operator 2.2 always empties the nodes of EMQX Enterprise; leave it out",
            "rollingUpdate: is given, but operator 2.2 brings up a whole second set of nodes beside the running ones; leave it out, and use evacuation for the pace",
        ],
    ],
    [
        "pauses of nothing that the operator's line does not keep",
        {
            version: "6.3.1",
            license: EmqxLicense.Evaluation,
            operatorVersion: "2.3.3",
            evacuation: { waitTakeoverSeconds: 0, initialDelaySeconds: 0, waitHealthCheckSeconds: 0 },
        },
        [
            "evacuation.waitTakeoverSeconds: is 0, but operator 2.3 leaves zeros out when it writes the object back, and it becomes 10 for good; write 1 or more",
            "evacuation.initialDelaySeconds: is 0, but operator 2.3 leaves zeros out when it writes the object back, and it becomes 10 for good; write 1 or more",
            "evacuation.waitHealthCheckSeconds: is 0, but operator 2.3 leaves zeros out when it writes the object back, and it becomes 60 for good; write 1 or more",
        ],
    ],
    [
        "nodes replaced at no speed",
        {
            rollingUpdate: { maxSurge: -1, maxUnavailable: 0.5, minReadySeconds: -1 },
            evacuation: { waitHealthCheckSeconds: -1, type: "Never" },
        },
        [
            "evacuation.waitHealthCheckSeconds: is -1; write a whole number from 0 to 86400 (seconds)",
            'evacuation.type: is "Never"; write one of "NodeEvacuation", "Disabled"',
            "rollingUpdate.maxSurge: is -1; write a whole number from 0 to 1000",
            "rollingUpdate.maxUnavailable: is 0.5; write a whole number from 0 to 1000",
            "rollingUpdate.minReadySeconds: is -1; write a whole number from 0 to 86400 (seconds)",
        ],
    ],
    [
        "replicants of which none can ever go, or all at once",
        {
            version: "6.3.1",
            operatorVersion: "3.0.0",
            licenseKey: "key",
            cores: { replicas: 1, storage: { ephemeral: true } },
            replicants: { replicas: 3 },
            rollingUpdate: { maxSurge: 0, maxUnavailable: 0 },
            evacuation: { initialDelaySeconds: 5 },
        },
        [
            "evacuation.initialDelaySeconds: is given, but operator 3.0 empties the first node at once; leave it out, and use evacuation.waitHealthCheckSeconds or rollingUpdate.minReadySeconds",
            "cores.storage.ephemeral: is given, but operator 3.0 gives each core a disk in any case; leave it out, and use cores.storage.size",
            "cores.replicas: is 1 beside 3 replicants, and operator 3.0 takes 2 cores at least there; write 2 or more, or replicants.replicas: 0",
            "rollingUpdate: has maxSurge 0 and maxUnavailable 0, with which no replicant could ever be replaced; write 1 for one of them, or leave one out",
        ],
    ],
    [
        "all replicants at once",
        {
            version: "6.3.1",
            operatorVersion: "3.0.0",
            licenseKey: "key",
            rollingUpdate: { maxUnavailable: 3 },
        },
        [
            "rollingUpdate.maxUnavailable: is 3 of 3 replicants, which would all go in the same second; write 2 at the most",
        ],
    ],
    [
        "a configuration that does not arrive as JSON",
        {
            version: "6.3.1",
            operatorVersion: "3.0.0",
            licenseKey: "key",
            config: "mqtt {\n  max_inflight = null\n}",
        },
        [
            "config: cannot be handed on (line 2, column 18): null does not arrive; leave the key out, which is the same for EMQX",
        ],
    ],
    [
        "an evacuation at no speed",
        { evacuation: { connectionsPerSecond: 0 } },
        ["evacuation.connectionsPerSecond: is 0; write a whole number from 1 to 1000000"],
    ],
    [
        "half a minute",
        { timeoutMinutes: 0.5 },
        ["timeoutMinutes: is 0.5; write a whole number from 1 to 10080 (minutes)"],
    ],
    [
        "data to delete in a namespace that stays",
        { deleteDataOnDestroy: true, namespace: "default" },
        [
            "deleteDataOnDestroy: is true, but Kubernetes never deletes the namespace default; write another namespace, or leave it out",
        ],
    ],
    [
        "a kernel parameter that Linux has no more",
        {
            kernelProfile: {},
            coreKernelProfile: { extraPodParameters: { "net.ipv4.tcp_tw_recycle": "1" } },
        },
        [
            'coreKernelProfile.extraPodParameters["net.ipv4.tcp_tw_recycle"]: Linux has no net.ipv4.tcp_tw_recycle since 4.12; leave it out.',
        ],
    ],
    [
        "a kernel profile for the cores alone",
        { coreKernelProfile: {} },
        ["coreKernelProfile: is given without kernelProfile; write both, or kernelProfile alone"],
    ],
];
