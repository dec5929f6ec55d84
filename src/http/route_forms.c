/* Web forms: a page that visitors fill in without a script, and the same as JSON for web sites with a form of their
 * own. */
#include "base/text.h"
#include "http/form.h"
#include "http/route.h"
#include "pipeline/web_form.h"

#include <string.h>

/* Other sites may show this page in a frame; nothing runs in it. */
static const char FORM_POLICY[] =
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors *";

static const struct {
    const char *name;
    size_t offset;
} ANSWERS[] = {
    {"name", offsetof(web_form_answers_t, name)},       {"company", offsetof(web_form_answers_t, company)},
    {"email", offsetof(web_form_answers_t, email)},     {"phone", offsetof(web_form_answers_t, phone)},
    {"message", offsetof(web_form_answers_t, message)}, {"fax_number", offsetof(web_form_answers_t, trap)},
    {"token", offsetof(web_form_answers_t, token)},
};

static void form_set(web_form_answers_t *answers, const char *name, const char *value) {
    for (size_t i = 0; i < sizeof ANSWERS / sizeof ANSWERS[0]; i++)
        if (text_equal(ANSWERS[i].name, name)) *(const char **)((char *)answers + ANSWERS[i].offset) = value;
}

static void form_take(void *argument, const char *name, const char *value) {
    form_set(argument, name, value);
}

static bool form_read_page(request_t *request, web_form_answers_t *answers) {
    answers->address = request_address(request);
    return form_read(request, form_take, answers);
}

static void form_read_json(request_t *request, web_form_answers_t *answers) {
    for (size_t i = 0; i < sizeof ANSWERS / sizeof ANSWERS[0]; i++)
        form_set(answers, ANSWERS[i].name, json_string_value(json_object_get(request->json, ANSWERS[i].name)));
    answers->address = request_address(request);
}

static void form_answer(request_t *request, int status) {
    request->response.status = status;
    request->response.media_type = "text/html; charset=utf-8";
    response_header(request, "Content-Security-Policy", FORM_POLICY);
    response_header(request, "Cache-Control", "no-store");
}

static bool form_page_work(context_t *context, request_t *request) {
    return web_form_write_page(context, request->path_text, request->state, &request->response.body);
}

static bool form_page(request_t *request) {
    bool ok = request_write(request, form_page_work);
    if (ok) form_answer(request, 200);
    return ok;
}

static bool form_receive_work(context_t *context, request_t *request) {
    record_t *lead = NULL;
    return web_form_receive(context, request->path_text, request->state, &lead);
}

static bool form_thanks_work(context_t *context, request_t *request) {
    return web_form_write_thanks(context, request->path_text, &request->response.body);
}

/* What a visitor left out is asked for on the same page, with all that was typed. */
static bool form_ask_again(request_t *request) {
    if (request->problem.kind != PROBLEM_INVALID || request->problem.field_count == 0) return false;
    request->problem = problem_create(request->arena);
    bool ok = request_write(request, form_page_work);
    if (ok) form_answer(request, 422);
    return ok;
}

static bool form_submit(request_t *request) {
    web_form_answers_t *answers = ARENA_NEW(request->arena, web_form_answers_t);
    request->state = answers;
    if (!form_read_page(request, answers)) return false;
    if (!request_write(request, form_receive_work)) return form_ask_again(request);
    bool ok = request_read(request, form_thanks_work);
    if (ok) form_answer(request, 200);
    return ok;
}

static bool token_work(context_t *context, request_t *request) {
    const char *token = NULL;
    json_writer_t writer = json_begin(&request->response.body);
    if (!web_form_make_token(context, request->path_text, &token)) return false;
    json_write_object(&writer, NULL);
    json_write_text(&writer, "token", token);
    json_write_close(&writer);
    return true;
}

static bool token_get(request_t *request) {
    response_json(request, 200);
    return request_write(request, token_work);
}

static bool form_post(request_t *request) {
    web_form_answers_t *answers = ARENA_NEW(request->arena, web_form_answers_t);
    request->state = answers;
    if (!request_json(request, &request->json)) return false;
    form_read_json(request, answers);
    response_empty(request, 204);
    bool ok = request_write(request, form_receive_work);
    json_decref(request->json);
    return ok;
}

const route_t ROUTES_FORMS[] = {
    {"GET", "/forms/{text}", form_page, ROUTE_OPEN, NULL, NULL, NULL, NULL},
    {"POST", "/forms/{text}", form_submit, ROUTE_OPEN, NULL, NULL, NULL, NULL},
    {"GET", "/api/v1/forms/{text}", token_get, ROUTE_OPEN, "getFormToken", "The token that a form is sent with", NULL,
     "FormToken"},
    {"POST", "/api/v1/forms/{text}", form_post, ROUTE_OPEN, "sendForm", "Send a web form", "FormAnswers", NULL},
    {0},
};
