/* From the history to notifications: read behind a mark that is kept in the book, so that every write counts, whatever
 * program made it, and none counts twice. */
#include "base/text.h"
#include "catalogue/changes.h"
#include "customer/follow.h"
#include "customer/notification.h"

#include <jansson.h>

enum { MOST_CHANGES = 500, MOST_NEWS = 2000, GIVEN_AT_ONCE = 3, LINE_LIMIT = 1024, COMMIT_MILLISECONDS = 2000 };

static const char SQL_MARK[] = "SELECT CAST(value AS BIGINT) FROM setting WHERE name = 'notified_change'";

static const char SQL_SET_MARK[] =
    "INSERT INTO setting (name, value) VALUES ('notified_change', $1) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value";

/* A number that is missing below a young change may belong to a transaction that is about to commit. */
static const char SQL_GAP[] =
    "SELECT c.id - 1 FROM change c WHERE c.id > $1 AND c.id <= $2 AND c.at > $3 "
    "AND NOT EXISTS (SELECT 1 FROM change p WHERE p.id = c.id - 1) ORDER BY c.id LIMIT 1";

/* What may concern somebody: followed records and those about them, and what was given to another. */
static const char SQL_CANDIDATE[] =
    "SELECT c.id FROM change c WHERE c.id > $1 AND c.by_user_id IS NOT NULL AND c.import_id IS NULL AND ("
    "EXISTS (SELECT 1 FROM follow f WHERE f.record_type = c.record_type AND f.record_id = c.record_id) "
    "OR c.record_type = 'interaction' OR c.after_values LIKE '%\"owner\":{%') ORDER BY c.id LIMIT 1";

static const char SQL_LAST[] =
    "SELECT coalesce(max(id), $1) FROM (SELECT id FROM change WHERE id > $1 ORDER BY id LIMIT $2) newer";

static const char SQL_FOLLOWED[] =
    "SELECT c.record_type, c.record_id, c.by_user_id, c.action, c.after_values, f.user_id, u.locale, c.id "
    "FROM change c JOIN follow f ON f.record_type = c.record_type AND f.record_id = c.record_id AND f.since <= c.at "
    "JOIN app_user u ON u.id = f.user_id "
    "WHERE c.id > $1 AND c.id <= $2 AND c.by_user_id <> f.user_id AND c.import_id IS NULL ORDER BY c.id LIMIT $3";

/* A conversation is news of its account, and of its opportunity. */
static const char SQL_TALKED[] =
    "SELECT f.record_type, f.record_id, c.by_user_id, i.subject, f.user_id, c.id "
    "FROM change c JOIN interaction i ON i.id = c.record_id "
    "JOIN follow f ON f.since <= c.at AND ((f.record_type = 'account' AND f.record_id = i.account_id) "
    "OR (f.record_type = 'opportunity' AND f.record_id = i.opportunity_id)) "
    "WHERE c.id > $1 AND c.id <= $2 AND c.record_type = 'interaction' AND c.action = 'created' "
    "AND c.by_user_id <> f.user_id AND c.import_id IS NULL ORDER BY c.id LIMIT $3";

static const char SQL_GIVEN[] =
    "SELECT c.record_type, c.record_id, c.by_user_id, c.after_values, coalesce(c.request_id, ''), c.at, c.id "
    "FROM change c WHERE c.id > $1 AND c.id <= $2 AND c.by_user_id IS NOT NULL AND c.import_id IS NULL "
    "AND c.record_type <> 'interaction' AND c.after_values LIKE '%\"owner\":{%' ORDER BY c.id LIMIT $3";

static const char SQL_HANDED_OVER[] =
    "SELECT count(*) FROM notification WHERE user_id = $1 AND kind = 'handover' AND by_user_id = $2 AND at >= $3";

static const char SQL_TOLD[] =
    "SELECT count(*) FROM notification WHERE user_id = $1 AND kind = 'assignment' AND record_type = $2 "
    "AND record_id = $3 AND at >= $4";

/* One thing that one user is to be told. */
typedef struct news {
    notification_t notification;
    int64_t change_id;
    int64_t by_user_id;
    const char *request_id;
    moment_t at;
} news_t;

typedef struct told {
    context_t *context;
    int64_t from, to; /* changes behind `from`, up to `to` */
    news_t *news;
    size_t count;
} told_t;

static bool tell_mark(context_t *context, int64_t *mark) {
    if (store_get_int(context->tx, mark, SQL_MARK, "")) return true;
    return context_done(context) && changes_newest(context, mark);
}

