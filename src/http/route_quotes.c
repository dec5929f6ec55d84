/* Quotes, and the customer's page of one: what its link shows without signing in. */
#include "base/text.h"
#include "http/authenticate.h"
#include "http/form.h"
#include "http/repeat.h"
#include "http/route.h"
#include "trade/body.h"
#include "trade/quote.h"
#include "trade/quote_decide.h"
#include "trade/quote_page.h"
#include "trade/quote_send.h"
#include "trade/quote_text.h"

static bool quote_answer(context_t *context, request_t *request, int64_t id) {
    json_writer_t writer = json_begin(&request->response.body);
    return quote_write_document(context, id, &writer);
}

static bool get_work(context_t *context, request_t *request) {
    return quote_answer(context, request, request->record_id);
}

static bool quote_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, get_work);
}

static bool create_work(context_t *context, request_t *request) {
    int64_t id = 0;
    return quote_create(context, request->json, &id) && quote_answer(context, request, id);
}

static bool quote_post(request_t *request) {
    return repeat_run(request, 201, create_work);
}

static bool replace_work(context_t *context, request_t *request) {
    return quote_replace(context, request->record_id, request->json) &&
           quote_answer(context, request, request->record_id);
}

static bool quote_put(request_t *request) {
    return repeat_run(request, 200, replace_work);
}

static bool preview_work(context_t *context, request_t *request) {
    json_writer_t writer = json_begin(&request->response.body);
    return quote_write_preview(context, request->json, &writer);
}

/* Computes only: a snapshot is enough, and no writer waits for it. */
static bool preview_post(request_t *request) {
    if (!request_json(request, &request->json)) return false;
    response_json(request, 200);
    bool ok = request_read(request, preview_work);
    json_decref(request->json);
    return ok;
}

static bool revise_work(context_t *context, request_t *request) {
    int64_t id = 0;
    return quote_revise(context, request->record_id, &id) && quote_answer(context, request, id);
}

static bool revise_post(request_t *request) {
    return repeat_run(request, 201, revise_work);
}

static bool link_answer(request_t *request, const quote_link_t *link) {
    const char *locale = request_parameter(request, "locale");
    bool chinese = locale != NULL && text_starts_with(locale, "zh");
    const char *address = NULL;
    if (link->token != NULL)
        address = arena_printf(request->arena, "%s/offer/%s%s", request_origin(request), link->token,
                               chinese ? "?locale=zh" : "");
    json_writer_t writer = json_begin(&request->response.body);
    json_write_object(&writer, NULL);
    json_write_text(&writer, "link", address);
    json_write_text(&writer, "expires_at",
                    link->token != NULL ? moment_format(request->arena, link->expires_at) : NULL);
    json_write_close(&writer);
    return true;
}

static bool send_work(context_t *context, request_t *request) {
    quote_link_t link;
    return quote_send(context, request->record_id, &link) && link_answer(request, &link);
}

/* Not repeated under a key: the answer would be kept, and with it the link in clear. A second sending is refused. */
static bool send_post(request_t *request) {
    response_json(request, 200);
    return request_write(request, send_work);
}

static bool link_work(context_t *context, request_t *request) {
    quote_link_t link;
    return quote_link(context, request->record_id, &link) && link_answer(request, &link);
}

static bool link_post(request_t *request) {
    response_json(request, 200);
    return request_write(request, link_work);
}

static bool unlink_work(context_t *context, request_t *request) {
    return quote_unlink(context, request->record_id);
}

static bool link_delete(request_t *request) {
    response_empty(request, 204);
    return request_write(request, unlink_work);
}

static bool approve_work(context_t *context, request_t *request) {
    bool approved = false;
    const char *note = NULL;
    body_t body = body_of(context, request->json);
    if (!body_has(&body, "approve")) return body_refuse(&body, "approve", "required", "Say true or false.");
    return body_yes_no(&body, "approve", &approved) && body_text(&body, "note", 1000, &note) &&
           quote_approve(context, request->record_id, approved, note) &&
           quote_answer(context, request, request->record_id);
}

static bool approve_post(request_t *request) {
    return repeat_run(request, 200, approve_work);
}

static bool comment_work(context_t *context, request_t *request) {
    const char *text = NULL;
    body_t body = body_of(context, request->json);
    return body_text(&body, "body", 5000, &text) && quote_comment(context, request->record_id, NULL, text) &&
           quote_answer(context, request, request->record_id);
}

static bool comment_post(request_t *request) {
    return repeat_run(request, 201, comment_work);
}

/* In the customer's name: who signed on paper or by mail, and which options were chosen. */
static bool accept_work(context_t *context, request_t *request) {
    size_t count = 0;
    int64_t order = 0;
    quote_signature_t signature = {0};
    body_t body = body_of(context, request->json);
    const json_t *chosen = json_object_get(request->json, "chosen");
    int64_t *lines = ARENA_ARRAY(request->arena, int64_t, json_array_size(chosen) + 1);
    for (; count < json_array_size(chosen); count++) lines[count] = json_integer_value(json_array_get(chosen, count));
    if (!body_text(&body, "name", 200, &signature.name) || !body_text(&body, "title", 200, &signature.title))
        return false;
    signature.address = request_address(request);
    return (chosen == NULL || quote_choose_lines(context, request->record_id, lines, count)) &&
           quote_accept(context, request->record_id, &signature, &order) &&
           quote_answer(context, request, request->record_id);
}

