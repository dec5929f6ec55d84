/* Users as those who come in see them, and the first of them. */
#include "base/text.h"
#include "catalogue/record.h"
#include "customer/access.h"
#include "customer/user.h"

static const char SQL_PASSWORDS[] = "SELECT count(*) FROM credential";
static const char SQL_FIRST_ADMINISTRATOR[] =
    "SELECT id FROM app_user WHERE role = 'administrator' AND active = 1 AND archived_at IS NULL ORDER BY id LIMIT 1";

static bool access_make_administrator(context_t *context, int64_t *id) {
    record_t *user = record_new(context->arena, &USER);
    record_set_text(user, "name", "Administrator");
    record_set_text(user, "role", "administrator");
    if (!record_create(context, user, &user)) return false;
    *id = user->id;
    return true;
}

bool access_let_first_in(context_t *context, const char **token) {
    int64_t passwords = 0, user_id = 0;
    moment_t expires = 0;
    *token = NULL;
    if (!store_get_int(context->tx, &passwords, SQL_PASSWORDS, "")) return context_done(context);
    if (passwords > 0) return true;
    bool found = store_get_int(context->tx, &user_id, SQL_FIRST_ADMINISTRATOR, "");
    if (!found && !access_make_administrator(context, &user_id)) return false;
    return access_create_link(context, user_id, "sign_in", token, &expires);
}

static const char SQL_USER[] =
    "SELECT u.name, u.email, u.role, u.locale, u.team_id, t.name, "
    "(SELECT count(*) FROM credential c WHERE c.user_id = u.id) "
    "FROM app_user u LEFT JOIN team t ON t.id = u.team_id WHERE u.id = $1";

static void access_write_user_row(const store_statement_t *row, int64_t user_id, json_writer_t *writer,
                                  const char *key) {
    json_write_object(writer, key);
    json_write_int(writer, "id", user_id);
    json_write_text(writer, "name", store_column_text(row, 0));
    json_write_text(writer, "email", store_column_text(row, 1));
    json_write_text(writer, "role", store_column_text(row, 2));
    json_write_text(writer, "locale", store_column_text(row, 3));
    if (store_column_is_null(row, 4)) {
        json_write_null(writer, "team");
    } else {
        json_write_object(writer, "team");
        json_write_int(writer, "id", store_column_int(row, 4));
        json_write_text(writer, "title", store_column_text(row, 5));
        json_write_close(writer);
    }
    json_write_close(writer);
}

bool access_write_user(context_t *context, int64_t user_id, json_writer_t *writer, const char *key,
                       bool *has_password) {
    store_statement_t *row = store_query(context->tx, SQL_USER, "i", user_id);
    if (store_step(row)) {
        access_write_user_row(row, user_id, writer, key);
        *has_password = store_column_int(row, 6) > 0;
    }
    return store_end(row) || context_done(context);
}

static const char SQL_SET_LOCALE[] = "UPDATE app_user SET locale = $2 WHERE id = $1";

bool access_set_locale(context_t *context, const char *locale) {
    const field_t *field = type_field(&USER, "locale");
    if (locale == NULL || field_choice(field, locale) == NULL)
        return problem_add_field(context->problem, "locale", "not_a_choice", "This language is not spoken here.");
    store_run(context->tx, NULL, SQL_SET_LOCALE, "it", context->actor->user_id, locale);
    return context_done(context);
}

static const char SQL_FORGET_PASSWORD[] = "DELETE FROM credential WHERE user_id = $1";

bool access_forget_password(context_t *context, int64_t user_id) {
    store_run(context->tx, NULL, SQL_FORGET_PASSWORD, "i", user_id);
    return context_done(context);
}
