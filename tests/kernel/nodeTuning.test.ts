import assert from "node:assert/strict";
import { renderNodeTuning, renderUserData } from "../../provider/nodes/kernel";
import { onScratchNode, writes } from "./scratchNode";
import { needsScratchNode, pairs, printKeys, profileForThisMachine } from "./support";

const ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount";

/** Runs tune.sh as the DaemonSet's container does, until it is ready or has failed once, and stops it. */
function tune(files: { [name: string]: string }, before: string): string {
    const mounted = Object.entries(files).map(([name, text]) => writes(`/emqx-ack/${name}`, text));
    return `
${mounted.join("\n")}
${writes(`${ACCOUNT}/token`, "the-token")}
mkdir -p /calls; : >/calls/curl
cat >/usr/local/bin/curl <<'END'
#!/bin/sh
echo "$*" >>/calls/curl
cat >/calls/curl.stdin
[ ! -e /api-refuses ]
END
chmod +x /usr/local/bin/curl
${before}
export NODE_NAME=cn-hangzhou.10.0.0.1 KUBERNETES_SERVICE_HOST=fd00::1 KUBERNETES_SERVICE_PORT=443
/bin/sh /emqx-ack/tune.sh >/container.log 2>&1 &
loop=$!
for _ in $(seq 300); do
  ! grep -q profile /container.log || break
  sleep 0.1
done
section ready
if [ -f /tmp/emqx-ack-applied ]; then echo yes; else echo no; fi
kill $loop
wait $loop; echo "stopped=$?"
section container log
cat /container.log
section curl
cat /calls/curl /calls/curl.stdin 2>/dev/null || true
`;
}

describe("NodeTuning on a real kernel", () => {
    before(needsScratchNode);

    it("applies a changed profile to a node that runs, restarts nothing, and labels the node afterwards", () => {
        const old = profileForThisMachine({ connectionsPerNode: 10_000 });
        const profile = profileForThisMachine({ connectionsPerNode: 120_000 });
        const { files } = renderNodeTuning(profile, "emqx/emqx");
        const seen = onScratchNode(`
${writes("/old.sh", renderUserData(old))}
touch /kubelet-runs
bash /old.sh
${tune(files, ": >/calls/systemctl")}
section values
${printKeys(["net.core.netdev_max_backlog", "fs.nr_open"])}
section systemctl
cat /calls/systemctl
section kept script
head -2 /etc/emqx-ack/apply.sh
section token in arguments
grep -c the-token /calls/curl || true
`);
        assert.equal(seen.ready, "yes\nstopped=0\n");
        assert.equal(seen["container log"], `profile ${profile.hash} is applied to cn-hangzhou.10.0.0.1\n`);
        assert.equal(pairs(seen.values)["net.core.netdev_max_backlog"], "8192");
        assert.doesNotMatch(seen.systemctl ?? "", /restart/);
        assert.match(seen["kept script"] ?? "", new RegExp(profile.hash));
        assert.match(
            seen.curl ?? "",
            /-X PATCH .*https:\/\/\[fd00::1\]:443\/api\/v1\/nodes\/cn-hangzhou\.10\.0\.0\.1/,
        );
        assert.match(seen.curl ?? "", new RegExp(`"emqx-ack.io/kernel-profile":"${profile.hash}"`));
        assert.match(seen.curl ?? "", /header = "Authorization: Bearer the-token"/);
        assert.equal(seen["token in arguments"], "0\n");
    });

    it("is not ready, and says why, when the node cannot be labelled", () => {
        const { files } = renderNodeTuning(profileForThisMachine(), "emqx/emqx");
        const seen = onScratchNode(tune(files, "touch /api-refuses"));
        assert.equal(seen.ready, "no\nstopped=0\n");
        assert.match(
            seen["container log"] ?? "",
            /applied, but cn-hangzhou\.10\.0\.0\.1 could not be labelled/,
        );
    });

    it("is not ready, and does not label, when the profile could not be applied", () => {
        const { files } = renderNodeTuning(profileForThisMachine(), "emqx/emqx");
        const seen = onScratchNode(tune(files, "mount -t tmpfs -o ro tmpfs /etc"));
        assert.equal(seen.ready, "no\nstopped=0\n");
        assert.equal(seen.curl, "");
        assert.match(seen["container log"] ?? "", /was not applied: see \/var\/log\/emqx-ack-tuning\.log/);
    });
});
