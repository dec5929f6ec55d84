#include "pipeline/web_form.h"

#include "catalogue/select.h"
#include "customer/choices.h"
#include "pipeline/lead.h"

#include <sodium.h>
#include <string.h>

enum {
    SECOND = 1000,
    TOKEN_LEAST = 3 * SECOND,
    TOKEN_MOST = 24 * 60 * 60 * SECOND,
    ADDRESS_WINDOW = 10 * 60 * SECOND,
    ADDRESS_MOST = 10,
    FORM_WINDOW = 60 * 60 * SECOND,
    FORM_MOST = 300,
    LINKS_MOST = 2
};

/* clang-format off */
static const field_t FIELDS[] = {
    {.name = "name", .type = FIELD_TEXT, .label = {"Name", "名称"},
     .flags = FIELD_REQUIRED | FIELD_SEARCHABLE | FIELD_LISTED | FIELD_QUICK},
    {.name = "title", .type = FIELD_TEXT, .label = {"Heading", "标题"},
     .help = {"What visitors read above the form", "访客在表单上方看到的文字"}, .flags = FIELD_QUICK},
    {.name = "thanks", .type = FIELD_TEXT, .label = {"Thanks", "感谢语"},
     .help = {"What visitors read once it is sent", "提交后访客看到的文字"}, .flags = FIELD_QUICK},
    {.name = "source", .type = FIELD_CHOICE, .label = {"Source", "来源"}, .choices = SOURCE_CHOICES, .initial = "website",
     .flags = FIELD_LISTED | FIELD_QUICK},
    {.name = "campaign", .column = "campaign_id", .type = FIELD_REFERENCE, .label = {"Campaign", "营销活动"},
     .target = "campaign", .flags = FIELD_LISTED | FIELD_QUICK},
    {.name = "owner", .column = "owner_id", .type = FIELD_REFERENCE, .label = {"Leads go to", "线索归"}, .target = "user",
     .help = {"Empty: by the assignment rules", "留空则按分配规则"}, .flags = FIELD_LISTED | FIELD_QUICK},
    {.name = "active", .type = FIELD_YES_NO, .label = {"In use", "启用"}, .initial = "true",
     .flags = FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "key", .column = "form_key", .type = FIELD_TEXT, .label = {"Key", "密钥"},
     .help = {"The last part of the form's address", "表单地址的最后一段"}, .flags = FIELD_DERIVED | FIELD_LISTED},
};
/* clang-format on */

static bool web_form_write(context_t *context, const record_t *before, record_t *after) {
    unsigned char random[12];
    char *key = arena_alloc(context->arena, 2 * sizeof random + 1);
    if (before == NULL) {
        randombytes_buf(random, sizeof random);
        record_set_text(after, "key", sodium_bin2hex(key, 2 * sizeof random + 1, random, sizeof random));
    }
    return record_save(context, before, after);
}

const record_type_t WEB_FORM = {
    .name = "web_form",
    .plural = "web_forms",
    .table = "web_form",
    .label = {"Web form", "网页表单"},
    .label_plural = {"Web forms", "网页表单"},
    .fields = FIELDS,
    .field_count = sizeof FIELDS / sizeof FIELDS[0],
    .title = "name",
    .default_sort = "name",
    .policy = POLICY_OFFER,
    .write = web_form_write,
};

static bool web_form_find(context_t *context, const char *key, record_t **out) {
    record_t **forms = NULL;
    size_t count = 0;
    const store_value_t value = {.kind = STORE_TEXT, .text = key};
    const select_tail_t tail = {"WHERE t.form_key = $1 AND t.active = 1 AND t.archived_at IS NULL", &value, 1};
    if (!select_where(context, &WEB_FORM, &tail, &forms, &count)) return false;
    if (count == 0) return problem_set(context->problem, PROBLEM_NOT_FOUND, "not_found", "There is no form here.");
    *out = forms[0];
    return true;
}

static const char SQL_SECRET[] = "SELECT value FROM setting WHERE name = 'form_secret'";
static const char SQL_KEEP_SECRET[] =
    "INSERT INTO setting (name, value) VALUES ('form_secret', $1) ON CONFLICT (name) DO NOTHING";

