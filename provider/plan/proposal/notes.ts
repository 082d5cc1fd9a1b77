import { farAbove } from "../../capacity/publishedShapes";
import { remarks } from "../../capacity/remarks";
import { EmqxEdition } from "../../emqx/args/edition";
import { TRIAL_CONNECTIONS } from "../../emqx/lines/matrix";
import { figure, thousands } from "../../wording/figures";
import type { ProposedStack } from "./propose";
import { editionOf, type ProposalRequest } from "./request";
import { TLS_SECRET } from "./stack";

/** The most connects a second that EMQ published of a whole cluster: each is written by a core. Source: EMQX 4.3, ten million connections. */
const PUBLISHED_CONNECTS = 20_000;

/** What has to be known of every shape for a load. */
export function notesOf(request: ProposalRequest): string[] {
    const { connections, connectsPerSecond = 0 } = request;
    const edition =
        editionOf(request) === EmqxEdition.Enterprise
            ? `EMQX Enterprise, with a license for ${thousands(connections)} connections: pulumi config set --secret licenseKey <key>; without it EMQX takes ${TRIAL_CONNECTIONS}`
            : "open-source EMQX, which needs no license; its 5.7 is out of its vendor's support, and an upgrade cuts every client: --edition Enterprise for production";
    return [
        edition,
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
