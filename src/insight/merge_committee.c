/* What a merge leaves in buying committees that no committee can have. */
#include "insight/merge_committee.h"

#include "base/text.h"
#include "catalogue/search.h"
#include "customer/stakeholder.h"

enum { MOST_AT_ONCE = 200 };

static const char SQL_OWN_BOSS[] =
    "SELECT id FROM stakeholder WHERE contact_id = $1 AND reports_to_id = $1 ORDER BY id LIMIT 200";
static const char SQL_NO_BOSS[] = "UPDATE stakeholder SET reports_to_id = NULL, version = version + 1 WHERE id = $1";

static const char SQL_TWICE[] =
    "SELECT s.id FROM stakeholder s WHERE s.archived_at IS NULL AND s.id IN (SELECT row_id FROM record_merge_move "
    "WHERE merge_id = $1 AND table_name = 'stakeholder' AND column_name IN ('contact_id', 'account_id')) "
    "AND EXISTS (SELECT 1 FROM stakeholder o WHERE o.contact_id = s.contact_id AND o.account_id = s.account_id "
    "AND o.opportunity_id IS NOT DISTINCT FROM s.opportunity_id AND o.archived_at IS NULL AND o.id <> s.id "
    "AND o.id NOT IN (SELECT row_id FROM record_merge_move WHERE merge_id = $1 AND table_name = 'stakeholder')) "
    "ORDER BY s.id LIMIT 200";
static const char SQL_ARCHIVE[] = "UPDATE stakeholder SET archived_at = $1, version = version + 1 WHERE id = $2";

static bool committee_ids(context_t *context, const char *sql, int64_t parameter, int64_t *ids, size_t *count) {
    store_statement_t *rows = store_query(context->tx, sql, "i", parameter);
    *count = 0;
    while (*count < MOST_AT_ONCE && store_step(rows)) ids[(*count)++] = store_column_int(rows, 0);
    return store_end(rows) || context_done(context);
}

static bool committee_free_from_selves(merge_t *merge) {
    int64_t ids[MOST_AT_ONCE];
    size_t count = 0;
    context_t *context = merge->context;
    if (!committee_ids(context, SQL_OWN_BOSS, merge->survivor_id, ids, &count)) return false;
    for (size_t i = 0; i < count; i++) {
        store_run(context->tx, NULL, SQL_NO_BOSS, "i", ids[i]);
        if (!merge_note(merge, &(merge_change_t){.record_type = STAKEHOLDER.name,
                                                 .table = STAKEHOLDER.table,
                                                 .column = "reports_to_id",
                                                 .row_id = ids[i],
                                                 .before = &merge->survivor_id}))
            return false;
    }
    return true;
}

bool merge_mend_committees(merge_t *merge) {
    int64_t ids[MOST_AT_ONCE];
    size_t count = 0;
    context_t *context = merge->context;
    const int64_t now = context->now;
    if (text_equal(merge->type->name, "contact") && !committee_free_from_selves(merge)) return false;
    if (!committee_ids(context, SQL_TWICE, merge->id, ids, &count)) return false;
    for (size_t i = 0; i < count; i++) {
        store_run(context->tx, NULL, SQL_ARCHIVE, "ii", now, ids[i]);
        if (!merge_note(merge, &(merge_change_t){.record_type = STAKEHOLDER.name,
                                                 .table = STAKEHOLDER.table,
                                                 .column = "archived_at",
                                                 .row_id = ids[i],
                                                 .after = &now}) ||
            !search_forget(context, &STAKEHOLDER, ids[i]))
            return false;
    }
    return true;
}