static bool accept_post(request_t *request) {
    return repeat_run(request, 200, accept_work);
}

static bool decline_work(context_t *context, request_t *request) {
    const char *reason = NULL;
    body_t body = body_of(context, request->json);
    return body_text(&body, "reason", 1000, &reason) && quote_decline(context, request->record_id, reason) &&
           quote_answer(context, request, request->record_id);
}

static bool decline_post(request_t *request) {
    return repeat_run(request, 200, decline_work);
}

static bool text_work(context_t *context, request_t *request) {
    quote_t quote;
    if (!quote_load(context, request->record_id, &quote)) return false;
    quote_write_text(&quote, &request->response.body);
    return true;
}

static bool text_get(request_t *request) {
    bool ok = request_read(request, text_work);
    request->response.status = 200;
    request->response.media_type = "text/plain; charset=utf-8";
    return ok;
}

static const char OFFER_POLICY[] =
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

static void offer_answer(request_t *request, int status) {
    request->response.status = status;
    request->response.media_type = "text/html; charset=utf-8";
    response_header(request, "Content-Security-Policy", OFFER_POLICY);
    response_header(request, "Cache-Control", "no-store");
    response_header(request, "Referrer-Policy", "no-referrer");
}

/* Whoever has the link acts as the program, in the language of the link: what may be done is what the page offers. */
static context_t offer_context(const context_t *context, const request_t *request, actor_t *reader) {
    context_t acting = *context;
    const char *locale = request_parameter(request, "locale");
    *reader = ACTOR_PROGRAM;
    if (locale != NULL) reader->locale = locale;
    acting.actor = reader;
    return acting;
}

static bool offer_page_work(context_t *context, request_t *request) {
    actor_t reader;
    int64_t id = 0;
    static const quote_page_t fresh;
    const quote_page_t *page = request->state != NULL ? request->state : &fresh;
    context_t acting = offer_context(context, request, &reader);
    if (!quote_find_linked(&acting, request->path_text, &id)) return false;
    return (request->actor.user_id != 0 || quote_see(&acting, id)) &&
           quote_write_page(&acting, id, page, &request->response.body);
}

static bool offer_gone_work(context_t *context, request_t *request) {
    actor_t reader;
    context_t acting = offer_context(context, request, &reader);
    quote_write_no_page(&acting, &request->response.body);
    return true;
}

static bool offer_show(request_t *request, int status) {
    bool ok = request_write(request, offer_page_work);
    if (!ok && request->problem.kind == PROBLEM_NOT_FOUND) {
        request->problem = problem_create(request->arena);
        status = 404;
        ok = request_read(request, offer_gone_work);
    }
    if (ok) offer_answer(request, status);
    return ok;
}

/* One of us who looks at the page is not the customer. */
static bool offer_get(request_t *request) {
    if (!authenticate_user(request)) request->problem = problem_create(request->arena);
    return offer_show(request, 200);
}

typedef struct offer_form {
    const char *action, *name, *title, *comment, *reason, *hash;
    int64_t lines[SALE_LINES];
    size_t line_count;
} offer_form_t;

static void offer_take(void *argument, const char *name, const char *value) {
    offer_form_t *form = argument;
    const struct {
        const char *name;
        const char **value;
    } texts[] = {{"do", &form->action},       {"name", &form->name},     {"title", &form->title},
                 {"comment", &form->comment}, {"reason", &form->reason}, {"hash", &form->hash}};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (text_equal(texts[i].name, name)) *texts[i].value = value;
    if (text_equal(name, "line") && form->line_count < SALE_LINES &&
        text_parse_int(value, &form->lines[form->line_count]))
        form->line_count++;
}

static bool offer_act(context_t *context, request_t *request, int64_t id, const offer_form_t *form) {
    int64_t order = 0;
    const char *action = form->action != NULL ? form->action : "";
    const quote_signature_t signature = {form->name, form->title, request_address(request), form->hash};
    if (text_equal(action, "comment"))
        return quote_comment(context, id, form->name != NULL ? form->name : "", form->comment);
    if (text_equal(action, "decline")) return quote_decline(context, id, form->reason);
    if (text_equal(action, "choose")) return quote_choose_lines(context, id, form->lines, form->line_count);
    if (text_equal(action, "accept")) return quote_accept(context, id, &signature, &order);
    return problem_set(context->problem, PROBLEM_BAD_REQUEST, "bad_form", "This is not what the page sends.");
}

/* Options that are ticked with the acceptance count before it: then the text is another one than was shown, and the
 * page asks again. */
