#include "customer/quick_log_line.h"

#include "base/date_words.h"
#include "base/said.h"
#include "base/text.h"
#include "customer/quick_log_time.h"

#include <ctype.h>

enum { KINDS = 16 }; /* a row's value is KINDS * direction + kind */
enum { SAID_NOTHING, SAID_IN, SAID_OUT };
enum { SAID_CALL, SAID_EMAIL, SAID_MEETING, SAID_VISIT, SAID_MESSAGE, SAID_SOCIAL, SAID_NOTE };

static const char *const KIND_NAMES[] = {"call", "email", "meeting", "visit", "message", "social", "note"};
static const char *const DIRECTION_NAMES[] = {NULL, "inbound", "outbound"};

#define IN KINDS *SAID_IN +
#define OUT KINDS *SAID_OUT +

/* clang-format off */
static const said_t KIND[] = {
    {"call", SAID_CALL}, {"phone call", SAID_CALL}, {"video call", SAID_CALL}, {"phone", SAID_CALL},
    {"spoke", SAID_CALL}, {"talked", SAID_CALL}, {"called", OUT SAID_CALL}, {"phoned", OUT SAID_CALL},
    {"rang", OUT SAID_CALL}, {"voicemail", OUT SAID_CALL}, {"email", SAID_EMAIL}, {"e-mail", SAID_EMAIL},
    {"mail", SAID_EMAIL}, {"emailed", OUT SAID_EMAIL}, {"e-mailed", OUT SAID_EMAIL}, {"mailed", OUT SAID_EMAIL},
    {"wrote", OUT SAID_EMAIL}, {"meeting", SAID_MEETING}, {"meet", SAID_MEETING}, {"met", SAID_MEETING},
    {"lunch", SAID_MEETING}, {"coffee", SAID_MEETING}, {"dinner", SAID_MEETING}, {"demo", SAID_MEETING},
    {"workshop", SAID_MEETING}, {"visit", SAID_VISIT}, {"visited", SAID_VISIT}, {"site visit", SAID_VISIT},
    {"message", SAID_MESSAGE}, {"messaged", OUT SAID_MESSAGE}, {"text", SAID_MESSAGE}, {"texted", OUT SAID_MESSAGE},
    {"sms", SAID_MESSAGE}, {"chat", SAID_MESSAGE}, {"chatted", SAID_MESSAGE}, {"whatsapp", SAID_MESSAGE},
    {"wechat", SAID_MESSAGE}, {"social", SAID_SOCIAL}, {"linkedin", SAID_SOCIAL}, {"note", SAID_NOTE},
    {"电话", SAID_CALL}, {"打电话", OUT SAID_CALL}, {"打电话给", OUT SAID_CALL}, {"致电", OUT SAID_CALL},
    {"去电", OUT SAID_CALL}, {"来电", IN SAID_CALL}, {"通话", SAID_CALL}, {"通电话", SAID_CALL},
    {"视频会议", SAID_CALL}, {"邮件", SAID_EMAIL}, {"电子邮件", SAID_EMAIL}, {"发邮件", OUT SAID_EMAIL},
    {"发邮件给", OUT SAID_EMAIL}, {"来信", IN SAID_EMAIL}, {"会议", SAID_MEETING}, {"开会", SAID_MEETING},
    {"会面", SAID_MEETING}, {"见面", SAID_MEETING}, {"面谈", SAID_MEETING}, {"吃饭", SAID_MEETING},
    {"拜访", SAID_VISIT}, {"走访", SAID_VISIT}, {"来访", IN SAID_VISIT}, {"消息", SAID_MESSAGE},
    {"短信", SAID_MESSAGE}, {"微信", SAID_MESSAGE}, {"发微信", OUT SAID_MESSAGE}, {"社交", SAID_SOCIAL},
    {"备注", SAID_NOTE}, {"笔记", SAID_NOTE}, {"记录", SAID_NOTE}, {NULL, 0}};

