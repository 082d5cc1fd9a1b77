import { CertManager, EmqxOperator } from "../../../provider";
import { type Refusal, testRefusals } from "../../support/refusals";

const CERT_MANAGER: Refusal<any>[] = [
    ["an unknown input", { version: "v1.2.3" }, "version", /is not an input; the inputs here are .*source/],
    ["a misspelt chart input", { source: { Version: "v1" } }, "source.Version", /did you mean "version"/],
    ["an empty version", { source: { version: "" } }, "source.version", /non-empty/],
    ["no pods", { replicas: 0 }, "replicas", /is 0; write a whole number from 1 to 10/],
    ["a namespace in capitals", { namespace: "Certs" }, "namespace", /lower-case letters/],
    [
        "a folder and a repository",
        { source: { chart: "./charts/cert-manager", repository: "https://charts.example" } },
        "source.repository",
        /chart is a whole location; leave out one of the two/,
    ],
];

const OPERATOR: Refusal<any>[] = [
    ["an operator that loops", { version: "2.2.24" }, "version", /"2.2.24"; write 2.2.29 or a later 2.2/],
    ["no operator line", { version: "2.1.0" }, "version", /2.2.29 or a later 2.2, or 2.3.0 or a later 2.3/],
    ["a version that is none", { version: "latest" }, "version", /2.2.29/],
    [
        "a chart's version",
        { source: { version: "2.2.29" } },
        "source.version",
        /write it as version beside source/,
    ],
    [
        "a webhook where there is none",
        { version: "2.3.3", webhook: true },
        "webhook",
        /2.3 has none; leave it out/,
    ],
    ["no pods", { replicas: 0 }, "replicas", /from 1 to 5/],
    ["a flag in quotes", { webhook: "false" }, "webhook", /true or false, without quotes/],
    ["an empty kubeconfig", { kubeconfig: "" }, "kubeconfig", /non-empty/],
    ["an empty registry", { imageRegistry: "" }, "imageRegistry", /non-empty/],
    ["a misspelt input", { Namespace: "x" }, "Namespace", /did you mean "namespace"/],
];

describe("CertManager", () => {
    testRefusals(CERT_MANAGER, (args) => new CertManager("certs", args));
});

describe("EmqxOperator", () => {
    testRefusals(OPERATOR, (args) => new EmqxOperator("operator", args));
});
