/* The thread that reads the book's history and publishes it. */
#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "catalogue/changes.h"
#include "customer/follow.h"
#include "customer/notification.h"
#include "http/event_change.h"
#include "http/events_hub.h"

#include <time.h>

enum {
    BATCH = 500,
    MANY = 100,
    MOST_STAMPS = 4096,
    LOOK_SECONDS = 1,
    PARTS = 5,
    FAR = 10000,
    PAUSE_MICROSECONDS = 10000
};

static const int64_t GAP_MICROSECONDS = 2 * 1000 * 1000;

/* Numbers of changes are given before the commit, so that on PostgreSQL a lower one may appear after a higher one.
 * Everything up to `floor` was published, and of what lies behind it those in `seen`; the floor rises over a number
 * that stays missing when it has been missed for longer than a commit takes. */
typedef struct watch {
    events_t *events;
    arena_t *arena;
    bool begun;
    int64_t floor, told; /* followers were told of everything up to `told` */
    int64_t seen[BATCH];
    size_t seen_count;
    int64_t missed_since; /* clock_ticks; 0: nothing is missing */
    bool full;            /* there is more to read */
    bool has_news;
    int64_t marked; /* the mark in the book was set about here */
    notification_stamp_t stamps[MOST_STAMPS];
    size_t stamp_count;
} watch_t;

typedef struct watch_step {
    watch_t *watch;
    problem_t *problem;
    bool (*work)(context_t *context, watch_t *watch);
} watch_step_t;

static bool watch_step_work(store_tx_t *tx, void *argument) {
    const watch_step_t *step = argument;
    context_t context = {
        .arena = step->watch->arena, .tx = tx, .actor = &ACTOR_PROGRAM, .problem = step->problem, .now = clock_now()};
    return step->work(&context, step->watch);
}

static bool watch_run(watch_t *watch, bool writes, bool (*work)(context_t *, watch_t *)) {
    problem_t problem = problem_create(watch->arena);
    watch_step_t step = {watch, &problem, work};
    store_t *store = watch->events->store;
    return writes ? store_write(store, watch_step_work, &step, &problem)
                  : store_read(store, watch_step_work, &step, &problem);
}

static bool watch_was_seen(const watch_t *watch, int64_t id) {
    for (size_t i = 0; i < watch->seen_count; i++)
        if (watch->seen[i] == id) return true;
    return false;
}

static void watch_raise_floor(watch_t *watch, const change_t *changes, size_t count) {
    bool missing = false;
    bool patient = watch->missed_since == 0 || clock_ticks() - watch->missed_since < GAP_MICROSECONDS;
    watch->seen_count = 0;
    for (size_t i = 0; i < count; i++) {
        missing = missing || (changes[i].id > watch->floor + 1 && patient && count < BATCH);
        if (missing)
            watch->seen[watch->seen_count++] = changes[i].id;
        else
            watch->floor = changes[i].id;
    }
    if (!missing)
        watch->missed_since = 0;
    else if (watch->missed_since == 0)
        watch->missed_since = clock_ticks();
}

static void watch_publish(watch_t *watch, const change_t *change, int64_t mark) {
    text_t body = text_create(watch->arena, EVENT_LIMIT - 100);
    event_change_write(change, &body);
    if (!body.overflow) events_publish(watch->events, &(event_t){.kind = "change", .mark = mark, .body = body.data});
    if (text_equal(change->type->name, "user")) events_recheck(watch->events, change->record_id);
}

/* Of many changes at once, as an import makes them, one event per type is told: that many of it have changed. */
static void watch_publish_many(watch_t *watch, const change_t *changes, size_t count) {
    for (size_t i = 0; i < count; i++) {
        bool told = changes[i].type == NULL;
        for (size_t j = 0; j < i && !told; j++) told = changes[j].type == changes[i].type;
        if (told) continue;
        const change_t many = {.type = changes[i].type, .at = changes[i].at, .action = "many"};
        watch_publish(watch, &many, watch->floor);
    }
}

static bool watch_read_changes(context_t *context, watch_t *watch) {
    change_t *changes = NULL;
    size_t count = 0, fresh = 0;
    if (!watch->begun) {
        if (!changes_newest(context, &watch->floor)) return false;
        watch->begun = true;
        events_begin_at(watch->events, watch->floor);
    }
    if (!changes_after(context, watch->floor, BATCH, &changes, &count)) return false;
    change_t *news = ARENA_ARRAY(context->arena, change_t, count + 1);
    for (size_t i = 0; i < count; i++)
        if (!watch_was_seen(watch, changes[i].id)) news[fresh++] = changes[i];
    watch->full = count == BATCH;
    watch_raise_floor(watch, changes, count);
    if (fresh > MANY) {
        watch_publish_many(watch, news, fresh);
        return true;
    }
    for (size_t i = 0; i < fresh; i++) {
        if (news[i].type == NULL) continue;
        if (!changes_complete(context, &news[i])) return false;
        watch_publish(watch, &news[i], news[i].id < watch->floor ? news[i].id : watch->floor);
    }
    return true;
}

