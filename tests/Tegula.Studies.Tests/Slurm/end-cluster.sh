#!/bin/bash
# end-cluster.sh ROOT: waits until its standard input is closed, which happens when the tests end in whatever way, and then ends all processes of the cluster in
# folder ROOT and deletes the folder. Its daemons work in the folder; its jobs have its configuration and the name of a node in their environment.
root=$1

is_job() {
    local environment
    environment=$(tr '\0' '\n' 2>/dev/null <"/proc/$1/environ") || return 1
    grep -qFx "SLURM_CONF=$root/slurm.conf" <<<"$environment" && grep -q '^SLURMD_NODENAME=' <<<"$environment"
}

cat >/dev/null
for _ in $(seq 50); do
    found=
    for process in /proc/[0-9]*; do
        pid=${process#/proc/}
        [ "$pid" != $$ ] || continue
        folder=$(readlink "$process/cwd" 2>/dev/null)
        if [[ "$folder/" == "$root/"* ]] || is_job "$pid"; then
            kill -KILL "$pid" 2>/dev/null && found=yes
        fi
    done
    [ -n "$found" ] || break
    sleep 0.1
done
[ ! -f "$root/munge/pid" ] || kill -KILL "$(cat "$root/munge/pid")" 2>/dev/null
rm -rf "$root"
