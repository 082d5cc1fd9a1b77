import type { Refused } from "../refused";
import { made } from "./withInput";

export const NEWCOMER_EMQX: Refused[] = [
    [
        "memory in GB, as machines are sold",
        made("emqx.replicants.resources.memoryRequest", "16GB"),
        [
            'emqx.replicants.resources.memoryRequest: is "16GB"; write a Kubernetes quantity such as "4Gi"; did you mean "16Gi"?',
        ],
    ],
    [
        "memory with a blank before its unit",
        made("emqx.replicants.resources.memoryRequest", "16 Gi"),
        [
            'emqx.replicants.resources.memoryRequest: is "16 Gi"; write a Kubernetes quantity such as "4Gi"; did you mean "16Gi"?',
        ],
    ],
    [
        "memory in small letters",
        made("emqx.replicants.resources.memoryRequest", "16gi"),
        [
            'emqx.replicants.resources.memoryRequest: is "16gi"; write a Kubernetes quantity such as "4Gi"; did you mean "16Gi"?',
        ],
    ],
    [
        "memory in GiB",
        made("emqx.replicants.resources.memoryRequest", "4GiB"),
        [
            'emqx.replicants.resources.memoryRequest: is "4GiB"; write a Kubernetes quantity such as "4Gi"; did you mean "4Gi"?',
        ],
    ],
    [
        "memory as a bare number",
        made("emqx.replicants.resources.memoryRequest", 16),
        [
            'emqx.replicants.resources.memoryRequest: is 16; write a Kubernetes quantity with its unit, such as "4Gi": this is less than 1Mi',
        ],
    ],
    [
        "memory in megabytes without saying so",
        made("emqx.replicants.resources.memoryRequest", "4096"),
        [
            'emqx.replicants.resources.memoryRequest: is "4096"; write a Kubernetes quantity with its unit, such as "4Gi": this is less than 1Mi',
        ],
    ],
    [
        "less than no memory",
        made("emqx.replicants.resources.memoryRequest", "-1Gi"),
        ['emqx.replicants.resources.memoryRequest: is "-1Gi"; write a Kubernetes quantity such as "4Gi"'],
    ],
    [
        "all of a node's CPU",
        made("emqx.replicants.resources.cpuRequest", "16"),
        [
            "emqx.replicants.resources.cpuRequest: is too small: CPU requests of replicant node: 2 pods x 16 vCPU during an upgrade are 208 % of the 15.4 that pods may request of the node's 16. Write a lower emqx.replicants.resources.cpuRequest, more nodes in replicantPool.nodes, or a larger type",
        ],
    ],
    [
        "all of a node's memory",
        made("emqx.cores.resources.memoryRequest", "16Gi"),
        [
            "emqx.cores.resources.memoryRequest: is too small: memory requests of core node: 2 pods x 16 GiB during an upgrade are 237 % of the 13.5 that pods may request of the node's 16. Write a lower emqx.cores.resources.memoryRequest, more nodes in corePool.nodes, or a larger type",
        ],
    ],
    [
        "CPU in cores",
        made("emqx.cores.resources.cpuRequest", "4c"),
        [
            'emqx.cores.resources.cpuRequest: is "4c"; write a Kubernetes quantity such as "4"; did you mean "4"?',
        ],
    ],
    [
        "CPU in bytes",
        made("emqx.cores.resources.cpuRequest", "4Gi"),
        [
            'emqx.cores.resources.cpuRequest: is "4Gi"; write vCPUs such as "4", or thousandths such as "500m": this is more than any machine has',
        ],
    ],
    [
        "thousandths of a CPU without saying so",
        made("emqx.cores.resources.cpuRequest", "2000"),
        [
            'emqx.cores.resources.cpuRequest: is "2000"; write vCPUs such as "4", or thousandths such as "500m": this is more than any machine has',
        ],
    ],
    [
        "CPU with a comma",
        made("emqx.cores.resources.cpuRequest", "4,5"),
        ['emqx.cores.resources.cpuRequest: is "4,5"; write a Kubernetes quantity such as "4"'],
    ],
    [
        "resources as Kubernetes has them",
        made("emqx.cores.resources", { requests: { cpu: "1" } }),
        ["emqx.cores.resources.requests: is not an input; write cpuRequest and memoryRequest"],
    ],
    [
        "CPU by its short name",
        made("emqx.cores.resources", { cpu: "1", memory: "2Gi" }),
        [
            "emqx.cores.resources.cpu: is not an input; it is called cpuRequest here",
            "emqx.cores.resources.memory: is not an input; it is called memoryRequest here",
        ],
    ],
    [
        "a disk in GB",
        made("emqx.cores.storage.size", "40GB"),
        [
            'emqx.cores.storage.size: is "40GB"; write a Kubernetes quantity such as "40Gi"; did you mean "40Gi"?',
        ],
    ],
    [
        "a disk larger than there are",
        made("emqx.cores.storage.size", "100Ti"),
        ["emqx.cores.storage.size: is 100Ti; Alibaba Cloud's disks end at 65536Gi"],
    ],
    [
        "a disk as a number",
        made("emqx.cores.storage.size", 40),
        [
            'emqx.cores.storage.size: is 40; write a Kubernetes quantity with its unit, such as "40Gi": this is less than 1Mi',
        ],
    ],
    [
        "a disk as a text",
        made("emqx.cores.storage", "40Gi"),
        ['emqx.cores.storage: is "40Gi"; write an object with size, storageClassName, ephemeral'],
    ],
    [
        "a StorageClass beside the disk",
        made("emqx.cores.storageClass", "alicloud-disk-essd"),
        ["emqx.cores.storageClass: belongs to the disk; write it as storage.storageClassName"],
    ],
    [
        "a port that is negative",
        made("emqx.listeners.tcp.port", -1),
        ["emqx.listeners.tcp.port: is -1; write a whole number from 1 to 65535"],
    ],
    [
        "a port that is null",
        made("emqx.listeners.tcp.port", null),
        ["emqx.listeners.tcp.port: is null; write a value, or leave it out"],
    ],
    [
        "listeners as a list",
        made("emqx.listeners", ["tcp", "ssl"]),
        ["emqx.listeners: is a list; write an object with tcp, ssl, ws, wss, quic, more"],
    ],
    [
        "a listener in capitals",
        made("emqx.listeners", { TCP: {} }),
        ['emqx.listeners.TCP: is not an input; did you mean "tcp"?'],
    ],
    [
        "listeners by the names of their protocols",
        made("emqx.listeners", { mqtt: {}, mqtts: { tlsSecretName: "tls" } }),
        [
            "emqx.listeners.mqtt: is not an input; it is called tcp here",
            "emqx.listeners.mqtts: is not an input; it is called ssl here",
        ],
    ],
    [
        "named listeners as a list",
        made("emqx.listeners", { tcp: {}, more: [{ name: "a" }] }),
        ["emqx.listeners.more: is a list; write an object of names and values"],
    ],
    [
        "a protocol that is none",
        made("emqx.listeners", { tcp: {}, more: { a: { protocol: "mqtt", bind: 1884 } } }),
        ['emqx.listeners.more.a.protocol: is "mqtt"; write one of "tcp", "ssl", "ws", "wss", "quic"'],
    ],
    [
        "a flag of a listener in quotes",
        made("emqx.listeners.tcp.enabled", "false"),
        ['emqx.listeners.tcp.enabled: is "false"; write true or false, without quotes'],
    ],
    [
        "a limit in EMQX's words",
        made("emqx.listeners.tcp.maxConnections", "infinity"),
        ['emqx.listeners.tcp.maxConnections: is "infinity"; write a whole number of 1 or more (connections)'],
    ],
    [
        "a certificate in place of its Secret's name",
        made("emqx", {
            listeners: { ssl: { tlsSecretName: "-----BEGIN PRIVATE KEY-----\nhunter2" }, tcp: {} },
        }),
        [
            'emqx.listeners.ssl.tlsSecretName: is a PEM text; write the name of a kubernetes.io/tls Secret in EMQX\'s namespace (lower-case letters, digits, "-" and "."), and neither the certificate nor where it is',
        ],
    ],
    [
        "a file in place of a Secret's name",
        made("emqx", { listeners: { ssl: { tlsSecretName: "./certs/tls.crt" }, tcp: {} } }),
        [
            'emqx.listeners.ssl.tlsSecretName: is "./certs/tls.crt"; write the name of a kubernetes.io/tls Secret in EMQX\'s namespace (lower-case letters, digits, "-" and "."), and neither the certificate nor where it is',
        ],
    ],
    [
        "a Secret with its namespace",
        made("emqx", { listeners: { ssl: { tlsSecretName: "emqx/tls" }, tcp: {} } }),
        [
            'emqx.listeners.ssl.tlsSecretName: is "emqx/tls"; write the name of a kubernetes.io/tls Secret in EMQX\'s namespace (lower-case letters, digits, "-" and "."), and neither the certificate nor where it is',
        ],
    ],
    [
        "connections of EMQX at the wrong place",
        made("emqx.connections", 5),
        ["emqx.connections: belongs to the whole stack; write it at the top"],
    ],
    [
        "replicants that are a number",
        made("emqx.replicants", 5),
        ["emqx.replicants: is 5; write an object with replicas, resources, nodeSelector, tolerations"],
    ],
    [
        "an edition in short",
        made("emqx.edition", "Enterprize"),
        [
            'emqx.edition: is "Enterprize"; write one of "OpenSource", "Enterprise"; did you mean "Enterprise"?',
        ],
    ],
    [
        "a version of two numbers",
        made("emqx.version", "5.8"),
        ['emqx.version: is "5.8"; write a full version such as "6.3.1", never "latest"'],
    ],
    [
        "an image that is a version",
        made("emqx.image", "5.7.2"),
        [
            'emqx.image: is "5.7.2"; write an image, e.g. "registry.example/mqtt/emqx:5.7.2"; a version alone is the input version',
        ],
    ],
    [
        "a license in a file",
        made("emqx", { edition: "Enterprise", licenseKey: "./emqx.lic" }),
        [
            'emqx.licenseKey: does not fit; write the key itself and not where it is, e.g. readFileSync(path, "utf8")',
        ],
    ],
    [
        "a configuration in a file",
        made("emqx.config", "./emqx.conf"),
        [
            'emqx.config: is "./emqx.conf"; write the text of the configuration and not where it is, e.g. readFileSync(path, "utf8")',
        ],
    ],
    [
        "environment as Kubernetes has it",
        made("emqx.environment", [{ name: "A", value: "b" }]),
        ["emqx.environment: is a list; write an object of names and values"],
    ],
    [
        "the password at the wrong place",
        made("emqx.dashboardPassword", "a-good-password"),
        ["emqx.dashboardPassword: belongs to the dashboard; write it as dashboard.password"],
    ],
    [
        "a toleration's operator",
        made("emqx.replicants.tolerations", [{ key: "a", operator: "Exists" }]),
        [
            "emqx.replicants.tolerations[0].operator: is not an input: with value it is Equal, without one Exists; leave it out",
        ],
    ],
    [
        "a selector as kubectl has it",
        made("emqx.replicants.nodeSelector", "pool=mqtt"),
        ['emqx.replicants.nodeSelector: is "pool=mqtt"; write an object of names and values'],
    ],
    [
        "Secrets as Kubernetes has them",
        made("emqx.imagePullSecrets", [{ name: "regcred" }]),
        ["emqx.imagePullSecrets[0]: is an object; write a text in quotes"],
    ],
    [
        "minutes with their unit",
        made("emqx.timeoutMinutes", "30m"),
        ['emqx.timeoutMinutes: is "30m"; write a whole number from 1 to 10080 (minutes)'],
    ],
];
