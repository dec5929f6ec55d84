#include "insight/first_day.h"

#include "base/text.h"
#include "catalogue/record.h"
#include "customer/access.h"
#include "customer/organisation.h"
#include "customer/team.h"
#include "customer/user.h"
#include "trade/product.h"

static const char SQL_ANY_ACCOUNT[] = "SELECT count(*) FROM (SELECT id FROM account LIMIT 1) AS any_account";
static const char SQL_ANSWERED[] = "SELECT count(*) FROM setting WHERE name = 'first_day'";
static const char SQL_SET_ANSWERED[] =
    "INSERT INTO setting (name, value) VALUES ('first_day', 'answered') ON CONFLICT (name) DO NOTHING";

static const char SQL_TOUR[] = "SELECT value FROM user_setting WHERE user_id = $1 AND name = 'tour'";
static const char SQL_SET_TOUR[] =
    "INSERT INTO user_setting (user_id, name, value) VALUES ($1, 'tour', $2) "
    "ON CONFLICT (user_id, name) DO UPDATE SET value = excluded.value";

/* $1: whose; 0: anybody's. */
static const struct first_step {
    const char *name, *sql;
} STEPS[] = {
    {"account",
     "SELECT count(*) FROM (SELECT id FROM account WHERE archived_at IS NULL AND ($1 = 0 OR owner_id = $1) "
     "LIMIT 1) AS found"},
    {"contact",
     "SELECT count(*) FROM (SELECT id FROM contact WHERE archived_at IS NULL AND ($1 = 0 OR owner_id = $1) "
     "LIMIT 1) AS found"},
    {"interaction",
     "SELECT count(*) FROM (SELECT id FROM interaction WHERE archived_at IS NULL AND ($1 = 0 OR owner_id = $1) "
     "LIMIT 1) AS found"},
    {"next_step",
     "SELECT count(*) FROM (SELECT id FROM task WHERE archived_at IS NULL AND ($1 = 0 OR owner_id = $1) "
     "UNION ALL SELECT id FROM promise WHERE archived_at IS NULL AND ($1 = 0 OR owner_id = $1) LIMIT 1) AS found"},
    {"opportunity",
     "SELECT count(*) FROM (SELECT id FROM opportunity WHERE archived_at IS NULL AND ($1 = 0 OR owner_id = $1) "
     "LIMIT 1) AS found"},
    {"move",
     "SELECT count(*) FROM (SELECT m.id FROM stage_move m JOIN opportunity o ON o.id = m.opportunity_id "
     "WHERE m.from_stage_id IS NOT NULL AND ($1 = 0 OR o.owner_id = $1) LIMIT 1) AS found"},
};

static const char SQL_NEWEST_ACCOUNT[] =
    "SELECT id, name FROM account WHERE archived_at IS NULL AND ($1 = 0 OR owner_id = $1) ORDER BY id DESC LIMIT 1";
static const char SQL_NEWEST_DEAL[] =
    "SELECT o.id, o.name FROM opportunity o JOIN stage s ON s.id = o.stage_id "
    "WHERE o.archived_at IS NULL AND s.outcome = 'open' AND ($1 = 0 OR o.owner_id = $1) ORDER BY o.id DESC LIMIT 1";

static bool questions_are_open(context_t *context, bool *open) {
    int64_t accounts = 0, answered = 0;
    *open = false;
    if (context->actor->role != ROLE_ADMINISTRATOR) return true;
    if (!store_get_int(context->tx, &accounts, SQL_ANY_ACCOUNT, "") ||
        !store_get_int(context->tx, &answered, SQL_ANSWERED, ""))
        return context_done(context);
    *open = accounts == 0 && answered == 0;
    return true;
}

static bool newest_write(context_t *context, const char *sql, int64_t whose, json_writer_t *writer, const char *key) {
    store_statement_t *newest = store_query(context->tx, sql, "i", whose);
    if (store_step(newest)) {
        json_write_object(writer, key);
        json_write_int(writer, "id", store_column_int(newest, 0));
        json_write_text(writer, "title", store_column_text(newest, 1));
        json_write_close(writer);
    } else {
        json_write_null(writer, key);
    }
    return store_end(newest) || context_done(context);
}

static bool steps_write(context_t *context, int64_t whose, json_writer_t *writer) {
    json_write_array(writer, "steps");
    for (size_t i = 0; i < sizeof STEPS / sizeof STEPS[0]; i++) {
        int64_t found = 0;
        if (!store_get_int(context->tx, &found, STEPS[i].sql, "i", whose)) return context_done(context);
        json_write_object(writer, NULL);
        json_write_text(writer, "step", STEPS[i].name);
        json_write_bool(writer, "done", found > 0);
        json_write_close(writer);
    }
    json_write_close(writer);
    return true;
}

