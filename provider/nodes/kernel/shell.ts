/** The one log of everything that tunes a node. */
export const TUNING_LOG = "/var/log/emqx-ack-tuning.log";

/** Read last of all, after ACK's 99-k8s.conf, which ACK rewrites at will. */
export const SYSCTL_FILE = "/etc/sysctl.d/99-zz-emqx.conf";

/** Where the scripts are kept on the node, so that they run again after a reboot and can be read. */
export const SCRIPT_FOLDER = "/etc/emqx-ack";

/** Shell functions that both scripts begin with. `quiet` is set when the timer runs them again. */
export const SHELL_FUNCTIONS = `\
set -eu
quiet=\${1:-}
conf=
log() { echo "$(date -u +%FT%TZ) $*"; }
skip() { [ -n "$quiet" ] || log "skipped $*"; }
# put FILE TEXT: succeeds when it wrote the file, fails when it could not or had no need to
put() {
  [ -f "$1" ] && [ "$(cat "$1")" = "$2" ] && return 1
  mkdir -p "\${1%/*}" && printf '%s\\n' "$2" >"$1" && log "wrote $1"
}
# greater HAVE WANT: number by number the greater one. By length first: test refuses what is beyond 63 bits
greater() {
  local have=$1 h n out=
  for n in $2; do
    h=\${have%% *} have="\${have#"$h"}" have="\${have# }"
    if [ \${#h} -gt \${#n} ] || { [ \${#h} -eq \${#n} ] && [[ ! $h < $n ]]; }; then n=$h; fi
    out="$out $n"
  done
  echo "\${out# }"
}
# key least|exact KEY VALUE
key() {
  local file=/proc/sys/\${2//./\\/} now want=$3
  [ -e "$file" ] || { skip "$2: this kernel does not have it"; return 0; }
  now=$(tr -s '\\t' ' ' <"$file") || now=
  [ "$1" = exact ] || want=$(greater "$now" "$3")
  if [ "$now" != "$want" ]; then
    echo "$want" 2>/dev/null >"$file" || { skip "$2: the kernel refused $want"; return 0; }
    log "$2: $now -> $want"
  fi
  conf="$conf$2 = $want
"
}`;

/**
 * A script that keeps another one on the node and runs it. ACK joins its own script and ours into one, so the
 * outer part neither exits nor sets options, and the inner one runs as a process of its own: whatever happens
 * in it, the node joins.
 */
export function keepAndRun(title: string, fileName: string, script: string): string {
    const file = `${SCRIPT_FOLDER}/${fileName}`;
    return `\
#!/bin/bash
# ${title}
mkdir -p ${SCRIPT_FOLDER}
cat >${file} <<'EMQX_ACK'
#!/bin/bash
# ${title}
${script}
EMQX_ACK
/bin/bash ${file} >>${TUNING_LOG} 2>&1 ||
  echo "$(date -u +%FT%TZ) ${fileName} stopped with an error, see above: the node joins without the rest of it" >>${TUNING_LOG}
`;
}

/** A word for the shell between single quotes. */
export function quoted(text: string): string {
    return `'${text.replaceAll("'", "'\\''")}'`;
}