/* Directly before or behind the kind. */
static const said_t DIRECTION[] = {
    {"in", SAID_IN}, {"incoming", SAID_IN}, {"inbound", SAID_IN}, {"from", SAID_IN}, {"out", SAID_OUT},
    {"outgoing", SAID_OUT}, {"outbound", SAID_OUT}, {"to", SAID_OUT}, {NULL, 0}};

/* What stands between names and is none; 1 parts them. */
static const said_t JOINTS[] = {
    {"and", 1}, {"with", 1}, {"at", 1}, {"from", 1}, {"to", 1}, {"of", 0}, {"the", 0}, {"for", 0}, {"a", 0},
    {"和", 1}, {"与", 1}, {"跟", 1}, {"给", 1}, {"及", 1}, {"的", 1}, {NULL, 0}};

static const said_t TOPIC[] = {{"about", 0}, {"re", 0}, {"regarding", 0}, {"关于", 0}, {NULL, 0}};

typedef enum { SECTION_MAIN, SECTION_NEXT, SECTION_OURS, SECTION_THEIRS } section_t;

static const said_t SECTION[] = {
    {"next", SECTION_NEXT}, {"next step", SECTION_NEXT}, {"next steps", SECTION_NEXT}, {"todo", SECTION_NEXT},
    {"to do", SECTION_NEXT}, {"follow up", SECTION_NEXT}, {"follow-up", SECTION_NEXT}, {"下一步", SECTION_NEXT},
    {"下步", SECTION_NEXT}, {"待办", SECTION_NEXT}, {"跟进", SECTION_NEXT}, {"promise", SECTION_OURS},
    {"promised", SECTION_OURS}, {"we promise", SECTION_OURS}, {"we promised", SECTION_OURS}, {"we", SECTION_OURS},
    {"us", SECTION_OURS}, {"i", SECTION_OURS}, {"承诺", SECTION_OURS}, {"我方", SECTION_OURS},
    {"我们", SECTION_OURS}, {"我", SECTION_OURS}, {"they", SECTION_THEIRS}, {"they promise", SECTION_THEIRS},
    {"they promised", SECTION_THEIRS}, {"them", SECTION_THEIRS}, {"customer", SECTION_THEIRS},
    {"对方", SECTION_THEIRS}, {"他们", SECTION_THEIRS}, {"客户", SECTION_THEIRS}, {NULL, 0}};
/* clang-format on */

#undef IN
#undef OUT

/* Bytes of the colon that stands here, of either width; 0: none. */
static size_t colon_here(const char *at) {
    return *at == ':' ? 1 : text_starts_with(at, "：") ? 3 : 0;
}

/* Bytes of a sign that parts names and sections. */
static size_t part_here(const char *at) {
    static const char *const WIDE[] = {"，", "、", "；", "。", "＋"};
    if (*at != '\0' && strchr(",;&+/()\"\n\r", *at) != NULL) return 1;
    for (size_t i = 0; i < sizeof WIDE / sizeof WIDE[0]; i++)
        if (text_starts_with(at, WIDE[i])) return 3;
    return 0;
}

/* "next:" and its like; moves behind the colon. */
static bool section_take(const char **at, section_t *out) {
    int section;
    const char *end = *at;
    if (!said_take_any(&end, SECTION, &section)) return false;
    end = said_skip_spaces(end);
    size_t colon = colon_here(end);
    if (colon == 0) return false;
    *out = (section_t)section;
    *at = end + colon;
    return true;
}

/* Without spaces and commas at either end. */
static char *strip(arena_t *arena, const char *text, size_t length) {
    while (length > 0 && (strchr(" \t\n\r,;", *text) != NULL)) text++, length--;
    while (length > 0 && strchr(" \t\n\r,;", text[length - 1]) != NULL) length--;
    while (length >= 3 && (memcmp(text + length - 3, "，", 3) == 0 || memcmp(text + length - 3, "；", 3) == 0))
        length -= 3;
    return arena_strndup(arena, text, length);
}

