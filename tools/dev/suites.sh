# shellcheck shell=bash
# `dev test`: the suites, what each counted, and one closing line for all of them.
# A suite is a function suite_NAME; it leaves "PASSED FAILED SKIPPED" in $counts and fails as its runner fails.

SUITES=(lint units threads openapi api web_check web_unit browser)
report=build/test
counts=$report/counts
passed=0
failed=0
skipped=0
failed_suites=""

suite_lint() {
    tools/lint/all "$counts"
}

# cmocka counts tests, ctest counts programs; a program that broke off has counted nothing and is one failure.
# usage: run_units PRESET [what ctest takes]
run_units() {
    local status=0 folder=build/$1
    shift
    ctest --test-dir "$folder" --output-on-failure -j "$(nproc)" "$@" || status=$?
    awk -f tools/dev/count-units.awk "$folder/Testing/Temporary/LastTest.log" > "$counts"
    return $status
}

suite_units() {
    run_units sanitize
}

# The layers that share memory between threads, under the thread sanitizer.
suite_threads() {
    build_program thread
    run_units thread -L '^(base|store|jobs|http)$'
}

# What is generated is generated again; a difference means that the committed copy tells something else.
suite_openapi() {
    local status=0
    "$DAYBOOK_BINARY" openapi > "$report/openapi.json" || return 1
    diff -u docs/openapi.json "$report/openapi.json" > "$report/openapi.diff" || {
        head -n 40 "$report/openapi.diff"
        echo "docs/openapi.json is out of date: build/release/daybook openapi > docs/openapi.json"
        status=1
    }
    if [ -f ui/src/api/schema.d.ts ]; then
        (cd ui && npx --no-install openapi-typescript ../docs/openapi.json -o "../$report/schema.d.ts" > /dev/null) &&
            diff -q ui/src/api/schema.d.ts "$report/schema.d.ts" > /dev/null || {
            echo "ui/src/api/schema.d.ts is out of date: npm run generate in ui/"
            status=1
        }
    fi
    return $status
}

suite_api() {
    local status=0
    node --test --test-reporter=spec --test-reporter-destination=stdout \
        --test-reporter=tap --test-reporter-destination="$report/api.tap" test/api/*.test.mjs || status=$?
    awk '/^# pass /{p = $3} /^# (fail|cancelled) /{f += $3} /^# (skipped|todo) /{s += $3} END{print p + 0, f + 0, s + 0}' \
        "$report/api.tap" > "$counts"
    return $status
}

suite_web_check() {
    (cd ui && npm run check --silent)
}

suite_web_unit() {
    local status=0 file=$PWD/$report/web-unit.json
    (cd ui && npm test --silent -- --reporter=default --reporter=json --outputFile.json="$file") || status=$?
    node -p 'const r = JSON.parse(require("fs").readFileSync(process.argv[1]));
        [r.numPassedTests, r.numFailedTests, r.numPendingTests + r.numTodoTests].join(" ")' "$file" > "$counts"
    return $status
}

suite_browser() {
    local status=0 file=$PWD/$report/browser.json folder
    folder=$(browser_folder)
    (cd "$folder" && PLAYWRIGHT_JSON_OUTPUT_NAME=$file npx --no-install playwright test --reporter=list,json) || status=$?
    node -p 'const s = JSON.parse(require("fs").readFileSync(process.argv[1])).stats;
        [s.expected, s.unexpected + s.flaky, s.skipped].join(" ")' "$file" > "$counts"
    return $status
}

# Not one of the suites of every run: it makes the pictures of docs/screenshots anew.
suite_pictures() {
    (cd test/browser && DAYBOOK_PICTURES=1 npx --no-install playwright test pictures.spec.ts --workers=1)
}

browser_folder() {
    local file
    for file in test/browser/playwright.config.* ui/playwright.config.*; do
        [ -f "$file" ] && dirname "$file" && return 0
    done
    return 1
}

suite_exists() {
    case $1 in
        openapi) [ -f docs/openapi.json ] ;;
        api) compgen -G 'test/api/*.test.mjs' > /dev/null ;;
        web_check | web_unit) [ -f ui/package.json ] ;;
        browser) browser_folder > /dev/null ;;
        *) declare -F "suite_$1" > /dev/null ;;
    esac
}

run_suite() {
    local name=$1 status=0 p=0 f=0 s=0 from=$SECONDS
    say "suite $name"
    rm -f "$counts"
    "suite_$name" || status=$?
    if [ -s "$counts" ]; then
        read -r p f s < "$counts"
    elif [ $status = 0 ]; then
        p=1
    fi
    [ $status != 0 ] && [ "$f" = 0 ] && f=1
    [ $((p + f + s)) = 0 ] && f=1 && echo "suite $name ran no test"
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
    [ "$f" = 0 ] || failed_suites="$failed_suites $name"
    say "suite $name: $p passed, $f failed, $s skipped ($((SECONDS - from)) s)"
}

# Runs however the tests end, so that nothing stays behind and the closing line always stands.
finish() {
    local status=$?
    [ -z "${DAYBOOK_TEST_PG:-}" ] || tools/postgres-private stop "$DAYBOOK_TEST_PG" || true
    if [ $status != 0 ] && [ $failed = 0 ]; then
        failed=1
        failed_suites=" set-up"
    fi
    [ -z "$failed_suites" ] || echo "failed:$failed_suites"
    local line="$passed passed, $failed failed"
    [ $skipped = 0 ] || line="$line, $skipped skipped"
    echo "$line"
    [ $failed = 0 ] || exit 1
}

prepare_suites() {
    local folder
    install_packages "${BUILD_PACKAGES[@]}" "${TEST_PACKAGES[@]}"
    case " $* " in
        *" web_"* | *" browser "* | *" pictures "* | *" openapi "*) build_web_app ;; # the others get by without it
    esac
    for folder in test/browser test/api; do install_npm_packages "$folder"; done
    build_program sanitize
    mkdir -p "$report"
    export DAYBOOK_BINARY=$PWD/build/sanitize/daybook
    export DAYBOOK_DATA=${DAYBOOK_DATA:-$PWD/../shared/data}
    export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=1:strict_string_checks=1}
    export UBSAN_OPTIONS=${UBSAN_OPTIONS:-print_stacktrace=1}
    [ -d "$DAYBOOK_DATA" ] || say "there is no $DAYBOOK_DATA: tests on real data will be skipped"
    say "starting a private PostgreSQL"
    DAYBOOK_TEST_PG=$(tools/postgres-private start) || stop "no private PostgreSQL"
    export DAYBOOK_TEST_PG
}

run_suites() {
    local name
    for name; do
        declare -F "suite_$name" > /dev/null || stop "there is no suite '$name' (there are: ${SUITES[*]})"
    done
    trap finish EXIT
    trap 'exit 130' INT TERM
    [ $# -gt 0 ] || set -- "${SUITES[@]}"
    prepare_suites "$@"
    for name; do
        if suite_exists "$name"; then
            run_suite "$name"
        else
            say "suite $name: nothing there"
        fi
    done
}
