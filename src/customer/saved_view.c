#include "customer/saved_view.h"

#include "base/text.h"
#include "customer/saved_view_state.h"

#define SEEN                                                                                                           \
    "SELECT v.id, v.screen, v.name, v.state, v.shared, v.owner_id, u.name, d.view_id FROM saved_view v "               \
    "JOIN app_user u ON u.id = v.owner_id "                                                                            \
    "LEFT JOIN saved_view_default d ON d.view_id = v.id AND d.user_id = $1 "                                           \
    "WHERE (v.owner_id = $1 OR v.shared = 'everyone' OR (v.shared = 'team' AND u.team_id = "                           \
    "(SELECT m.team_id FROM app_user m WHERE m.id = $1))) "
#define BY_NAME "ORDER BY lower(v.name), v.id LIMIT 1000"

static const char SQL_ALL[] = SEEN BY_NAME;
static const char SQL_OF_SCREEN[] = SEEN "AND v.screen = $2 " BY_NAME;
static const char SQL_ONE[] = SEEN "AND v.id = $2";

static const char SQL_COUNT[] = "SELECT COUNT(*) FROM saved_view WHERE owner_id = $1";
static const char SQL_SAME_NAME[] =
    "SELECT id FROM saved_view WHERE owner_id = $1 AND screen = $2 AND lower(name) = $3 AND id <> $4";
static const char SQL_TEAM[] = "SELECT team_id FROM app_user WHERE id = $1 AND team_id IS NOT NULL";
static const char SQL_INSERT[] =
    "INSERT INTO saved_view (owner_id, screen, name, state, shared, changed_at) VALUES ($1, $2, $3, $4, $5, $6) "
    "RETURNING id";
static const char SQL_UPDATE[] =
    "UPDATE saved_view SET name = $1, state = $2, shared = $3, changed_at = $4 WHERE id = $5";
static const char SQL_DELETE[] = "DELETE FROM saved_view WHERE id = $1";
static const char SQL_FORGET_DEFAULT[] = "DELETE FROM saved_view_default WHERE user_id = $1 AND screen = $2";
static const char SQL_SET_DEFAULT[] = "INSERT INTO saved_view_default (user_id, screen, view_id) VALUES ($1, $2, $3)";
static const char SQL_FORGET_OTHERS[] = "DELETE FROM saved_view_default WHERE view_id = $1 AND user_id <> $2";

typedef struct saved_view {
    int64_t id, owner_id;
    const char *screen, *name, *state, *shared, *owner_name;
    bool is_default;
} saved_view_t;

static saved_view_t view_row(const context_t *context, const store_statement_t *row) {
    return (saved_view_t){
        .id = store_column_int(row, 0),
        .screen = arena_strdup(context->arena, store_column_text(row, 1)),
        .name = arena_strdup(context->arena, store_column_text(row, 2)),
        .state = arena_strdup(context->arena, store_column_text(row, 3)),
        .shared = arena_strdup(context->arena, store_column_text(row, 4)),
        .owner_id = store_column_int(row, 5),
        .owner_name = arena_strdup(context->arena, store_column_text(row, 6)),
        .is_default = !store_column_is_null(row, 7),
    };
}

/* What the actor may not see is not there. */
static bool view_find(context_t *context, int64_t id, saved_view_t *out) {
    store_statement_t *rows = store_query(context->tx, SQL_ONE, "ii", context->actor->user_id, id);
    bool found = store_step(rows);
    if (found) *out = view_row(context, rows);
    if (!store_end(rows)) return context_done(context);
    return found || problem_set(context->problem, PROBLEM_NOT_FOUND, "not_found", "There is no such view.");
}

static void view_write(const context_t *context, const saved_view_t *view, json_writer_t *writer) {
    json_write_object(writer, NULL);
    json_write_int(writer, "id", view->id);
    json_write_text(writer, "screen", view->screen);
    json_write_text(writer, "name", view->name);
    json_write_text(writer, "state", view->state);
    json_write_text(writer, "shared", view->shared);
    json_write_object(writer, "owner");
    json_write_int(writer, "id", view->owner_id);
    json_write_text(writer, "title", view->owner_name);
    json_write_close(writer);
    json_write_bool(writer, "mine", view->owner_id == context->actor->user_id);
    json_write_bool(writer, "default", view->is_default);
    json_write_close(writer);
}

bool saved_view_write_list(context_t *context, const char *screen, json_writer_t *writer) {
    int64_t user_id = context->actor->user_id;
    json_write_object(writer, NULL);
    json_write_array(writer, "items");
    store_statement_t *rows = screen == NULL ? store_query(context->tx, SQL_ALL, "i", user_id)
                                             : store_query(context->tx, SQL_OF_SCREEN, "it", user_id, screen);
    while (store_step(rows)) {
        saved_view_t view = view_row(context, rows);
        view_write(context, &view, writer);
    }
    json_write_close(writer);
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}

bool saved_view_write(context_t *context, int64_t id, json_writer_t *writer) {
    saved_view_t view = {0};
    if (!view_find(context, id, &view)) return false;
    view_write(context, &view, writer);
    return true;
}

