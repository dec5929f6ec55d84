#include "customer/mention.h"

#include "base/text.h"
#include "customer/notification.h"

#include <ctype.h>

enum { MOST_USERS = 5000, MOST_MENTIONED = 50, SNIPPET_BEFORE = 60 };

static const char SQL_USERS[] =
    "SELECT id, name FROM app_user WHERE archived_at IS NULL AND active = 1 ORDER BY id LIMIT $1";

static const char SQL_MENTIONED[] = "SELECT user_id FROM mention WHERE record_type = $1 AND record_id = $2";

static const char SQL_FORGET[] = "DELETE FROM mention WHERE record_type = $1 AND record_id = $2";

static const char SQL_KEEP[] = "INSERT INTO mention (record_type, record_id, user_id) VALUES ($1, $2, $3)";

typedef struct name {
    int64_t user_id;
    const char *folded;
    size_t length, first; /* bytes of the whole name, and of its first word */
} name_t;

typedef struct names {
    name_t *items;
    size_t count;
} names_t;

static bool mention_load_names(context_t *context, names_t *names) {
    *names = (names_t){.items = ARENA_ARRAY(context->arena, name_t, MOST_USERS)};
    store_statement_t *rows = store_query(context->tx, SQL_USERS, "i", (int64_t)MOST_USERS);
    while (store_step(rows) && names->count < MOST_USERS) {
        const char *folded = text_squeeze(context->arena, text_fold(context->arena, store_column_text(rows, 1)));
        names->items[names->count++] =
            (name_t){store_column_int(rows, 0), folded, strlen(folded), strcspn(folded, " ")};
    }
    return store_end(rows) || context_done(context);
}

/* Letters of scripts that write without spaces may follow a name directly. */
static bool mention_ends_word(const char *text, size_t length) {
    return !isalnum((unsigned char)text[length - 1]) || !isalnum((unsigned char)text[length]);
}

static bool mention_begins(const char *text, const char *name, size_t length) {
    return length > 0 && strncmp(text, name, length) == 0 && mention_ends_word(text, length);
}

/* Who is meant by what stands behind the sign; 0: nobody, or more than one. */
static int64_t mention_resolve(const names_t *names, const char *text) {
    const name_t *whole = NULL, *first = NULL;
    size_t firsts = 0;
    for (size_t i = 0; i < names->count; i++) {
        const name_t *name = &names->items[i];
        if (mention_begins(text, name->folded, name->length) && (whole == NULL || name->length > whole->length))
            whole = name;
        if (!mention_begins(text, name->folded, name->first)) continue;
        first = name;
        firsts++;
    }
    if (whole != NULL) return whole->user_id;
    return firsts == 1 ? first->user_id : 0;
}

static bool mention_has(const int64_t *ids, size_t count, int64_t id) {
    for (size_t i = 0; i < count; i++)
        if (ids[i] == id) return true;
    return false;
}

/* The next sign that begins a word: in "ada@north.example" there is none. */
static const char *mention_next_sign(const char *start, const char *from) {
    for (const char *sign = strchr(from, '@'); sign != NULL; sign = strchr(sign + 1, '@'))
        if (sign == start || !isalnum((unsigned char)sign[-1])) return sign;
    return NULL;
}

bool mention_find(context_t *context, const char *text, int64_t *user_ids, size_t most, size_t *count) {
    names_t names;
    *count = 0;
    if (text == NULL || strstr(text, "@") == NULL) return true;
    const char *folded = text_fold(context->arena, text);
    const char *sign = mention_next_sign(folded, folded);
    if (sign == NULL) return true;
    if (!mention_load_names(context, &names)) return false;
    for (; sign != NULL && *count < most; sign = mention_next_sign(folded, sign + 1)) {
        int64_t user = mention_resolve(&names, sign + 1);
        if (user != 0 && !mention_has(user_ids, *count, user)) user_ids[(*count)++] = user;
    }
    return true;
}

static bool mention_load_known(context_t *context, const record_t *record, int64_t *ids, size_t *count) {
    *count = 0;
    store_statement_t *rows = store_query(context->tx, SQL_MENTIONED, "ti", record->type->name, record->id);
    while (store_step(rows) && *count < MOST_MENTIONED) ids[(*count)++] = store_column_int(rows, 0);
    return store_end(rows) || context_done(context);
}

/* The words around the first sign, from the start of its line or, in a long one, from a word shortly before. */
static const char *mention_snippet(const char *text) {
    const char *sign = mention_next_sign(text, text);
    if (sign == NULL) return text;
    const char *start = sign;
    while (start > text && start[-1] != '\n') start--;
    if (sign - start < SNIPPET_BEFORE) return start;
    for (start = sign - SNIPPET_BEFORE; start < sign && *start != ' '; start++) continue;
    return start;
}

/* All that the fields say, as one text. */
static const char *mention_text(context_t *context, const record_t *record, const char *const *fields) {
    text_t text = text_create(context->arena, 1024 * 1024);
    for (; *fields != NULL; fields++) {
        const char *value = record_text(record, *fields);
        if (value != NULL) text_add_format(&text, "%s%s", text.length > 0 ? "\n" : "", value);
    }
    return text.data;
}

static bool mention_differ(const record_t *before, const record_t *after, const char *const *fields) {
    for (; *fields != NULL; fields++)
        if (record_differs(before, after, *fields)) return true;
    return false;
}

static bool mention_keep(context_t *context, const record_t *record, const int64_t *ids, size_t count) {
    store_run(context->tx, NULL, SQL_FORGET, "ti", record->type->name, record->id);
    for (size_t i = 0; i < count && !store_failed(context->tx); i++)
        store_run(context->tx, NULL, SQL_KEEP, "tii", record->type->name, record->id, ids[i]);
    return context_done(context);
}

bool mention_write(context_t *context, const record_t *before, const record_t *after, const char *const *fields) {
    int64_t mentioned[MOST_MENTIONED], known[MOST_MENTIONED];
    size_t count = 0, known_count = 0;
    if (context->import_id != 0 || context->actor->user_id == 0 || !mention_differ(before, after, fields)) return true;
    const char *text = mention_text(context, after, fields);
    if (!mention_find(context, text, mentioned, MOST_MENTIONED, &count) ||
        !mention_load_known(context, after, known, &known_count))
        return false;
    if (count == 0 && known_count == 0) return true;
    if (!mention_keep(context, after, mentioned, count)) return false;
    for (size_t i = 0; i < count; i++) {
        const notification_t notification = {mentioned[i], "mention", after->type->name, after->id,
                                             mention_snippet(text)};
        if (!mention_has(known, known_count, mentioned[i]) && !notification_send(context, &notification)) return false;
    }
    return true;
}
