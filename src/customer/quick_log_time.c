#include "customer/quick_log_time.h"

#include "base/said.h"
#include "base/text.h"

#include <ctype.h>

enum { HOUR = 60, NOON = 12, LONGEST = 100 * HOUR };

static const said_t HALF[] = {{"am", 0}, {"a.m.", 0}, {"pm", NOON}, {"p.m.", NOON}, {NULL, 0}};

static const said_t CHINESE_HALF[] = {{"上午", 0},    {"早上", 0},    {"凌晨", 0}, {"中午", NOON},
                                      {"下午", NOON}, {"晚上", NOON}, {NULL, 0}};

static int hour_of(int hour, int half) {
    if (half == 0) return hour == NOON ? 0 : hour;
    return hour < NOON ? hour + NOON : hour;
}

static bool time_set(const char **at, const char *end, int *out, int hour, int minute) {
    if (hour > 23 || minute > 59) return false;
    *out = hour * HOUR + minute;
    *at = end;
    return true;
}

static bool chinese_time_take(const char **at, int *out) {
    int half = 0, hour, minute = 0;
    const char *end = *at;
    bool said_half = said_take_any(&end, CHINESE_HALF, &half);
    if (!said_take_number(&end, &hour) || hour > 24 || !(said_take(&end, "点") || said_take(&end, "點"))) return false;
    const char *minutes = end;
    if (said_take(&end, "半"))
        minute = HOUR / 2;
    else if (said_take_number(&minutes, &minute) && !text_starts_with(minutes, "分钟"))
        end = minutes, said_take(&end, "分");
    else
        minute = 0, said_take(&end, "钟");
    return time_set(at, end, out, said_half ? hour_of(hour, half) : hour, minute);
}

bool quick_time_take(const char **at, int *out) {
    int hour, minute = 0, half;
    const char *end = *at;
    if (said_take(&end, "noon")) return time_set(at, end, out, NOON, 0);
    if (chinese_time_take(at, out)) return true;
    if (!said_take_digits(&end, &hour)) return false;
    bool colon = *end == ':' && isdigit((unsigned char)end[1]) && isdigit((unsigned char)end[2]);
    if (colon) {
        end++;
        if (!said_take_digits(&end, &minute)) return false;
    }
    bool said_half = hour >= 1 && hour <= NOON && said_take_any(&end, HALF, &half);
    if ((!colon && !said_half) || said_is_letter(*end)) return false;
    return time_set(at, end, out, said_half ? hour_of(hour, half) : hour, minute);
}

static const said_t MINUTES[] = {{"min", 1},  {"mins", 1}, {"minute", 1}, {"minutes", 1},
                                 {"分钟", 1}, {"分", 1},   {NULL, 0}};

static const said_t HOURS[] = {{"hr", 1},     {"hrs", 1},  {"hour", 1},   {"hours", 1},
                               {"个小时", 1}, {"小时", 1}, {"个钟头", 1}, {NULL, 0}};

static const said_t WHOLE[] = {{"half an hour", 30}, {"half hour", 30},  {"an hour", 60},    {"an hour and a half", 90},
                               {"半小时", 30},       {"半个小时", 30},   {"一个半小时", 90}, {"两个半小时", 150},
                               {"1个半小时", 90},    {"2个半小时", 150}, {NULL, 0}};

/* One letter only in lower case: "3M" is a company. */
static bool letter_take(const char **at, char letter) {
    const char *end = said_skip_spaces(*at);
    if (*end != letter || isalpha((unsigned char)end[1])) return false;
    *at = end + 1;
    return true;
}

static bool minutes_take(const char **at) {
    int none;
    return letter_take(at, 'm') || said_take_any(at, MINUTES, &none);
}

/* The minutes behind hours: "30" directly, "30 min", "30分钟". */
static int rest_take(const char **at) {
    int minutes = 0;
    const char *end = *at;
    bool direct = isdigit((unsigned char)*end);
    if (!said_take_digits(&end, &minutes) || minutes >= HOUR) return 0;
    bool named = minutes_take(&end);
    if ((!direct && !named) || said_is_letter(*end)) return 0;
    *at = end;
    return minutes;
}

bool quick_duration_take(const char **at, int *out) {
    int number, none, tenths = 0, minutes;
    const char *end = *at;
    if (said_take_any(at, WHOLE, out)) return true;
    if (!said_take_number(&end, &number)) return false;
    if (*end == '.' && isdigit((unsigned char)end[1]) && !isdigit((unsigned char)end[2])) {
        tenths = end[1] - '0';
        end += 2;
    }
    if (letter_take(&end, 'h') || said_take_any(&end, HOURS, &none)) {
        minutes = number * HOUR + tenths * HOUR / 10;
        if (tenths == 0) minutes += rest_take(&end);
    } else if (tenths == 0 && minutes_take(&end)) {
        minutes = number;
    } else {
        return false;
    }
    if (minutes < 1 || minutes >= LONGEST) return false;
    *out = minutes;
    *at = end;
    return true;
}
