import { farAbove } from "../../capacity/publishedShapes";
import { remarks } from "../../capacity/remarks";
import { EVALUATION_LIMITS } from "../../emqx/lines/license";
import { EVALUATION, TRIAL_CONNECTIONS } from "../../emqx/lines/matrix";
import { emqxInWords } from "../../emqx/lines/versions";
import { figure, thousands } from "../../wording/figures";
import type { ProposedStack } from "./propose";
import { emqxOfRequest, type ProposalRequest } from "./request";
import { TLS_SECRET } from "./stack";

/** The most connects a second that EMQ published of a whole cluster: each is written by a core. Source: EMQX 4.3, ten million connections. */
const PUBLISHED_CONNECTS = 20_000;

/** What has to be known of every shape for a load. */
export function notesOf(request: ProposalRequest): string[] {
    const { connectsPerSecond = 0 } = request;
    return [
        emqxInNote(request),
        ...(request.tls
            ? [
                  `the listener's certificate is expected in the Secret ${TLS_SECRET} (kubernetes.io/tls) of EMQX's namespace`,
              ]
            : []),
        ...(connectsPerSecond > PUBLISHED_CONNECTS
            ? [
                  `${figure(connectsPerSecond)} connects a second are more than EMQ has published of a cluster (${figure(PUBLISHED_CONNECTS)}): measure first`,
              ]
            : []),
    ];
}

function emqxInNote(request: ProposalRequest): string {
    const emqx = emqxOfRequest(request);
    const name = emqxInWords(emqx, emqx.version);
    const key = `with a license for ${thousands(request.connections)} connections: pulumi config set --secret licenseKey <key>`;
    if (request.license !== undefined)
        return `${name} with its key for evaluation: ${EVALUATION_LIMITS}; not for production`;
    switch (emqx.withoutLicense) {
        case "complete":
            return `${name}, which needs no license; it is out of its vendor's support, and an upgrade cuts every client: leave out --emqx-version and --edition for production`;
        case "trial":
            return `${name}, ${key}; without it EMQX takes ${TRIAL_CONNECTIONS}`;
        case "oneNode": {
            const small = request.connections <= EVALUATION.sessions ? " (or --license evaluation)" : "";
            return `${name}, ${key}; without one it is a single node${small}`;
        }
    }
}

/** What speaks against one shape, and what others took for such a load. */
export function warningsOf(request: ProposalRequest, shape: ProposedStack): string[] {
    const told = remarks(shape.findings).filter(({ severity }) => severity === "warn");
    const vcpus = shape.nodes * shape.type.vcpus;
    return [
        ...told.map(({ sentence }) => sentence),
        ...(shape.replicants === 0
            ? [
                  "what it lacks: a lost node and every upgrade cut everybody; for more clients take another shape, not more of this",
              ]
            : []),
        ...farAbove(request, vcpus).map(
            ({ name, nodes, vcpusOfNode, whyLess = "measure before you rely on less" }) =>
                `${name} had ${nodes} x ${vcpusOfNode} vCPU: ${whyLess}`,
        ),
    ];
}
