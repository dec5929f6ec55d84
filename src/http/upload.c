#include "http/upload.h"

#include "base/clock.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

struct upload {
    FILE *file;
    char *path;
    size_t length;
    bool finished;
};

static bool upload_refuse(request_t *request) {
    return problem_set(&request->problem, PROBLEM_UNAVAILABLE, "not_saved", "The file could not be saved. Try again.");
}

upload_t *upload_begin(request_t *request, const char *folder) {
    upload_t *upload = ARENA_NEW(request->arena, upload_t);
    const char *uploads = arena_printf(request->arena, "%s/uploads", folder);
    if (mkdir(uploads, 0700) != 0 && errno != EEXIST) uploads = folder;
    upload->path = arena_printf(request->arena, "%s/%s", uploads, random_token(request->arena, 18));
    upload->file = fopen(upload->path, "wbx");
    if (upload->file != NULL) return upload;
    upload_refuse(request);
    return NULL;
}

bool upload_add(upload_t *upload, request_t *request, const char *data, size_t length) {
    upload->length += length;
    if (upload->length > UPLOAD_LIMIT) return false;
    return fwrite(data, 1, length, upload->file) == length || upload_refuse(request);
}

bool upload_finish(upload_t *upload, request_t *request) {
    bool ok = fflush(upload->file) == 0 && fsync(fileno(upload->file)) == 0;
    ok = fclose(upload->file) == 0 && ok;
    upload->file = NULL;
    if (!ok) return upload_refuse(request);
    upload->finished = true;
    request->upload_path = upload->path;
    return true;
}

void upload_end(upload_t *upload) {
    if (upload == NULL) return;
    if (upload->file != NULL) fclose(upload->file);
    if (!upload->finished) unlink(upload->path);
}