/* The member as text; false when it is there and is none. */
static bool view_take(context_t *context, const json_t *body, const char *name, const char **out) {
    const json_t *member = json_object_get(body, name);
    if (member == NULL) return true;
    if (!json_is_string(member)) return problem_add_field(context->problem, name, "wrong_type", "This must be a text.");
    *out = text_trim(context->arena, json_string_value(member));
    return true;
}

static bool view_check_name(context_t *context, const saved_view_t *view) {
    int64_t other = 0;
    if (*view->name == '\0') return problem_add_field(context->problem, "name", "required", "A view needs a name.");
    if (text_characters(view->name) > SAVED_VIEW_NAME)
        return problem_add_field(context->problem, "name", "too_long", "A name has at most %d characters.",
                                 SAVED_VIEW_NAME);
    if (store_get_int(context->tx, &other, SQL_SAME_NAME, "itti", context->actor->user_id, view->screen,
                      text_lower(context->arena, view->name), view->id))
        return problem_add_field(context->problem, "name", "not_unique", "You have a view of this name here already.");
    return context_done(context);
}

static bool view_check_shared(context_t *context, const saved_view_t *view, const char *before) {
    int64_t team = 0;
    const actor_t *actor = context->actor;
    if (text_equal(view->shared, "private") || text_equal(view->shared, before)) return true;
    if (text_equal(view->shared, "team")) {
        if (store_get_int(context->tx, &team, SQL_TEAM, "i", actor->user_id)) return true;
        return context_done(context) &&
               problem_add_field(context->problem, "shared", "no_team", "You are in no team to share this with.");
    }
    if (!text_equal(view->shared, "everyone"))
        return problem_add_field(context->problem, "shared", "not_a_choice",
                                 "A view is private, or shared with the team or everyone.");
    if (ROLES(actor->role) & ROLES_MANAGING) return true;
    return problem_set(context->problem, PROBLEM_FORBIDDEN, "forbidden",
                       "Only administrators and managers share a view with everyone.");
}

static bool view_read(context_t *context, const json_t *body, saved_view_t *view) {
    const char *before = view->shared;
    if (!view_take(context, body, "name", &view->name) || !view_take(context, body, "state", &view->state) ||
        !view_take(context, body, "shared", &view->shared))
        return false;
    return view_check_name(context, view) && view_check_shared(context, view, before) &&
           saved_view_check_state(context, view->screen, view->state);
}

static bool view_check_room(context_t *context) {
    int64_t count = 0;
    if (context->actor->user_id == 0)
        return problem_set(context->problem, PROBLEM_FORBIDDEN, "forbidden", "Only a user keeps views.");
    store_get_int(context->tx, &count, SQL_COUNT, "i", context->actor->user_id);
    if (count >= SAVED_VIEW_MOST)
        return problem_set(context->problem, PROBLEM_INVALID, "too_many", "You have %d views: delete some first.",
                           SAVED_VIEW_MOST);
    return context_done(context);
}

bool saved_view_create(context_t *context, const json_t *body, int64_t *id) {
    saved_view_t view = {.screen = "", .name = "", .state = "", .shared = "private"};
    if (!view_check_room(context) || !view_take(context, body, "screen", &view.screen)) return false;
    if (!saved_view_screen(view.screen))
        return problem_add_field(context->problem, "screen", "not_a_choice",
                                 "Views are kept for lists such as accounts, the pipeline and the inbox.");
    if (!view_read(context, body, &view)) return false;
    store_get_int(context->tx, id, SQL_INSERT, "itttti", context->actor->user_id, view.screen, view.name, view.state,
                  view.shared, context->now);
    return context_done(context);
}

static bool view_find_own(context_t *context, int64_t id, saved_view_t *out) {
    if (!view_find(context, id, out)) return false;
    return out->owner_id == context->actor->user_id ||
           problem_set(context->problem, PROBLEM_FORBIDDEN, "forbidden", "Only %s changes this view.", out->owner_name);
}

bool saved_view_change(context_t *context, int64_t id, const json_t *body) {
    saved_view_t view = {0};
    if (!view_find_own(context, id, &view) || !view_read(context, body, &view)) return false;
    store_run(context->tx, NULL, SQL_UPDATE, "tttii", view.name, view.state, view.shared, context->now, id);
    if (text_equal(view.shared, "private"))
        store_run(context->tx, NULL, SQL_FORGET_OTHERS, "ii", id, context->actor->user_id);
    return context_done(context);
}

bool saved_view_delete(context_t *context, int64_t id) {
    saved_view_t view = {0};
    bool all = context->actor->role == ROLE_ADMINISTRATOR;
    if (!(all ? view_find(context, id, &view) : view_find_own(context, id, &view))) return false;
    store_run(context->tx, NULL, SQL_DELETE, "i", id);
    return context_done(context);
}

bool saved_view_set_default(context_t *context, const char *screen, int64_t id) {
    int64_t user_id = context->actor->user_id;
    saved_view_t view = {0};
    if (id != 0 && !view_find(context, id, &view)) return false;
    if (id != 0 && !text_equal(view.screen, screen))
        return problem_add_field(context->problem, "view", "wrong_screen", "This view is of another screen.");
    store_run(context->tx, NULL, SQL_FORGET_DEFAULT, "it", user_id, screen);
    if (id != 0) store_run(context->tx, NULL, SQL_SET_DEFAULT, "iti", user_id, screen, id);
    return context_done(context);
}
