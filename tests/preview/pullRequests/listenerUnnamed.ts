import { ListenerProtocol } from "../../../provider";
import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

const fleet = { protocol: ListenerProtocol.Tcp, bind: 2883, port: 2883 };

export const pullRequest: PullRequest = {
    level: "reconnect",
    says: [
        "emqx.listeners.more.fleet no longer named",
        "fleet keeps running as it was, on new nodes too: EMQX forgets no listener that it has. To end one, switch it off instead of leaving it out.",
        "emqx.listeners.more.fleet is left out, but Service emqx-mqtt-nlb still leads clients to it",
        "The load balancer closes connections of clients through 2883",
    ],
    changes: () =>
        stackChanges(
            withEmqx(million, { listeners: { tcp: {}, more: { fleet } } }),
            withEmqx(million, { listeners: { tcp: {} } }),
        ),
};
