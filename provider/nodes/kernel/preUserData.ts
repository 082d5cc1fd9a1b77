import type { KernelProfile } from "./parameter";
import { keepAndRun, SHELL_FUNCTIONS, SYSCTL_FILE } from "./shell";
import { keyLines, title } from "./userData";

const DROP_IN = "/etc/systemd/system/containerd.service.d/10-emqx-ack-nofile.conf";

/**
 * The script that runs before ACK sets the node up (`preUserData`, plain text: base64 it for the pool). It raises
 * fs.nr_open, without which containerd would not start with a higher limit, and gives containerd that limit. Once
 * the kubelet runs it restarts nothing.
 */
export function renderPreUserData(profile: KernelProfile): string {
    const nofile = String(profile.nofile);
    return keepAndRun(
        title(profile, "before the node joins"),
        "before-join.sh",
        `\
${SHELL_FUNCTIONS}
${keyLines(profile, "preUserData")}
[ -f ${SYSCTL_FILE} ] || put ${SYSCTL_FILE} "\${conf%?}" || :
if [ "$(cat /proc/sys/fs/nr_open)" -lt ${nofile} ]; then
  skip "containerd's limit: fs.nr_open is below ${nofile}"
  exit 0
fi
put ${DROP_IN} '[Service]
LimitNOFILE=${nofile}' || exit 0
command -v systemctl >/dev/null || { skip "containerd: no systemd"; exit 0; }
systemctl daemon-reload
if systemctl is-active --quiet kubelet; then
  log "containerd takes its new limit when it restarts"
elif systemctl is-active --quiet containerd; then
  systemctl restart containerd && exit 0
  rm -f ${DROP_IN}
  systemctl daemon-reload
  systemctl restart containerd
  log "containerd did not start with ${nofile} files, it keeps its old limit"
fi`,
    );
}
