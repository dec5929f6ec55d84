/* The questions of an empty book, and the first steps in it. */
#include "http/route.h"
#include "insight/first_day.h"

static bool first_day_work(context_t *context, request_t *request) {
    (void)request;
    json_writer_t writer = json_begin(&request->response.body);
    return first_day_write(context, &writer);
}

static bool first_day_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, first_day_work);
}

static bool answer_work(context_t *context, request_t *request) {
    json_writer_t writer = json_begin(&request->response.body);
    return first_day_answer(context, request->json, request_origin(request), &writer);
}

static bool answer_post(request_t *request) {
    if (!request_json(request, &request->json)) return false;
    response_json(request, 200);
    bool ok = request_write(request, answer_work);
    json_decref(request->json);
    return ok;
}

static bool tour_work(context_t *context, request_t *request) {
    const json_t *open = json_object_get(request->json, "open");
    if (!json_is_boolean(open))
        return problem_add_field(context->problem, "open", "wrong_type", "This must be true or false.");
    return first_day_show_tour(context, json_is_true(open));
}

static bool tour_post(request_t *request) {
    if (!request_json(request, &request->json)) return false;
    response_empty(request, 204);
    bool ok = request_write(request, tour_work);
    json_decref(request->json);
    return ok;
}

const route_t ROUTES_FIRST_DAY[] = {
    {"GET", "/api/v1/first-day", first_day_get, 0, "getFirstDay", "What is asked of a new book, and first steps", NULL,
     "FirstDay"},
    {"POST", "/api/v1/first-day", answer_post, 0, "answerFirstDay", "Set up currency, team and products at once",
     "FirstDayAnswers", "FirstDayDone"},
    {"POST", "/api/v1/first-day/tour", tour_post, 0, "showTour", "Show or close one's own first steps", "TourChange",
     NULL},
    {0},
};
