#!/bin/bash
# end-cluster.sh ROOT: waits until its standard input is closed, which happens when the tests end in whatever way, and then ends all processes of the cluster in
# folder ROOT and deletes the folder. A process belongs to the cluster when it works in the folder or was started with the cluster's configuration.
root=$1
cat >/dev/null
for _ in $(seq 50); do
    found=
    for process in /proc/[0-9]*; do
        pid=${process#/proc/}
        [ "$pid" != $$ ] || continue
        folder=$(readlink "$process/cwd" 2>/dev/null)
        if [[ "$folder/" == "$root/"* ]] || tr '\0' '\n' 2>/dev/null <"$process/environ" | grep -qFx "SLURM_CONF=$root/slurm.conf"; then
            kill -KILL "$pid" 2>/dev/null && found=yes
        fi
    done
    [ -n "$found" ] || break
    sleep 0.1
done
[ ! -f "$root/munge/pid" ] || kill -KILL "$(cat "$root/munge/pid")" 2>/dev/null
rm -rf "$root"