bool first_day_write(context_t *context, json_writer_t *writer) {
    bool questions = false;
    int64_t whose = context->actor->role == ROLE_ADMINISTRATOR ? 0 : context->actor->user_id;
    if (!questions_are_open(context, &questions)) return false;
    const char *tour = store_get_text(context->tx, context->arena, SQL_TOUR, "i", context->actor->user_id);
    json_write_object(writer, NULL);
    json_write_bool(writer, "questions", questions);
    json_write_object(writer, "tour");
    json_write_bool(writer, "open", !text_equal(tour, "closed"));
    bool ok = steps_write(context, whose, writer) &&
              newest_write(context, SQL_NEWEST_ACCOUNT, whose, writer, "account") &&
              newest_write(context, SQL_NEWEST_DEAL, whose, writer, "opportunity");
    json_write_close(writer);
    json_write_close(writer);
    return ok;
}

bool first_day_show_tour(context_t *context, bool open) {
    store_run(context->tx, NULL, SQL_SET_TOUR, "it", context->actor->user_id, open ? "open" : "closed");
    return context_done(context);
}

/* The wrong fields of one row of an answer are told apart from those of another. */
static bool row_refused(context_t *context, const char *rows, size_t index) {
    problem_t *problem = context->problem;
    for (size_t i = 0; i < problem->field_count; i++)
        problem->fields[i].field = arena_printf(context->arena, "%s.%zu.%s", rows, index, problem->fields[i].field);
    return false;
}

static bool rows_are_few(context_t *context, const json_t *answers, const char *rows) {
    if (json_array_size(json_object_get(answers, rows)) <= FIRST_DAY_ROWS) return true;
    return problem_add_field(context->problem, rows, "too_many", "At most %d at once; import a longer list.",
                             FIRST_DAY_ROWS);
}

static bool organisation_answer(context_t *context, const json_t *answers) {
    const organisation_t change = {
        .name = json_string_value(json_object_get(answers, "name")),
        .currency = json_string_value(json_object_get(answers, "currency")),
    };
    return organisation_change(context, &change);
}

static bool team_answer(context_t *context, const json_t *answers, int64_t *team_id) {
    const char *name = json_string_value(json_object_get(answers, "team"));
    record_t *team = record_new(context->arena, &TEAM);
    *team_id = 0;
    if (name == NULL || *name == '\0') return true;
    record_set_text(team, "name", name);
    record_set_number(team, "manager", context->actor->user_id);
    if (!record_create(context, team, &team)) {
        if (context->problem->field_count > 0) context->problem->fields[0].field = "team";
        return false;
    }
    *team_id = team->id;
    return true;
}

static bool invitation_write(context_t *context, const record_t *user, const char *origin, json_writer_t *writer) {
    const char *token = NULL;
    moment_t expires = 0;
    if (!access_create_link(context, user->id, "invitation", &token, &expires)) return false;
    json_write_object(writer, NULL);
    json_write_object(writer, "user");
    json_write_int(writer, "id", user->id);
    json_write_text(writer, "title", record_title(context->arena, user));
    json_write_close(writer);
    json_write_text(writer, "email", record_text(user, "email"));
    json_write_text(writer, "link", arena_printf(context->arena, "%s/link/%s", origin, token));
    json_write_text(writer, "expires_at", moment_format(context->arena, expires));
    json_write_close(writer);
    return true;
}

static bool person_answer(context_t *context, json_t *row, int64_t team_id, record_t **out) {
    record_t *input = NULL;
    if (!record_parse_json(context, &USER, row, &input)) return false;
    if (record_is_null(input, "email"))
        return problem_add_field(context->problem, "email", "required", "An e-mail address is needed to sign in.");
    if (team_id != 0) record_set_number(input, "team", team_id);
    return record_create(context, input, out);
}

static bool people_answer(context_t *context, json_t *answers, const char *origin, json_writer_t *writer) {
    int64_t team_id = 0;
    size_t index = 0;
    json_t *row = NULL;
    if (!rows_are_few(context, answers, "people") || !team_answer(context, answers, &team_id)) return false;
    json_write_array(writer, "invitations");
    json_array_foreach(json_object_get(answers, "people"), index, row) {
        record_t *user = NULL;
        if (!person_answer(context, row, team_id, &user)) return row_refused(context, "people", index);
        if (!invitation_write(context, user, origin, writer)) return false;
    }
    json_write_close(writer);
    return true;
}

static bool products_answer(context_t *context, json_t *answers, json_writer_t *writer) {
    size_t index = 0;
    json_t *row = NULL;
    if (!rows_are_few(context, answers, "products")) return false;
    json_array_foreach(json_object_get(answers, "products"), index, row) {
        record_t *product = NULL;
        if (!record_parse_json(context, &PRODUCT, row, &product) || !record_create(context, product, &product))
            return row_refused(context, "products", index);
    }
    json_write_int(writer, "products", (int64_t)index);
    return true;
}

bool first_day_answer(context_t *context, json_t *answers, const char *origin, json_writer_t *writer) {
    if (!organisation_answer(context, answers)) return false;
    json_write_object(writer, NULL);
    if (!people_answer(context, answers, origin, writer) || !products_answer(context, answers, writer)) return false;
    json_write_close(writer);
    store_run(context->tx, NULL, SQL_SET_ANSWERED, "");
    return context_done(context);
}