/* Made with the first form that is shown; false where it has not been made yet and nothing may be written. */
static bool token_secret(context_t *context, unsigned char secret[crypto_auth_KEYBYTES]) {
    char hex[2 * crypto_auth_KEYBYTES + 1];
    size_t length = 0;
    const char *kept = store_get_text(context->tx, context->arena, SQL_SECRET, "");
    if (kept == NULL) {
        crypto_auth_keygen(secret);
        store_run(context->tx, NULL, SQL_KEEP_SECRET, "t",
                  sodium_bin2hex(hex, sizeof hex, secret, crypto_auth_KEYBYTES));
        return context_done(context);
    }
    return sodium_hex2bin(secret, crypto_auth_KEYBYTES, kept, strlen(kept), NULL, &length, NULL) == 0 &&
           length == crypto_auth_KEYBYTES;
}

/* "1764000000000.HEX": when the form was shown, signed with the form's key. */
static const char *token_of(context_t *context, const char *key, const char *moment) {
    unsigned char secret[crypto_auth_KEYBYTES], mac[crypto_auth_BYTES];
    char hex[2 * crypto_auth_BYTES + 1];
    const char *message = arena_printf(context->arena, "%s %s", key, moment);
    if (!token_secret(context, secret)) return NULL;
    crypto_auth(mac, (const unsigned char *)message, strlen(message), secret);
    return arena_printf(context->arena, "%s.%s", moment, sodium_bin2hex(hex, sizeof hex, mac, sizeof mac));
}

static bool token_is_good(context_t *context, const char *key, const char *token) {
    int64_t shown = 0;
    const char *dot = token != NULL ? strchr(token, '.') : NULL;
    if (dot == NULL) return false;
    const char *moment = arena_strndup(context->arena, token, (size_t)(dot - token));
    if (!text_parse_int(moment, &shown)) return false;
    const char *expected = token_of(context, key, moment);
    if (expected == NULL || strlen(expected) != strlen(token) || sodium_memcmp(expected, token, strlen(expected)) != 0)
        return false;
    return context->now - shown >= TOKEN_LEAST && context->now - shown <= TOKEN_MOST;
}

static void page_begin(text_t *out, const char *heading) {
    text_add(out,
             "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
             "content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\"><title>");
    text_add_html(out, heading);
    text_add(out, "</title><link rel=\"stylesheet\" href=\"/form.css\"></head><body><main><h1>");
    text_add_html(out, heading);
    text_add(out, "</h1>");
}

static void page_end(text_t *out) {
    text_add(out, "</main></body></html>");
}

static void page_input(text_t *out, const char *name, const char *label, const char *attributes, const char *value) {
    text_add_format(out, "<label>%s<input name=\"%s\" %s value=\"", label, name, attributes);
    text_add_html(out, value);
    text_add(out, "\"></label>");
}

static void page_form(text_t *out, const char *token, const web_form_answers_t *back) {
    text_add(out, "<form method=\"post\">");
    page_input(out, "name", "Name", "required maxlength=\"200\" autocomplete=\"name\"", back->name);
    page_input(out, "company", "Company", "maxlength=\"200\" autocomplete=\"organization\"", back->company);
    page_input(out, "email", "E-mail", "type=\"email\" maxlength=\"200\" autocomplete=\"email\"", back->email);
    page_input(out, "phone", "Phone", "type=\"tel\" maxlength=\"60\" autocomplete=\"tel\"", back->phone);
    text_add(out, "<label>Message<textarea name=\"message\" rows=\"5\" maxlength=\"5000\">");
    text_add_html(out, back->message);
    text_add(out,
             "</textarea></label><label class=\"extra\" aria-hidden=\"true\">Leave this empty"
             "<input name=\"fax_number\" tabindex=\"-1\" autocomplete=\"off\"></label>"
             "<input type=\"hidden\" name=\"token\" value=\"");
    text_add_html(out, token);
    text_add(out, "\"><button>Send</button></form>");
}

bool web_form_make_token(context_t *context, const char *key, const char **token) {
    record_t *form = NULL;
    if (!web_form_find(context, key, &form)) return false;
    *token = token_of(context, key, arena_printf(context->arena, "%lld", (long long)context->now));
    return context_done(context);
}

bool web_form_write_page(context_t *context, const char *key, const web_form_answers_t *back, text_t *out) {
    record_t *form = NULL;
    const char *token = NULL;
    if (!web_form_find(context, key, &form) || !web_form_make_token(context, key, &token)) return false;
    const char *title = record_text(form, "title");
    page_begin(out, title != NULL ? title : "Talk to us");
    if (back != NULL)
        text_add(out,
                 "<p role=\"alert\">Please give your name, and an e-mail address or a phone number where we reach "
                 "you.</p>");
    page_form(out, token, back != NULL ? back : &(web_form_answers_t){0});
    page_end(out);
    return context_done(context);
}