static bool offer_choose_work(context_t *context, request_t *request) {
    actor_t reader;
    quote_t quote;
    int64_t id = 0;
    const offer_form_t *form = request->state;
    context_t acting = offer_context(context, request, &reader);
    if (!quote_find_linked(&acting, request->path_text, &id) || !quote_load(&acting, id, &quote)) return false;
    return !text_equal(quote.status, "sent") || quote_choose(&acting, &quote, form->lines, form->line_count);
}

static bool offer_post_work(context_t *context, request_t *request) {
    actor_t reader;
    int64_t id = 0;
    context_t acting = offer_context(context, request, &reader);
    return quote_find_linked(&acting, request->path_text, &id) && offer_act(&acting, request, id, request->state);
}

/* What was not taken is said on the page, with all that was typed. */
static bool offer_refuse(request_t *request, const offer_form_t *form) {
    int status = (int)request->problem.kind;
    bool comments = text_equal(form->action, "comment");
    if (status >= PROBLEM_INTERNAL || status == PROBLEM_NOT_FOUND) return offer_show(request, status);
    const char *why = request->problem.message;
    if (request->problem.field_count > 0) why = request->problem.fields[0].message;
    quote_page_t *page = ARENA_NEW(request->arena, quote_page_t);
    *page = (quote_page_t){.refusal = arena_strdup(request->arena, why),
                           .name = comments ? NULL : form->name,
                           .title = form->title,
                           .comment = form->comment,
                           .comment_name = comments ? form->name : NULL,
                           .reason = form->reason};
    request->problem = problem_create(request->arena);
    request->state = page;
    return offer_show(request, status);
}

static bool offer_post(request_t *request) {
    offer_form_t *form = ARENA_NEW(request->arena, offer_form_t);
    if (!form_read(request, offer_take, form)) return false;
    request->state = form;
    bool ok = true;
    if (text_equal(form->action, "accept")) ok = request_write(request, offer_choose_work);
    ok = ok && request_write(request, offer_post_work);
    if (!ok) return offer_refuse(request, form);
    const char *locale = request_parameter(request, "locale");
    bool chinese = locale != NULL && text_starts_with(locale, "zh");
    offer_answer(request, 303);
    response_header(request, "Location",
                    arena_printf(request->arena, "%s%s", request->path, chinese ? "?locale=zh" : ""));
    return true;
}

/* clang-format off */
const route_t ROUTES_QUOTES[] = {
    {"POST", "/api/v1/quotes", quote_post, ROUTE_CREATES | ROUTE_REPEATS, "createQuote", "Make a quote", "QuoteRequest", "QuoteDocument"},
    {"POST", "/api/v1/quotes/preview", preview_post, 0, "previewQuote", "What a quote would come to, without keeping it", "QuoteRequest", "QuotePreview"},
    {"GET", "/api/v1/quotes/{id}/document", quote_get, 0, "getQuoteDocument", "A quote with its lines, versions and comments", NULL, "QuoteDocument"},
    {"PUT", "/api/v1/quotes/{id}/document", quote_put, ROUTE_REPEATS, "replaceQuote", "Replace what a draft holds", "QuoteRequest", "QuoteDocument"},
    {"POST", "/api/v1/quotes/{id}/revise", revise_post, ROUTE_CREATES | ROUTE_REPEATS, "reviseQuote", "A new version to be changed", NULL, "QuoteDocument"},
    {"POST", "/api/v1/quotes/{id}/send", send_post, 0, "sendQuote", "Send: a link to the customer's page, or it waits for a manager", NULL, "QuoteLink"},
    {"POST", "/api/v1/quotes/{id}/approve", approve_post, ROUTE_REPEATS, "approveQuote", "A manager's word on a discount", "QuoteApproval", "QuoteDocument"},
    {"POST", "/api/v1/quotes/{id}/links", link_post, 0, "linkQuote", "Another link to the customer's page", NULL, "QuoteLink"},
    {"DELETE", "/api/v1/quotes/{id}/links", link_delete, 0, "unlinkQuote", "Take all links back", NULL, NULL},
    {"POST", "/api/v1/quotes/{id}/comments", comment_post, ROUTE_CREATES | ROUTE_REPEATS, "commentQuote", "Say something on the customer's page", "QuoteComment", "QuoteDocument"},
    {"POST", "/api/v1/quotes/{id}/accept", accept_post, ROUTE_REPEATS, "acceptQuote", "Accept in the customer's name: an order, and the opportunity is won", "QuoteAcceptance", "QuoteDocument"},
    {"POST", "/api/v1/quotes/{id}/decline", decline_post, ROUTE_REPEATS, "declineQuote", "Decline in the customer's name", "QuoteDecline", "QuoteDocument"},
    {"GET", "/api/v1/quotes/{id}/text", text_get, 0, "getQuoteText", "What is signed, as plain text", NULL, "text/plain"},
    {"GET", "/offer/{text}", offer_get, ROUTE_OPEN, NULL, NULL, NULL, NULL},
    {"POST", "/offer/{text}", offer_post, ROUTE_OPEN, NULL, NULL, NULL, NULL},
    {NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL},
};
/* clang-format on */
