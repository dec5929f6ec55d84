# shellcheck shell=bash disable=SC2034
# What `dev` needs on the machine: Debian packages by apt, Node and the web app's packages by npm.
# Each step looks first and does nothing when all is there, so that a second start takes seconds.

BUILD_PACKAGES=(gcc libc6-dev cmake ninja-build ccache pkg-config libmicrohttpd-dev libjansson-dev libsodium-dev
    libsqlite3-dev libpq-dev libutf8proc-dev libcsv-dev libmagic-dev zlib1g-dev
    libcurl4-openssl-dev ca-certificates)
TEST_PACKAGES=(libcmocka-dev postgresql-15 chromium fonts-liberation fonts-noto-core
    fonts-noto-cjk hledger clang-format cppcheck)
FUZZ_PACKAGES=(clang libclang-rt-14-dev)
BENCH_PACKAGES=(wrk postgresql-15 chromium)

# The web app's tools need a newer Node than Debian 12 has; npm carries one, built for Linux.
NODE_LEAST="20.19.0"
NODE_FROM_NPM="22.23.3"
NODE_FOLDER=build/tools/node

say() {
    echo "── $*" >&2
}

stop() {
    echo "dev: stopped: $*" >&2
    exit 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

missing_packages() {
    local installed package
    installed=$(dpkg-query -W -f='${Package} ${db:Status-Status}\n' "$@" 2> /dev/null | awk '$2 == "installed" {print $1}')
    for package; do
        grep -qxF "$package" <<< "$installed" || echo "$package"
    done
}

install_packages() {
    local missing log=build/apt.log
    command -v apt-get > /dev/null || stop "this is not Debian (no apt-get). Install by hand: $*"
    missing=$(missing_packages "$@" | tr '\n' ' ')
    [ -n "$missing" ] || return 0
    [ "$(id -u)" = 0 ] || command -v sudo > /dev/null ||
        stop "these Debian packages are missing, and without root or sudo they cannot be installed: $missing"
    mkdir -p build
    say "installing Debian packages: $missing"
    as_root apt-get update -q > "$log" 2>&1 || stop "apt-get update failed: $(tail -n 3 "$log")"
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing >> "$log" 2>&1 ||
        stop "apt-get could not install $missing ($log): $(tail -n 3 "$log")"
}

node_is_new_enough() {
    command -v node > /dev/null && command -v npm > /dev/null || return 1
    printf '%s\n%s\n' "$NODE_LEAST" "$(node --version | tr -d v)" | sort -C -V
}

install_node() {
    local machine
    [ -x "$NODE_FOLDER/bin/node" ] && PATH=$PWD/$NODE_FOLDER/bin:$PATH
    node_is_new_enough && return 0
    command -v npm > /dev/null || install_packages nodejs npm
    case $(uname -m) in
        x86_64) machine=x64 ;;
        aarch64) machine=arm64 ;;
        *) stop "Node $NODE_LEAST or newer is needed; npm has none for $(uname -m). Install it by hand." ;;
    esac
    say "installing Node $NODE_FROM_NPM from npm into $NODE_FOLDER (found: $(node --version 2> /dev/null || echo none))"
    mkdir -p build/tools/npm
    npm install --silent --no-save --no-audit --no-fund --ignore-scripts --prefix build/tools/npm \
        "node-linux-$machine@$NODE_FROM_NPM" || stop "npm could not install Node $NODE_FROM_NPM"
    ln -sfn "npm/node_modules/node-linux-$machine" "$NODE_FOLDER"
    PATH=$PWD/$NODE_FOLDER/bin:$PATH
    node_is_new_enough || stop "Node $NODE_LEAST or newer is needed, found $(node --version)"
}

# The packages of one folder with a package-lock.json, again only when that file has changed.
install_npm_packages() {
    local folder=$1 stamp="$1/node_modules/.dev-stamp" wanted
    [ -f "$folder/package-lock.json" ] || return 0
    wanted=$(sha256sum < "$folder/package-lock.json")
    [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && return 0
    say "installing the npm packages of $folder"
    (cd "$folder" && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error >&2) ||
        stop "npm ci failed in $folder (see above)"
    echo "$wanted" > "$stamp"
}

# ui/dist, again only when a source of it is newer.
build_web_app() {
    [ -f ui/package.json ] || return 0
    install_node
    install_npm_packages ui
    if [ -f ui/dist/index.html ] && [ -z "$(find ui -path ui/node_modules -prune -o -path ui/dist -prune -o \
        -type f -newer ui/dist/index.html -print -quit)" ]; then
        return 0
    fi
    say "building the web app"
    (cd ui && npm run build --silent >&2) || stop "the web app does not build (see above)"
}

# One preset of CMakePresets.json into build/PRESET.
build_program() {
    local preset=$1 log=build/$1.log
    mkdir -p build
    install_node
    cmake --preset "$preset" > "$log" 2>&1 || { cat "$log" >&2; stop "cmake --preset $preset failed ($log)"; }
    say "building the program ($preset)"
    cmake --build "build/$preset" >> "$log" 2>&1 || { tail -n 60 "$log" >&2; stop "the program does not build ($log)"; }
}