bool web_form_write_thanks(context_t *context, const char *key, text_t *out) {
    record_t *form = NULL;
    if (!web_form_find(context, key, &form)) return false;
    const char *thanks = record_text(form, "thanks");
    page_begin(out, thanks != NULL ? thanks : "Thank you. We will be in touch.");
    page_end(out);
    return true;
}

static const char SQL_BY_ADDRESS[] = "SELECT count(*) FROM web_form_entry WHERE address_hash = $1 AND at > $2";
static const char SQL_BY_FORM[] = "SELECT count(*) FROM web_form_entry WHERE form_id = $1 AND at > $2";
static const char SQL_NOTE_ENTRY[] = "INSERT INTO web_form_entry (form_id, address_hash, at) VALUES ($1, $2, $3)";
static const char SQL_FORGET_ENTRIES[] = "DELETE FROM web_form_entry WHERE at < $1";

static bool form_slow_down(context_t *context) {
    context->problem->retry_after = ADDRESS_WINDOW / SECOND;
    return problem_set(context->problem, PROBLEM_TOO_MANY_REQUESTS, "too_many_attempts",
                       "This form was sent too often. Try again in a few minutes.");
}

static bool form_count(context_t *context, const record_t *form, const char *address) {
    unsigned char hash[16];
    char hex[2 * sizeof hash + 1];
    int64_t by_address = 0, by_form = 0;
    crypto_generichash(hash, sizeof hash, (const unsigned char *)address, strlen(address), NULL, 0);
    sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
    store_run(context->tx, NULL, SQL_FORGET_ENTRIES, "i", context->now - FORM_WINDOW);
    if (!store_get_int(context->tx, &by_address, SQL_BY_ADDRESS, "ti", hex, context->now - ADDRESS_WINDOW) ||
        !store_get_int(context->tx, &by_form, SQL_BY_FORM, "ii", form->id, context->now - FORM_WINDOW))
        return context_done(context);
    if (by_address >= ADDRESS_MOST || by_form >= FORM_MOST) return form_slow_down(context);
    store_run(context->tx, NULL, SQL_NOTE_ENTRY, "iti", form->id, hex, context->now);
    return context_done(context);
}

static int form_count_links(const char *text) {
    int links = 0;
    for (const char *at = text; at != NULL && (at = strstr(at, "://")) != NULL; at += 3) links++;
    return links;
}

static bool form_is_spam(context_t *context, const char *key, const web_form_answers_t *answers) {
    bool trapped = answers->trap != NULL && *answers->trap != '\0';
    return trapped || !token_is_good(context, key, answers->token) || form_count_links(answers->message) > LINKS_MOST ||
           form_count_links(answers->name) > 0;
}

static const char *form_answer(arena_t *arena, const char *given) {
    const char *trimmed = given != NULL ? text_trim(arena, given) : "";
    return *trimmed != '\0' ? trimmed : NULL;
}

static bool form_read(context_t *context, const web_form_answers_t *answers, record_t *lead) {
    const struct {
        const char *field, *text;
    } given[] = {{"name", answers->name},
                 {"company", answers->company},
                 {"email", answers->email},
                 {"phone", answers->phone},
                 {"description", answers->message}};
    for (size_t i = 0; i < sizeof given / sizeof given[0]; i++) {
        const char *text = form_answer(context->arena, given[i].text);
        const field_t *field = type_field(&LEAD, given[i].field);
        if (text != NULL) record_parse_text(context, &LEAD, field, NULL, text, record_value(lead, given[i].field));
    }
    if (record_is_null(lead, "email") && record_is_null(lead, "phone"))
        problem_add_field(context->problem, "email", "required", "An e-mail address or a phone number is needed.");
    return !problem_is_set(context->problem);
}

bool web_form_receive(context_t *context, const char *key, const web_form_answers_t *answers, record_t **lead) {
    record_t *form = NULL, *input = record_new(context->arena, &LEAD);
    if (!web_form_find(context, key, &form) || !form_count(context, form, answers->address) ||
        !form_read(context, answers, input))
        return false;
    record_set_text(input, "status", form_is_spam(context, key, answers) ? "spam" : "new");
    record_set_text(input, "received_by", "form");
    if (!record_is_null(form, "source")) record_set_text(input, "source", record_text(form, "source"));
    if (!record_is_null(form, "campaign")) record_set_number(input, "campaign", record_number(form, "campaign"));
    if (!record_is_null(form, "owner"))
        record_set_number(input, "owner", record_number(form, "owner"));
    else
        record_set_null(input, "owner");
    return record_create(context, input, lead);
}