static const char *due_take(arena_t *arena, const char **text, date_t today) {
    date_words_t found;
    if (!date_words_find(*text, today, DATE_WORDS_AHEAD, &found)) return NULL;
    const char *rest = date_words_without(arena, *text, &found);
    if (*rest != '\0') *text = rest;
    return date_format(arena, found.date);
}

/* Several next steps become one, with the first date. */
static void section_keep(arena_t *arena, quick_line_t *out, section_t section, const char *text, date_t today) {
    if (*text == '\0') return;
    const char *due = due_take(arena, &text, today);
    if (section == SECTION_NEXT) {
        out->next_step = out->next_step == NULL ? text : arena_printf(arena, "%s; %s", out->next_step, text);
        if (out->next_step_due == NULL) out->next_step_due = due;
    } else if (out->promise_count < QUICK_PROMISES) {
        out->promises[out->promise_count++] = (quick_promise_t){section == SECTION_OURS, text, due};
    }
}

static bool section_may_begin(const char *line, const char *at) {
    return at == line || (unsigned char)at[-1] >= 0x80 || strchr(" ,;.\n", at[-1]) != NULL;
}

/* The sections behind the main part are kept; the main part is returned. */
static const char *sections_read(arena_t *arena, const char *line, date_t today, quick_line_t *out) {
    const char *main = "", *from = line, *at = line;
    section_t section = SECTION_MAIN, next;
    for (;;) {
        const char *end = at;
        bool begins = *at != '\0' && *at != ' ' && section_may_begin(line, at) && section_take(&at, &next);
        if (!begins && *end != '\0') {
            at = end + 1;
            continue;
        }
        const char *text = strip(arena, from, (size_t)(end - from));
        if (section == SECTION_MAIN)
            main = text;
        else
            section_keep(arena, out, section, text, today);
        if (!begins) return main;
        section = next;
        from = at;
    }
}

/* The first colon that is not within a time of day, or NULL. */
static const char *colon_find(const char *text) {
    for (const char *at = text; *at != '\0'; at++) {
        if (colon_here(at) == 0) continue;
        if (at > text && isdigit((unsigned char)at[-1]) && isdigit((unsigned char)at[1])) continue;
        return at;
    }
    return NULL;
}

typedef struct head {
    arena_t *arena;
    const char *start, *at;
    date_t today;
    quick_line_t *out;
    int segment;
    quick_role_t role;
    bool open; /* the next character belongs to the last word */
} head_t;

static void head_part(head_t *head) {
    head->segment++;
    head->role = QUICK_NAME;
    head->open = false;
}

static bool head_kind(head_t *head) {
    int value, before = SAID_NOTHING, behind = SAID_NOTHING;
    const char *at = head->at;
    bool first = !head->open && said_take_any(&at, DIRECTION, &before);
    if (head->out->kind != NULL) return false;
    if (!said_take_any(&at, KIND, &value)) {
        if (!first) return false;
        at = head->at;
        if (!said_take_any(&at, KIND, &value)) return false;
        before = SAID_NOTHING;
    }
    said_take_any(&at, DIRECTION, &behind);
    int direction = behind != SAID_NOTHING ? behind : before != SAID_NOTHING ? before : value / KINDS;
    head->out->kind = KIND_NAMES[value % KINDS];
    head->out->direction = DIRECTION_NAMES[direction];
    head->at = at;
    head_part(head);
    return true;
}

/* A name such as "Sun Wei" is no day of the week: a short weekday with a capital before another capital. */
static bool head_is_name(const char *at, size_t length) {
    const char *next = said_skip_spaces(at + length);
    return length == 3 && isupper((unsigned char)*at) && isupper((unsigned char)*next);
}

static bool head_date(head_t *head) {
    date_t date;
    const char *at = said_skip_spaces(head->at);
    bool sure = text_starts_with(at, "昨天") || text_starts_with(at, "今天") || text_starts_with(at, "前天");
    if (head->out->date != NULL || (head->open && !sure)) return false;
    const char *words = at;
    said_take(&words, "on");
    words = said_skip_spaces(words);
    size_t length = date_words_read(words, head->today, DATE_WORDS_BEHIND, &date);
    if (length == 0 || head_is_name(words, length)) return false;
    head->out->date = date_format(head->arena, date);
    head->at = words + length;
    return true;
}

