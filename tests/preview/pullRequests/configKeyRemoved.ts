import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "reload",
    says: [
        "emqx.config: mqtt.max_packet_size and sysmon.os.sysmem_high_watermark",
        "mqtt.max_packet_size is taken out: it goes back to its default, 1MB, on all nodes at the push; larger packets than 1MB are refused from then on.",
        "sysmon is taken out whole: sysmon.os.sysmem_high_watermark stays as it is for good, on nodes that restart or join too.",
        "To go back to the defaults write them instead of leaving them out: sysmon.os.sysmem_high_watermark = 70%.",
    ],
    changes: () =>
        stackChanges(
            withEmqx(million, {
                config: 'mqtt.idle_timeout = 15s\nmqtt.max_packet_size = "2MB"\nsysmon.os.sysmem_high_watermark = "50%"',
            }),
            withEmqx(million, { config: "# packets of any size\nmqtt { idle_timeout = 15s }" }),
        ),
};
