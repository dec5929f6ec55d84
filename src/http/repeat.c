#include "http/repeat.h"

#include "base/text.h"
#include "customer/idempotency.h"

#include <sodium.h>

enum { KEY_LENGTH = 200 };

static const char *repeat_hash(const context_t *context, const request_t *request) {
    unsigned char hash[32];
    char *text = arena_alloc(context->arena, 2 * sizeof hash + 1);
    crypto_generichash_state state;
    crypto_generichash_init(&state, NULL, 0, sizeof hash);
    crypto_generichash_update(&state, (const unsigned char *)request->path, strlen(request->path) + 1);
    crypto_generichash_update(&state, (const unsigned char *)request->body, request->body_length);
    crypto_generichash_final(&state, hash, sizeof hash);
    return sodium_bin2hex(text, 2 * sizeof hash + 1, hash, sizeof hash);
}

bool repeat_find(context_t *context, request_t *request, bool *repeated) {
    kept_answer_t answer;
    const char *key = request_header(request, "Idempotency-Key");
    *repeated = false;
    if (key == NULL) return true;
    if (*key == '\0' || strlen(key) > KEY_LENGTH || !text_is_utf8(key, strlen(key)))
        return problem_set(context->problem, PROBLEM_BAD_REQUEST, "bad_key", "The Idempotency-Key is not usable.");
    if (!idempotency_find(context, key, &answer)) return false;
    if (answer.request_hash == NULL) return true;
    if (!text_equal(answer.request_hash, repeat_hash(context, request)))
        return problem_set(context->problem, PROBLEM_INVALID, "idempotency_mismatch",
                           "This Idempotency-Key was used for another request. Use a new one.");
    request->response.status = answer.status;
    text_add(&request->response.body, answer.response);
    *repeated = true;
    return true;
}

bool repeat_keep(context_t *context, const request_t *request) {
    const char *key = request_header(request, "Idempotency-Key");
    if (key == NULL) return true;
    const kept_answer_t answer = {repeat_hash(context, request), request->response.status, request->response.body.data};
    return idempotency_keep(context, key, &answer);
}

typedef struct repeated_work {
    request_work_t work;
} repeated_work_t;

static bool repeat_work(context_t *context, request_t *request) {
    const repeated_work_t *repeated_work = request->state;
    bool repeated = false;
    if (!repeat_find(context, request, &repeated)) return false;
    return repeated || (repeated_work->work(context, request) && repeat_keep(context, request));
}

bool repeat_run(request_t *request, int status, request_work_t work) {
    repeated_work_t repeated = {work};
    if (request->body_length > 0 && !request_json(request, &request->json)) return false;
    if (request->body_length == 0) request->json = json_object();
    request->state = &repeated;
    response_json(request, status);
    bool ok = request_write(request, repeat_work);
    request->state = NULL;
    json_decref(request->json);
    return ok;
}
