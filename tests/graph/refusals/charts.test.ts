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
    [
        "an operator that loops",
        { source: { version: "2.2.24" } },
        "source.version",
        /"2.2.24"; write 2.2.29 or a later 2.2/,
    ],
    ["another operator line", { source: { version: "2.3.0" } }, "source.version", /2.2.29 or a later 2.2/],
    ["a version that is none", { source: { version: "latest" } }, "source.version", /2.2.29/],
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