static const notification_stamp_t *watch_stamp(const notification_stamp_t *stamps, size_t count, int64_t user_id) {
    for (size_t i = 0; i < count && stamps[i].user_id <= user_id; i++)
        if (stamps[i].user_id == user_id) return &stamps[i];
    return NULL;
}

static void watch_tell_count(watch_t *watch, int64_t user_id, int64_t unread) {
    text_t body = text_create(watch->arena, 128);
    text_add_format(&body, "{\"unread\":%lld}", (long long)unread);
    events_publish(watch->events, &(event_t){.kind = "notifications", .user_id = user_id, .body = body.data});
}

/* Each user whose unread notifications are others than before. */
static bool watch_read_stamps(context_t *context, watch_t *watch) {
    notification_stamp_t *now = ARENA_ARRAY(context->arena, notification_stamp_t, MOST_STAMPS);
    size_t count = 0;
    if (!notification_stamps(context, now, MOST_STAMPS, &count)) return false;
    for (size_t i = 0; i < count; i++) {
        const notification_stamp_t *before = watch_stamp(watch->stamps, watch->stamp_count, now[i].user_id);
        if (before == NULL || before->unread != now[i].unread || before->newest != now[i].newest)
            watch_tell_count(watch, now[i].user_id, now[i].unread);
    }
    for (size_t i = 0; i < watch->stamp_count; i++)
        if (watch_stamp(now, count, watch->stamps[i].user_id) == NULL)
            watch_tell_count(watch, watch->stamps[i].user_id, 0);
    if (count > 0) memcpy(watch->stamps, now, count * sizeof *now);
    watch->stamp_count = count;
    return true;
}

static bool watch_has_news(context_t *context, watch_t *watch) {
    return follow_has_news(context, watch->told, &watch->has_news);
}

static bool watch_tell(context_t *context, watch_t *watch) {
    (void)watch;
    return follow_tell(context);
}

/* A part at a time; what is left, or waits for a commit, comes with the next look. The mark in the book follows now and
 * then without any news, so that the next program need not look so far back. */
static void watch_tell_followers(watch_t *watch) {
    for (int part = 0; part < PARTS; part++) {
        arena_clear(watch->arena);
        if (!watch_run(watch, false, watch_has_news)) return;
        bool far = watch->floor - watch->marked > FAR;
        if (!watch->has_news && !far) {
            watch->told = watch->floor;
            return;
        }
        if (far) watch->marked = watch->floor;
        if (!watch_run(watch, true, watch_tell)) return;
    }
}

static void watch_look(watch_t *watch) {
    do {
        arena_clear(watch->arena);
        if (!watch_run(watch, false, watch_read_changes)) return;
    } while (watch->full);
    if (watch->told != watch->floor) watch_tell_followers(watch);
    arena_clear(watch->arena);
    if (events_open_streams(watch->events) > 0) watch_run(watch, false, watch_read_stamps);
}

/* Under a load of writes they are told in groups: the first at once, the next together a moment later. */
static void watch_pause(void) {
    nanosleep(&(struct timespec){.tv_nsec = PAUSE_MICROSECONDS * 1000}, NULL);
}

static bool watch_wait(events_t *events) {
    struct timespec look;
    pthread_mutex_lock(&events->lock);
    clock_gettime(CLOCK_MONOTONIC, &look);
    look.tv_sec += LOOK_SECONDS;
    int late = 0;
    while (!events->has_work && !events->stopping && late == 0)
        late = pthread_cond_timedwait(&events->woken, &events->lock, &look);
    events->has_work = false;
    bool goes_on = !events->stopping;
    pthread_mutex_unlock(&events->lock);
    return goes_on;
}

void *events_watch(void *argument) {
    events_t *events = argument;
    watch_t *watch = calloc(1, sizeof *watch);
    if (watch == NULL) abort();
    watch->events = events;
    watch->arena = arena_create();
    do {
        watch_look(watch);
        watch_pause();
    } while (watch_wait(events));
    arena_destroy(watch->arena);
    free(watch);
    return NULL;
}