static bool head_time(head_t *head) {
    int minutes;
    const char *at = head->at;
    if (head->open) return false;
    said_take(&at, "at");
    if (head->out->minute == QUICK_NO_TIME && quick_time_take(&at, &minutes))
        head->out->minute = minutes;
    else if (head->out->duration == 0 && quick_duration_take(&at, &minutes))
        head->out->duration = minutes;
    else
        return false;
    head->at = at;
    return true;
}

static bool head_joint(head_t *head) {
    int parts;
    if (head->open || !said_take_any(&head->at, JOINTS, &parts)) return false;
    if (parts == 1 && head->role == QUICK_NAME) head_part(head);
    return true;
}

/* "@" and "#" before a name say what it is of, up to the next comma. */
static bool head_sign(head_t *head) {
    if (*head->at != '@' && *head->at != '#') return false;
    head_part(head);
    head->role = *head->at == '@' ? QUICK_ACCOUNT : QUICK_DEAL;
    head->at++;
    return true;
}

static size_t character_bytes(const char *at) {
    size_t bytes = 1;
    while (((unsigned char)at[bytes] & 0xC0) == 0x80) bytes++;
    return bytes;
}

/* Letters up to the next space or sign; Chinese ones one by one, for what follows may stand directly behind. */
static void head_letters(head_t *head) {
    const char *from = head->at;
    quick_line_t *out = head->out;
    bool wide = (unsigned char)*from >= 0xE3 && (unsigned char)*from <= 0xE9;
    head->at += character_bytes(from);
    while (!wide && *head->at != '\0' && *head->at != ' ' && part_here(head->at) == 0 &&
           (unsigned char)*head->at < 0xE3)
        head->at += character_bytes(head->at);
    size_t start = (size_t)(from - head->start), end = (size_t)(head->at - head->start);
    quick_word_t *last = out->word_count > 0 ? &out->words[out->word_count - 1] : NULL;
    if (wide && head->open && last != NULL && last->end == start) {
        last->end = end;
        last->text = arena_strndup(head->arena, head->start + last->start, end - last->start);
    } else if (out->word_count < QUICK_WORDS) {
        const char *text = arena_strndup(head->arena, from, end - start);
        out->words[out->word_count++] = (quick_word_t){text, head->segment, head->role, start, end};
    }
    head->open = wide;
}

static bool head_topic(head_t *head) {
    int none;
    const char *at = head->at;
    if (head->open || !said_take_any(&at, TOPIC, &none) || *said_skip_spaces(at) == '\0') return false;
    head->out->topic = strip(head->arena, at, strlen(at));
    head->at += strlen(head->at);
    return true;
}

static void head_read(head_t *head) {
    while (*head->at != '\0') {
        size_t part = part_here(head->at);
        if (*head->at == ' ' || *head->at == '\t') {
            head->at++;
            head->open = false;
        } else if (part > 0) {
            head->at += part;
            head_part(head);
        } else if (!head_sign(head) && !head_kind(head) && !head_date(head) && !head_time(head) && !head_topic(head) &&
                   !head_joint(head)) {
            head_letters(head);
            continue;
        }
        head->open = false;
    }
}

void quick_line_read(arena_t *arena, const char *line, date_t today, quick_line_t *out) {
    *out = (quick_line_t){.minute = QUICK_NO_TIME};
    const char *main = sections_read(arena, line, today, out);
    const char *colon = colon_find(main);
    out->head = main;
    if (colon != NULL) {
        const char *text = colon + colon_here(colon);
        out->head = arena_strndup(arena, main, (size_t)(colon - main));
        out->text = strip(arena, text, strlen(text));
    }
    head_t head = {.arena = arena, .start = out->head, .at = out->head, .today = today, .out = out};
    head_read(&head);
}
