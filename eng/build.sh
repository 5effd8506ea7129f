# Sourced by ./tegula and ./test, with $root set to the checkout: building once, safely, when sources are newer than the last build.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
artifacts="$root/artifacts"
cli="$artifacts/bin/Tegula.Cli/release/Tegula.Cli.dll"

# Ends with one line unless `dotnet` can be run.
require_dotnet() {
    if ! command -v dotnet >/dev/null 2>&1; then
        [ -x "$HOME/.dotnet/dotnet" ] && PATH="$HOME/.dotnet:$PATH"
    fi
    if ! command -v dotnet >/dev/null 2>&1; then
        echo "tegula: the .NET SDK is missing; install version 10 from https://dotnet.microsoft.com/download and put 'dotnet' on the PATH" >&2
        exit 1
    fi
}

# Ends with one line unless an SDK that satisfies global.json is there; asked only before a build, since it takes time.
require_sdk() {
    if ! (cd "$root" && dotnet --version) >/dev/null 2>&1; then
        echo "tegula: 'dotnet' is there, but no .NET SDK 10 as global.json asks for; install it from https://dotnet.microsoft.com/download" >&2
        exit 1
    fi
}

# True when nothing under src, nor a build file, is newer than the start of the last successful build. Folders count, so that a deleted file is seen.
is_built() {
    [ -f "$cli" ] && [ -f "$artifacts/built" ] &&
        [ -z "$(find "$root/src" "$root/global.json" "$root"/Directory.*.props "$root/.editorconfig" -newer "$artifacts/built" -print -quit)" ]
}

# Runs a command while holding the lock of the artifacts; build servers must not inherit it, or they would keep it.
with_build_lock() {
    mkdir -p "$artifacts"
    if command -v flock >/dev/null 2>&1; then
        exec 9>"$artifacts/lock"
        flock 9
        "$@"
        local status=$?
        exec 9>&-
        return $status
    fi
    "$@"
}

# build PROJECT-OR-SOLUTION: builds Release; its output goes to artifacts/build.log, and to standard error on a terminal or on failure.
build() {
    require_sdk
    touch "$artifacts/building"
    local log="$artifacts/build.log" status=0
    if [ -t 2 ]; then
        echo "Building (Release) ..." >&2
        dotnet build "$1" -c Release --disable-build-servers 9>&- 2>&1 </dev/null | tee "$log" >&2
        status=${PIPESTATUS[0]}
    else
        dotnet build "$1" -c Release --disable-build-servers >"$log" 2>&1 </dev/null 9>&- || status=$?
        [ "$status" -eq 0 ] || cat "$log" >&2
    fi
    if [ "$status" -ne 0 ]; then
        echo "tegula: the build failed" >&2
        return 1
    fi
    mv -f "$artifacts/building" "$artifacts/built"
}

# Another process may have built while this one waited for the lock.
build_cli_if_needed() {
    is_built || build "$root/src/Tegula.Cli/Tegula.Cli.csproj"
}