static bool tell_set_mark(context_t *context, int64_t mark) {
    const char *text = arena_printf(context->arena, "%lld", (long long)mark);
    return store_run(context->tx, NULL, SQL_SET_MARK, "t", text) || context_done(context);
}

bool follow_has_news(context_t *context, int64_t after, bool *any) {
    int64_t mark = 0, found = 0;
    bool marked = store_get_int(context->tx, &mark, SQL_MARK, "");
    *any = !marked; /* the first time the mark is to be set */
    if (!marked) return context_done(context);
    *any = store_get_int(context->tx, &found, SQL_CANDIDATE, "i", mark > after ? mark : after);
    return context_done(context);
}

/* "Phone, Tier", or what became of the record, in the language of who is told. Fields that not every role sees are not
 * named. */
static const char *tell_what(context_t *context, const record_type_t *type, const char *action, const char *values,
                             const char *locale) {
    static const struct {
        const char *action;
        label_t label;
    } words[] = {{"archived", {"Archived", "已归档"}},
                 {"restored", {"Taken from the archive", "已恢复"}},
                 {"deleted", {"Deleted", "已删除"}}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (text_equal(words[i].action, action)) return label_in(words[i].label, locale);
    text_t line = text_create(context->arena, LINE_LIMIT);
    json_t *after = values != NULL ? json_loads(values, 0, NULL) : NULL;
    for (size_t i = 0; i < type->field_count; i++) {
        const field_t *field = &type->fields[i];
        if (field->see != 0 || json_object_get(after, field->name) == NULL) continue;
        text_add_format(&line, "%s%s", line.length > 0 ? ", " : "", label_in(field->label, locale));
    }
    json_decref(after);
    return line.data;
}

static void tell_add(told_t *told, const news_t *news) {
    if (told->count < MOST_NEWS) told->news[told->count++] = *news;
}

static bool tell_collect_followed(told_t *told) {
    context_t *context = told->context;
    store_statement_t *rows = store_query(context->tx, SQL_FOLLOWED, "iii", told->from, told->to, (int64_t)MOST_NEWS);
    while (store_step(rows)) {
        const record_type_t *type = catalogue_find(store_column_text(rows, 0));
        const char *locale = store_column_text(rows, 6);
        if (type == NULL) continue;
        const char *what = tell_what(context, type, store_column_text(rows, 3), store_column_text(rows, 4),
                                     locale != NULL ? locale : "en");
        tell_add(told, &(news_t){.notification = {.user_id = store_column_int(rows, 5),
                                                  .kind = "follow",
                                                  .record_type = type->name,
                                                  .record_id = store_column_int(rows, 1),
                                                  .detail = what},
                                 .change_id = store_column_int(rows, 7),
                                 .by_user_id = store_column_int(rows, 2)});
    }
    return store_end(rows) || context_done(context);
}

static bool tell_collect_talked(told_t *told) {
    context_t *context = told->context;
    store_statement_t *rows = store_query(context->tx, SQL_TALKED, "iii", told->from, told->to, (int64_t)MOST_NEWS);
    while (store_step(rows))
        tell_add(told, &(news_t){.notification = {.user_id = store_column_int(rows, 4),
                                                  .kind = "follow",
                                                  .record_type = catalogue_find(store_column_text(rows, 0))->name,
                                                  .record_id = store_column_int(rows, 1),
                                                  .detail = arena_strdup(context->arena, store_column_text(rows, 3))},
                                 .change_id = store_column_int(rows, 5),
                                 .by_user_id = store_column_int(rows, 2)});
    return store_end(rows) || context_done(context);
}

static int64_t tell_new_owner(const record_type_t *type, const char *values) {
    json_t *after = json_loads(values, 0, NULL);
    int64_t owner = json_integer_value(json_object_get(json_object_get(after, type->owner), "id"));
    json_decref(after);
    return owner;
}

static bool tell_collect_given(told_t *told) {
    context_t *context = told->context;
    store_statement_t *rows = store_query(context->tx, SQL_GIVEN, "iii", told->from, told->to, (int64_t)MOST_NEWS);
    while (store_step(rows)) {
        const record_type_t *type = catalogue_find(store_column_text(rows, 0));
        if (type == NULL || type->owner == NULL) continue;
        tell_add(told, &(news_t){.notification = {.user_id = tell_new_owner(type, store_column_text(rows, 3)),
                                                  .kind = "assignment",
                                                  .record_type = type->name,
                                                  .record_id = store_column_int(rows, 1)},
                                 .change_id = store_column_int(rows, 6),
                                 .by_user_id = store_column_int(rows, 2),
                                 .request_id = arena_strdup(context->arena, store_column_text(rows, 4)),
                                 .at = store_column_int(rows, 5)});
    }
    return store_end(rows) || context_done(context);
}

static bool tell_is_same_gift(const news_t *left, const news_t *right) {
    return left->request_id != NULL && text_equal(left->request_id, right->request_id) &&
           left->by_user_id == right->by_user_id && left->notification.user_id == right->notification.user_id;
}

/* Some writes tell the new owner themselves, with more to say. */
static bool tell_was_told(told_t *told, const news_t *news, bool *was) {
    const notification_t *what = &news->notification;
    int64_t count = 0;
    if (!store_get_int(told->context->tx, &count, SQL_TOLD, "itii", what->user_id, what->record_type, what->record_id,
                       news->at))
        return context_done(told->context);
    *was = count > 0;
    return true;
}

/* Many things given at once are one piece of news, and none where the handover of them was told already. */
static bool tell_bundle(told_t *told, size_t index, bool *skip) {
    news_t *news = &told->news[index];
    size_t same = 0, before = 0;
    int64_t handed_over = 0;
    *skip = false;
    if (news->request_id == NULL) return true;
    if (!tell_was_told(told, news, skip) || *skip) return context_done(told->context);
    for (size_t i = 0; i < told->count; i++) {
        if (!tell_is_same_gift(news, &told->news[i])) continue;
        same++;
        before += i < index;
    }
    if (same <= GIVEN_AT_ONCE) return true;
    if (!store_get_int(told->context->tx, &handed_over, SQL_HANDED_OVER, "iii", news->notification.user_id,
                       news->by_user_id, news->at))
        return context_done(told->context);
    *skip = before > 0 || handed_over > 0;
    news->notification.detail = arena_printf(told->context->arena, "+ %zu", same - 1);
    return true;
}

static bool tell_send(told_t *told, size_t index) {
    const news_t *news = &told->news[index];
    const actor_t by = {.user_id = news->by_user_id, .role = ROLE_ADMINISTRATOR, .name = "", .locale = "en"};
    problem_t gone = problem_create(told->context->arena);
    context_t acting = *told->context;
    bool skip = false;
    if (!tell_bundle(told, index, &skip)) return false;
    acting.actor = &by;
    acting.problem = &gone;
    if (skip || notification_send(&acting, &news->notification)) return true;
    return gone.kind == PROBLEM_NOT_FOUND || context_done(told->context); /* deleted since */
}

/* From right before the first change that may concern somebody; what lies between need not be looked at again. */
static bool tell_range(told_t *told) {
    context_t *context = told->context;
    int64_t first = 0, newest = 0, gap = 0;
    if (!tell_mark(context, &told->from) || !changes_newest(context, &newest)) return false;
    bool found = store_get_int(context->tx, &first, SQL_CANDIDATE, "i", told->from);
    if (!context_done(context)) return false;
    told->to = newest;
    if (found && !store_get_int(context->tx, &told->to, SQL_LAST, "ii", first - 1, (int64_t)MOST_CHANGES))
        return context_done(context);
    int64_t young = context->now - COMMIT_MILLISECONDS;
    if (store_get_int(context->tx, &gap, SQL_GAP, "iii", told->from, told->to, young) && gap > told->from)
        told->to = gap - 1 > told->from ? gap - 1 : told->from;
    if (found && first - 1 > told->from) told->from = first - 1 < told->to ? first - 1 : told->to;
    return context_done(context);
}

static int tell_compare(const void *left, const void *right) {
    int64_t first = ((const news_t *)left)->change_id, second = ((const news_t *)right)->change_id;
    return (first > second) - (first < second);
}

bool follow_tell(context_t *context) {
    told_t told = {.context = context, .news = ARENA_ARRAY(context->arena, news_t, MOST_NEWS)};
    if (!tell_range(&told)) return false;
    if (!tell_collect_followed(&told) || !tell_collect_talked(&told) || !tell_collect_given(&told)) return false;
    qsort(told.news, told.count, sizeof *told.news, tell_compare); /* the last word is the newest */
    for (size_t i = 0; i < told.count; i++)
        if (!tell_send(&told, i)) return false;
    return tell_set_mark(context, told.to);
}
