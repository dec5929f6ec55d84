/* Every parser of the base layer on any text: whatever it accepts must be written and read again as the same value. */
#include "base/date.h"
#include "base/json.h"
#include "base/money.h"
#include "base/text.h"

#include <assert.h>
#include <jansson.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_decimals(arena_t *arena, const char *text) {
    for (int scale = 0; scale <= DECIMAL_MAX_SCALE; scale++) {
        int64_t exact = 0, rounded = 0, again = 0;
        decimal_result_t result = decimal_parse(text, scale, &exact);
        decimal_result_t round_result = decimal_parse_rounded(text, scale, &rounded);
        if (result != DECIMAL_OK) continue;
        assert(round_result == DECIMAL_OK && rounded == exact);
        assert(decimal_parse(decimal_format(arena, exact, scale, false), scale, &again) == DECIMAL_OK &&
               again == exact);
    }
}

static void check_dates(arena_t *arena, const char *text) {
    date_t date;
    moment_t moment = 0, again = 0;
    if (date_parse(text, &date)) assert(text_equal(date_format(arena, date), text));
    if (!moment_parse(text, &moment)) return;
    const char *written = moment_format(arena, moment);
    if (strlen(written) == MOMENT_TEXT_SIZE - 1) assert(moment_parse(written, &again) && again == moment);
}

static void check_json(arena_t *arena, const char *value) {
    text_t text = text_create(arena, 8 * strlen(value) + 100);
    json_writer_t writer = json_begin(&text);
    json_write_array(&writer, NULL);
    json_write_text(&writer, NULL, value);
    json_write_close(&writer);
    assert(!text.overflow);
    json_t *parsed = json_loads(text.data, 0, NULL);
    assert(text_equal(json_string_value(json_array_get(parsed, 0)), value));
    json_decref(parsed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    arena_t *arena = arena_create();
    const char *text = arena_strndup(arena, (const char *)data, size);
    int64_t number = 0;
    text_parse_int(text, &number);
    check_decimals(arena, text);
    check_dates(arena, text);
    text_squeeze(arena, text);
    text_trim(arena, text);
    if (text_is_utf8(text, strlen(text))) {
        check_json(arena, text);
        const char *folded = text_fold(arena, text);
        assert(text_is_utf8(folded, strlen(folded)));
    }
    arena_destroy(arena);
    return 0;
}
